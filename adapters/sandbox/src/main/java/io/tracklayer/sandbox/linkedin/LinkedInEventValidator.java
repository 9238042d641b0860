// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges one event; the schema is closed. */
final class LinkedInEventValidator {
    static final String URN = "urn:lla:llaPartnerConversion:";
    private static final Duration MAX_AGE = Duration.ofDays(90);
    private static final Set<String> KNOWN =
            Set.of("conversion", "conversionHappenedAt", "conversionValue", "eventId", "user");

    private final Clock clock;

    LinkedInEventValidator(Clock clock) {
        this.clock = clock;
    }

    /** What is wrong, each as {@code /path :: text}. */
    List<String> check(JsonNode event, long version) {
        List<String> problems = new ArrayList<>();
        LinkedInFields fields = new LinkedInFields(event, "", problems);
        if (!event.isObject()) {
            fields.refuse("", "cannot be coerced to a record");
            return problems;
        }
        fields.onlyKnown(KNOWN);
        List.of("conversion", "conversionHappenedAt").forEach(fields::require);
        fields.matching("conversion", URN + "\\d{1,18}", "a URN of a conversion");
        time(fields);
        value(fields);
        fields.text("eventId");
        LinkedInUserValidator.check(fields, version);
        return problems;
    }

    /** Milliseconds; ten digits are seconds and mean 1970. */
    private void time(LinkedInFields fields) {
        JsonNode time = fields.get("conversionHappenedAt");
        boolean whole = time.isIntegralNumber() && time.canConvertToLong();
        if (!fields.is("conversionHappenedAt", whole, "a Long")) {
            return;
        }
        Instant at = Instant.ofEpochMilli(time.longValue());
        Instant now = clock.instant();
        if (at.isBefore(now.minus(MAX_AGE))) {
            fields.refuse("conversionHappenedAt", "is older than 90 days");
        } else if (at.isAfter(now)) {
            fields.refuse("conversionHappenedAt", "lies in the future");
        }
    }

    private static void value(LinkedInFields fields) {
        JsonNode given = fields.get("conversionValue");
        if (!fields.is("conversionValue", given.isObject(), "a record")) {
            return;
        }
        LinkedInFields value = fields.at("conversionValue");
        value.onlyKnown(Set.of("currencyCode", "amount"));
        List.of("currencyCode", "amount").forEach(value::require);
        if (value.text("currencyCode") && !Money.isCurrency(value.get("currencyCode"))) {
            value.refuse("currencyCode", "is not an ISO 4217 code");
        }
        value.matching("amount", "\\d{1,18}(\\.\\d{1,9})?", "a decimal number as String");
    }
}
