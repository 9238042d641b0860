// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Money;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Judges the attributes of an event. */
final class KlaviyoEventValidator {
    private static final Set<String> KNOWN =
            Set.of(
                    "metric",
                    "properties",
                    "time",
                    "value",
                    "value_currency",
                    "unique_id",
                    "backfill");
    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(365);
    private static final int MOST_PROPERTIES = 400;
    private static final int DEEPEST = 10;
    private static final int LONGEST_LIST = 4_000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int NAME_LIMIT = 128;

    private final Clock clock;

    KlaviyoEventValidator(Clock clock) {
        this.clock = clock;
    }

    /** Checks an event of a bulk call, whose profile stands beside its events. */
    void check(KlaviyoFields event) {
        event.onlyKnown(KNOWN);
        checkMembers(event);
    }

    /** Checks an event with its profile. */
    void checkWithProfile(KlaviyoFields event) {
        Set<String> known = new HashSet<>(KNOWN);
        known.add("profile");
        event.onlyKnown(known);
        event.related("profile", "profile", Set.of("type", "id", "attributes"))
                .ifPresent(
                        profile ->
                                KlaviyoProfileValidator.check(
                                        profile,
                                        event.get("profile").path("data").hasNonNull("id")));
        checkMembers(event);
    }

    /** When the event happened; empty when it does not say so or nobody can read it. */
    static Optional<Instant> time(JsonNode event) {
        try {
            return Optional.of(OffsetDateTime.parse(event.path("time").asText("")).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private void checkMembers(KlaviyoFields event) {
        event.related("metric", "metric", Set.of("type", "attributes")).ifPresent(this::metric);
        event.require("properties");
        event.object("properties").ifPresent(this::properties);
        event.text("unique_id");
        event.flag("backfill");
        event.text("time");
        Instant latest = clock.instant().plus(AHEAD);
        event.check(
                "time",
                time(event.object())
                        .filter(at -> !at.isBefore(OLDEST) && !at.isAfter(latest))
                        .isPresent(),
                "time_invalid",
                "must be ISO 8601, after the year 2000 and at most a year ahead");
        money(event);
    }

    private void metric(KlaviyoFields metric) {
        metric.onlyKnown(Set.of("name", "service"));
        metric.require("name");
        metric.text("name");
        metric.text("service");
        metric.check(
                "name",
                metric.get("name").asText("").length() < NAME_LIMIT,
                "name_too_long",
                "must be less than 128 characters");
        if (metric.strict() && metric.has("service")) {
            metric.refuse("service_sent", "service", "names an integration of Klaviyo's own");
        }
    }

    private void money(KlaviyoFields event) {
        event.check("value", event.get("value").isNumber(), "wrong_type", "must be a number");
        event.check(
                "value_currency",
                Money.isCurrency(event.get("value_currency")),
                "currency_unknown",
                "must be an ISO 4217 code");
        if (event.strict() && event.has("value") != event.has("value_currency")) {
            event.refuse("currency_missing", "value", "value and value_currency go together");
        }
    }

    private void properties(KlaviyoFields properties) {
        if (properties.object().size() > MOST_PROPERTIES) {
            properties.refuse("too_many_properties", "", "must not exceed 400 properties");
        }
        if (!fits(properties.object(), 1)) {
            properties.refuse("properties_too_large", "", "is nested too deep or too long");
        }
    }

    private static boolean fits(JsonNode node, int depth) {
        if (node.isTextual()) {
            return node.textValue().getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT;
        }
        if (!node.isContainerNode()) {
            return true;
        }
        if (depth > DEEPEST || node.isArray() && node.size() > LONGEST_LIST) {
            return false;
        }
        for (JsonNode inner : node) {
            if (!fits(inner, depth + 1)) {
                return false;
            }
        }
        return true;
    }
}
