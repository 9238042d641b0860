// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Judges one event of a Reddit call. */
final class RedditEventValidator {
    private static final Duration MAX_AGE = Duration.ofHours(168);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final long LOWEST_MILLIS = 1_000_000_000_000L;
    private static final int LONGEST_NAME = 64;
    private static final Set<String> TYPES =
            Set.of(
                    "PAGE_VISIT",
                    "VIEW_CONTENT",
                    "SEARCH",
                    "ADD_TO_CART",
                    "ADD_TO_WISHLIST",
                    "PURCHASE",
                    "LEAD",
                    "SIGN_UP",
                    "CUSTOM");
    private static final Set<String> ELSEWHERE = Set.of("APP", "PHYSICAL_STORE", "OTHER");
    private static final Set<String> ACTION_SOURCES =
            Set.of("WEBSITE", "APP", "PHYSICAL_STORE", "OTHER");
    private static final Set<String> KNOWN =
            Set.of(
                    "event_at",
                    "action_source",
                    "type",
                    "click_id",
                    "event_source_url",
                    "referrer_url",
                    "metadata",
                    "user");

    private final Clock clock;

    RedditEventValidator(Clock clock) {
        this.clock = clock;
    }

    /** Everything that is wrong. */
    List<RedditProblem> check(JsonNode event) {
        List<RedditProblem> problems = new ArrayList<>();
        RedditFields fields = new RedditFields(event, "", problems);
        if (!event.isObject()) {
            problems.add(
                    new RedditProblem(
                            "", new Reason(RedditProblem.WRONG_TYPE, "event must be an object")));
            return problems;
        }
        List.of("event_at", "action_source", "type").forEach(fields::require);
        time(fields);
        fields.oneOf("action_source", ACTION_SOURCES);
        type(fields.child("type"));
        fields.texts("click_id");
        pages(fields);
        RedditMetadataValidator.check(fields.child("metadata"));
        RedditUserValidator.check(fields.child("user"), fields.text("action_source"));
        fields.onlyKnown(KNOWN);
        return problems;
    }

    /** Milliseconds, which have 13 digits in this age. */
    private void time(RedditFields fields) {
        JsonNode time = fields.get("event_at");
        fields.check("event_at", time.isIntegralNumber() && time.canConvertToLong(), "an integer");
        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            return;
        }
        long millis = time.longValue();
        if (millis < LOWEST_MILLIS || millis >= 10 * LOWEST_MILLIS) {
            fields.refuse("event_at_unit", "event_at", "must be milliseconds with 13 digits");
            return;
        }
        Instant at = Instant.ofEpochMilli(millis);
        if (!at.isAfter(clock.instant().minus(MAX_AGE))) {
            fields.refuse("too_old", "event_at", "timestamp must be less than 168h0m0s old");
        } else if (at.isAfter(clock.instant().plus(CLOCK_SKEW))) {
            fields.refuse("in_the_future", "event_at", "timestamp must not be in the future");
        }
    }

    private static void type(RedditFields type) {
        if (!type.object().isObject()) {
            return;
        }
        type.require("tracking_type");
        type.oneOf("tracking_type", TYPES);
        type.texts("custom_event_name");
        type.onlyKnown(Set.of("tracking_type", "custom_event_name"));
        String name = type.text("custom_event_name");
        if (type.text("tracking_type").equals("CUSTOM")) {
            type.require("custom_event_name");
        } else if (type.has("custom_event_name")) {
            type.refuse("name_without_custom", "custom_event_name", "is for CUSTOM only");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            type.refuse("name_too_long", "custom_event_name", "has more than 64 characters");
        }
        if (TYPES.contains(name.toUpperCase(Locale.ROOT))) {
            type.refuse("name_reserved", "custom_event_name", "is the name of a standard event");
        }
    }

    private static void pages(RedditFields fields) {
        fields.urls("event_source_url", "referrer_url");
        boolean elsewhere = ELSEWHERE.contains(fields.text("action_source"));
        if (fields.has("event_source_url") && elsewhere) {
            fields.refuse("page_without_website", "event_source_url", "is for WEBSITE only");
        }
    }
}
