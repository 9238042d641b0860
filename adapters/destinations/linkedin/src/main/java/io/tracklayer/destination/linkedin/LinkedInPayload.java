// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One conversion event (Conversions API: schema). */
final class LinkedInPayload {
    /** LinkedIn takes 90 days; the rest is for the way there. */
    static final Duration MAX_AGE = Duration.ofDays(90).minusMinutes(15);

    /** A shop's clock may be ahead so far; LinkedIn itself takes no future at all. */
    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    private static final Duration TIMELY = Duration.ofDays(1);
    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final LinkedInEventNames.To target;
    private final List<String> warnings = new ArrayList<>();

    LinkedInPayload(Event event, Settings settings, Instant now, LinkedInEventNames.To target) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.target = target;
    }

    Mapping map() {
        if (age().compareTo(MAX_AGE) > 0) {
            return Mapping.skip("too_late", "LinkedIn takes events of the last 90 days only.");
        }
        if (age().compareTo(FUTURE_SKEW.negated()) < 0) {
            return Mapping.skip("in_the_future", "LinkedIn refuses events that lie in the future.");
        }
        LinkedInUser identities = new LinkedInUser(event, settings, warnings);
        Map<String, Object> user = user(identities);
        return identities.sufficient(user)
                ? Mapping.send(record(user))
                : Mapping.skip(
                        "insufficient_identifiers",
                        "LinkedIn needs one of e-mail, click id, address, both names, customer key"
                                + " or lead, of which none is known or may be sent.");
    }

    private Map<String, Object> user(LinkedInUser identities) {
        return LinkedInPrivacy.reduced(event, settings)
                .map(identities::collectClickId)
                .orElseGet(() -> identities.collect(byBuyer()));
    }

    private boolean byBuyer() {
        return event.name() != EventName.SUBSCRIPTION_RENEWED
                && event.actionSource() != ActionSource.SYSTEM_GENERATED;
    }

    private PlatformRecord record(Map<String, Object> user) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("conversion", ConversionRules.urn(target.rule()));
        body.put("conversionHappenedAt", happenedAt().toEpochMilli());
        value().ifPresent(value -> body.put("conversionValue", value));
        Optional<String> id = sharedEventId();
        id.ifPresent(shared -> body.put("eventId", shared));
        body.put("user", user);
        remark();
        return new PlatformRecord(
                target.type(),
                event.eventId(),
                event.eventTime(),
                body,
                batchKey(),
                repeatable(id),
                warnings);
    }

    /** LinkedIn takes no future, however near. */
    private Instant happenedAt() {
        if (event.eventTime().isAfter(now)) {
            warnings.add("the event lies in the future and was sent as of now");
            return now;
        }
        return event.eventTime();
    }

    private Optional<Map<String, Object>> value() {
        Optional<BigDecimal> amount = event.value().filter(value -> value.signum() >= 0);
        Optional<String> currency = event.currency().filter(CURRENCY.asMatchPredicate());
        if (amount.isEmpty() || currency.isEmpty()) {
            if (event.value().isPresent()) {
                warnings.add("value was left out: it is negative or has no currency");
            }
            return Optional.empty();
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("currencyCode", currency.get());
        value.put("amount", amount.get().toPlainString());
        return Optional.of(value);
    }

    /** A purchase sent when paid keeps the id under which the browser reported it when placed. */
    private Optional<String> sharedEventId() {
        String shared =
                event.name() == EventName.PURCHASE_PAID
                        ? event.orderId()
                                .map(id -> "ord_" + id + "_purchase")
                                .orElse(event.eventId())
                        : event.eventId();
        Optional<String> id = Optional.of(shared).filter(EVENT_ID.asMatchPredicate());
        if (id.isEmpty()) {
            warnings.add(
                    "the event id was left out, so a copy of LinkedIn's tag counts too: it is"
                            + " longer than 128 or has other characters than A-Z a-z 0-9 _ . : -");
        }
        return id;
    }

    /**
     * A rule that LinkedIn does not know fails its whole request, so that every rule has requests
     * of its own.
     */
    private String batchKey() {
        return (event.test() ? "test/" : "live/") + target.rule();
    }

    /** LinkedIn does not say that it recognises what the API repeats. */
    private boolean repeatable(Optional<String> id) {
        return id.isPresent()
                && settings.flag(LinkedInSettings.REPEAT_UNANSWERED)
                && age().compareTo(TIMELY) < 0;
    }

    private void remark() {
        LinkedInVersion.of(settings).warning(now).ifPresent(warnings::add);
        if (event.test()) {
            warnings.add("sent as a test: to the rule of test-conversion-rule");
        }
        if (age().compareTo(TIMELY) > 0) {
            warnings.add("the event is older than a day; LinkedIn may not attribute it");
        }
    }

    private Duration age() {
        return Duration.between(event.eventTime(), now);
    }
}
