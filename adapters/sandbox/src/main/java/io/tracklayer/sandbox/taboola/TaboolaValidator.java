// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.taboola;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Reason;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges one conversion, whose members a postback has in its query, all of them texts, and a bulk
 * call in JSON.
 */
final class TaboolaValidator {
    /** Documents speak of 66 and of about 120 characters; a shorter text is certainly none. */
    private static final Pattern CLICK_ID = Pattern.compile("[!-z|~]{20,}");

    /** In seconds a time of today lies in January 1970. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Pattern DECIMAL = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Set<String> POSTBACK =
            Set.of("click-id", "name", "revenue", "currency", "quantity", "orderid");
    private static final Set<String> CURRENCIES =
            Set.of(
                    "AUD", "BRL", "CAD", "CNY", "EUR", "GBP", "HKD", "ILS", "INR", "JPY", "KRW",
                    "MXN", "NZD", "RUB", "SGD", "THB", "TRY", "USD", "ZAR");

    private final Clock clock;

    TaboolaValidator(Clock clock) {
        this.clock = clock;
    }

    /** Why Taboola cannot use it at all, or empty. */
    Optional<Reason> unusable(JsonNode conversion, boolean bulk) {
        String clickId = conversion.path("click-id").asText("");
        if (clickId.isEmpty()) {
            return reason("click_id_missing", "click-id is missing or misnamed");
        }
        if (!conversion.path("click-id").isTextual() || !CLICK_ID.matcher(clickId).matches()) {
            return reason("click_id_unreadable", "click-id cannot be parsed");
        }
        JsonNode name = conversion.path("name");
        if (!name.isTextual() || name.textValue().isEmpty()) {
            return reason("name_missing", "name is missing");
        }
        return bulk ? time(conversion.path("timestamp")) : Optional.empty();
    }

    /** What no document allows, though the service may put up with it; or empty. */
    Optional<Reason> undocumented(JsonNode conversion, boolean bulk) {
        for (var member : conversion.properties()) {
            String name = member.getKey();
            if (!POSTBACK.contains(name) && !(bulk && name.equals("timestamp"))) {
                return reason("unknown_field", name + " is not known here");
            }
            if (member.getValue().asText("").isEmpty()) {
                return reason("empty_value", name + " is empty and should be left out");
            }
        }
        if (!fits(conversion, "revenue", bulk, DECIMAL)) {
            return reason("wrong_type", "revenue must be a number with a dot, not negative");
        }
        if (conversion.has("currency")
                && !CURRENCIES.contains(conversion.path("currency").asText())) {
            return reason("currency_unsupported", "currency is none of Taboola's, in capitals");
        }
        if (!fits(conversion, "quantity", bulk, Pattern.compile("[1-9]\\d{0,9}"))
                || new BigDecimal(conversion.path("quantity").asText("1"))
                                .compareTo(BigDecimal.valueOf(Integer.MAX_VALUE))
                        > 0) {
            return reason("wrong_type", "quantity must be a number of units");
        }
        return conversion.has("orderid") && !conversion.path("orderid").isTextual()
                ? reason("wrong_type", "orderid must be a string")
                : Optional.empty();
    }

    private Optional<Reason> time(JsonNode timestamp) {
        if (!timestamp.isIntegralNumber() || !timestamp.canConvertToLong()) {
            return reason("timestamp_missing", "timestamp must be in milliseconds");
        }
        long millis = timestamp.longValue();
        if (millis < FIRST.toEpochMilli()) {
            return reason("timestamp_in_1970", "timestamp looks like seconds");
        }
        return millis > clock.instant().plus(CLOCK_SKEW).toEpochMilli()
                ? reason("timestamp_in_future", "timestamp lies in the future")
                : Optional.empty();
    }

    /** A number in JSON, digits in a query. */
    private static boolean fits(JsonNode conversion, String name, boolean bulk, Pattern shape) {
        JsonNode value = conversion.path(name);
        if (value.isMissingNode()) {
            return true;
        }
        String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText("");
        return value.isNumber() == bulk && text.length() < 40 && shape.matcher(text).matches();
    }

    private static Optional<Reason> reason(String code, String sentence) {
        return Optional.of(new Reason(code, sentence));
    }
}
