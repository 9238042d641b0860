// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.EmailLike;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one event whose members have the right types; every violation is reported. */
final class GoogleAdsEventValidator {
    private static final Duration MAX_AGE = Duration.ofDays(90);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int LONGEST_ID = 512;
    private static final Set<String> SOURCES =
            Set.of("WEB", "APP", "IN_STORE", "PHONE", "MESSAGE", "OTHER");
    private static final Set<String> CONSENT =
            Set.of("CONSENT_GRANTED", "CONSENT_DENIED", "CONSENT_STATUS_UNSPECIFIED");

    /** Members of other products; their names in the request. */
    private static final List<String> NOT_FOR_ADS =
            List.of("eventName", "clientId", "userId", "appInstanceId", "conversionCount");

    private final Instant now;
    private final boolean website;
    private final String encoding;
    private final JsonNode event;
    private final int index;
    private final List<GoogleAdsViolation> violations = new ArrayList<>();

    /**
     * One event.
     *
     * @param website whether it goes to an action that wants transaction ids
     */
    GoogleAdsEventValidator(
            Instant now, boolean website, String encoding, JsonNode event, int index) {
        this.now = now;
        this.website = website;
        this.encoding = encoding;
        this.event = event;
        this.index = index;
    }

    List<GoogleAdsViolation> violations() {
        time();
        oneOf(event, "eventSource", "event_source", SOURCES, true);
        transaction();
        money();
        identifiers();
        for (String name : List.of("adUserData", "adPersonalization")) {
            oneOf(event.path("consent"), name, "consent." + snake(name), CONSENT, false);
        }
        JsonNode properties = event.path("userProperties");
        oneOf(
                properties,
                "customerType",
                "user_properties.customer_type",
                Set.of("NEW", "RETURNING", "REENGAGED"),
                false);
        oneOf(
                properties,
                "customerValueBucket",
                "user_properties.customer_value_bucket",
                Set.of("LOW", "MEDIUM", "HIGH"),
                false);
        cart();
        NOT_FOR_ADS.stream()
                .filter(event::has)
                .forEach(name -> violate(snake(name), "INVALID_EVENT", "Not for Google Ads."));
        return violations;
    }

    /** What Google would remark on a right event. */
    List<GoogleAdsViolation> warnings() {
        List<GoogleAdsViolation> remarks = new ArrayList<>();
        JsonNode ids = event.path("adIdentifiers");
        if (event.has("cartData") && (ids.has("gbraid") || ids.has("wbraid"))) {
            remarks.add(
                    at(
                            "cart_data",
                            "CART_DATA_NOT_SUPPORTED_WITH_GBRAID_OR_WBRAID",
                            "Cart data is ignored."));
        }
        for (JsonNode item : event.path("cartData").path("items")) {
            if (!item.has("merchantProductId")) {
                remarks.add(
                        at(
                                "cart_data.items",
                                "CART_DATA_ITEM_MERCHANT_PRODUCT_ID_MISSING",
                                "An item has no merchant product id."));
            }
            if (!item.has("unitPrice")) {
                remarks.add(
                        at(
                                "cart_data.items",
                                "CART_DATA_ITEM_UNIT_PRICE_MISSING",
                                "An item has no unit price."));
            }
        }
        return remarks;
    }

    static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.asText("")).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private void time() {
        if (required(event, "eventTimestamp", "event_timestamp")) {
            Optional<Instant> at = time(event.get("eventTimestamp"));
            if (at.isEmpty()) {
                violate("event_timestamp", "INVALID_FORMAT", "Not an RFC 3339 time.");
            } else if (at.get().isBefore(now.minus(MAX_AGE))
                    || at.get().isAfter(now.plus(CLOCK_SKEW))) {
                violate("event_timestamp", "EVENT_TIME_INVALID", "The time is out of range.");
            }
        }
        if (event.has("lastUpdatedTimestamp")
                && time(event.get("lastUpdatedTimestamp")).isEmpty()) {
            violate("last_updated_timestamp", "INVALID_FORMAT", "Not an RFC 3339 time.");
        }
    }

    private void transaction() {
        String id = event.path("transactionId").asText("");
        if (website) {
            required(event, "transactionId", "transaction_id");
        }
        if (event.has("transactionId") && id.isEmpty() || EmailLike.in(id)) {
            violate("transaction_id", "INVALID_FORMAT", "The transaction id is not acceptable.");
        }
        if (id.length() > LONGEST_ID) {
            violate("transaction_id", "FIELD_VALUE_TOO_LONG", "Longer than 512.");
        }
    }

    private void money() {
        if (event.has("conversionValue")) {
            required(event, "currency", "currency");
            if (event.get("conversionValue").decimalValue().signum() < 0) {
                violate("conversion_value", "INVALID_FORMAT", "The value is negative.");
            }
        }
        if (event.has("currency") && !Money.isCurrency(event.get("currency"))) {
            violate("currency", "INVALID_CURRENCY_CODE", "Not an ISO 4217 code.");
        }
    }

    private void identifiers() {
        JsonNode ids = event.path("adIdentifiers");
        for (String foreign : List.of("mobileDeviceId", "dclid", "impressionId", "matchId")) {
            if (ids.has(foreign)) {
                violate("ad_identifiers." + snake(foreign), "INVALID_EVENT", "Not for Google Ads.");
            }
        }
        JsonNode persons = event.path("userData").path("userIdentifiers");
        boolean clicked =
                List.of("gclid", "gbraid", "wbraid", "sessionAttributes").stream()
                        .anyMatch(name -> !ids.path(name).asText("").isEmpty());
        if (!clicked && persons.isEmpty()) {
            violate("", "NO_IDENTIFIERS_PROVIDED", "The event has no identifier.");
        }
        new GoogleAdsUserValidator(encoding, this::violate).check(persons);
    }

    private void cart() {
        for (JsonNode item : event.path("cartData").path("items")) {
            if (item.has("quantity") && item.get("quantity").asLong() < 1) {
                violate("cart_data.items.quantity", "INVALID_FORMAT", "Not a number of pieces.");
            }
        }
        if (event.has("cartData") && event.path("cartData").path("items").isEmpty()) {
            violate("cart_data.items", "REQUIRED_FIELD_MISSING", "The cart has no items.");
        }
        for (JsonNode code :
                event.path("cartData").path("couponCodes").isArray()
                        ? event.path("cartData").path("couponCodes")
                        : Json.array()) {
            if (code.asText("").isEmpty()) {
                violate("cart_data.coupon_codes", "INVALID_FORMAT", "A coupon code is empty.");
            }
        }
    }

    private void oneOf(
            JsonNode object, String name, String field, Set<String> allowed, boolean required) {
        if (required && !required(object, name, field)) {
            return;
        }
        if (object.has(name) && !allowed.contains(object.get(name).asText())) {
            violate(field, "INVALID_ENUM_VALUE", "Not one of the documented values.");
        }
    }

    private boolean required(JsonNode object, String name, String field) {
        if (object.path(name).asText("").isEmpty()) {
            violate(field, "REQUIRED_FIELD_MISSING", "Required field is missing.");
            return false;
        }
        return true;
    }

    private void violate(String field, String reason, String description) {
        violations.add(at(field, reason, description));
    }

    private GoogleAdsViolation at(String field, String reason, String description) {
        String path = "events.events[" + index + "]" + (field.isEmpty() ? "" : "." + field);
        return new GoogleAdsViolation(path, reason, description, index);
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
