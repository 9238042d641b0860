// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.EmailLike;
import io.tracklayer.sandbox.platform.Money;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Judges one event of a GA4 body. */
final class Ga4EventValidator {
    private static final int MAX_PARAMS = 25;
    private static final int MAX_TEXT = 100;
    private static final Set<String> KNOWN = Set.of("name", "params", "timestamp_micros");
    private static final Map<String, Integer> LONGER_TEXTS =
            Map.of("page_location", 1_000, "page_referrer", 420, "page_title", 300);
    private static final Set<String> TEXTS =
            Set.of(
                    "transaction_id",
                    "coupon",
                    "affiliation",
                    "payment_type",
                    "shipping_tier",
                    "customer_type",
                    "page_location",
                    "page_referrer",
                    "page_title");
    private static final Set<String> WITH_TRANSACTION = Set.of("purchase", "refund");

    private final Ga4Times times;

    Ga4EventValidator(Clock clock) {
        this.times = new Ga4Times(clock);
    }

    Ga4Problems check(JsonNode event, JsonNode body, boolean enforced) {
        Ga4Problems problems = new Ga4Problems();
        Ga4Fields fields = new Ga4Fields(event, "events", problems);
        if (!event.isObject()) {
            fields.invalid("name", "wrong_type", "is missing: the event is no object");
            return problems;
        }
        name(fields);
        fields.onlyKnown(KNOWN);
        times.checkShape(fields);
        times.checkAge(fields, body, enforced);
        fields.object("params");
        params(fields);
        return problems;
    }

    private static void name(Ga4Fields fields) {
        String name = fields.get("name").asText("");
        if (!fields.get("name").isTextual() || name.isEmpty()) {
            fields.required("name", "name_missing");
        } else if (Ga4Names.isReservedEvent(name)) {
            fields.reservedName("name", "name_reserved", "is reserved");
        } else if (!Ga4Names.isName(name)) {
            fields.badName("name", "name_invalid", "must be a letter and up to 39 of [A-Za-z0-9_]");
        }
    }

    private static void params(Ga4Fields event) {
        JsonNode json = event.get("params");
        Ga4Fields params = new Ga4Fields(json, "events.params", event.problems());
        if (json.size() > MAX_PARAMS) {
            event.tooMany("params", "too_many_params", "holds more than 25 parameters");
        }
        json.fieldNames().forEachRemaining(name -> param(params, name));
        TEXTS.stream()
                .filter(name -> params.has(name) && !params.get(name).isTextual())
                .sorted()
                .forEach(name -> params.invalid(name, "wrong_type", "must be a string"));
        session(params);
        money(params);
        transaction(params, event.get("name").asText(""));
        Ga4ItemsValidator.check(params);
    }

    private static void param(Ga4Fields params, String name) {
        if (Ga4Names.isReservedParameter(name)) {
            params.reservedName(name, "param_name_reserved", "is reserved");
        } else if (!Ga4Names.isName(name)) {
            params.badName(name, "param_name_invalid", "is no valid parameter name");
        }
        if (!name.equals("items")) {
            value(params, name, LONGER_TEXTS.getOrDefault(name, MAX_TEXT));
        }
    }

    static void value(Ga4Fields fields, String name, int maxLength) {
        JsonNode value = fields.get(name);
        if (!value.isTextual() && !value.isNumber()) {
            fields.invalid(name, "param_value_invalid", "must be a string or a number");
        } else if (value.isTextual() && value.textValue().length() > maxLength) {
            fields.outOfBounds(
                    name, "value_too_long", "is longer than " + maxLength + " characters");
        } else if (EmailLike.in(value)) {
            fields.invalid(name, "pii_in_params", "holds an e-mail address");
        }
    }

    private static void session(Ga4Fields params) {
        if (params.has("session_id") && !params.get("session_id").asText().matches("\\d{1,20}")) {
            params.invalid("session_id", "session_id_invalid", "must be digits");
        }
        params.integer("engagement_time_msec");
        params.positive("engagement_time_msec");
    }

    private static void money(Ga4Fields params) {
        for (String name : new String[] {"value", "shipping", "tax"}) {
            params.positive(name);
        }
        if (params.has("value") && !params.has("currency")) {
            params.required("currency", "value_without_currency");
        }
        if (params.has("currency") && !Money.isCurrency(params.get("currency"))) {
            params.invalid("currency", "currency_invalid", "is no upper-case ISO 4217 code");
        }
    }

    /** GA4: all purchases with an empty id would collapse into one. */
    private static void transaction(Ga4Fields params, String event) {
        boolean empty = params.get("transaction_id").asText("").isEmpty();
        if (empty && (WITH_TRANSACTION.contains(event) || params.has("transaction_id"))) {
            params.required("transaction_id", "transaction_id_missing");
        }
        params.oneOf("customer_type", Set.of("new", "returning"));
    }
}
