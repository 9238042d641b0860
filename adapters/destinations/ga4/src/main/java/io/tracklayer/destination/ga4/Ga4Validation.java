// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.document.JsonSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The checks GA4 makes without telling: a body or event that breaks one is dropped behind a 204
 * ("Measurement Protocol reference" and "Validate events", November 2026). All problems of a body
 * are found at once.
 */
final class Ga4Validation {
    static final int MOST_BYTES = 130_000;

    private static final int MOST_PARAMETERS = 25;
    private static final int MOST_EVENTS = 25;
    private static final int MOST_ITEMS = 200;
    private static final int LONGEST_USER_ID = 256;
    private static final long FIRST_MICROS = 1_000_000_000_000_000L;
    private static final long LAST_MICROS = 9_999_999_999_999_999L;
    private static final Set<String> CONSENT = Set.of("GRANTED", "DENIED");
    private static final Map<String, Integer> PAGE_LIMITS =
            Map.of("page_location", 1000, "page_referrer", 420, "page_title", 300);

    private final int textLimit;
    private final List<String> problems = new ArrayList<>();

    private Ga4Validation(int textLimit) {
        this.textLimit = textLimit;
    }

    /** What is wrong with the body, empty when GA4 would take it. */
    static List<String> problems(Map<String, Object> body, int textLimit) {
        Ga4Validation validation = new Ga4Validation(textLimit);
        validation.envelope(body);
        validation.events(body.get("events"));
        if (validation.problems.isEmpty()) {
            validation.check(JsonSize.bytes(body) < MOST_BYTES, "the body has more than 130 kB");
        }
        return List.copyOf(validation.problems);
    }

    private void envelope(Map<String, Object> body) {
        check(filled(body.get("client_id")), "client_id is missing");
        if (body.get("user_id") instanceof String user) {
            check(user.length() <= LONGEST_USER_ID, "user_id has more than 256 characters");
            check(!Ga4Text.looksLikePerson(user), "user_id is personal data");
        }
        if (body.get("consent") instanceof Map<?, ?> consent) {
            check(
                    CONSENT.containsAll(consent.values()),
                    "consent takes GRANTED or DENIED and nothing else");
        }
    }

    private void events(Object events) {
        if (!(events instanceof List<?> list) || list.isEmpty()) {
            problems.add("events is missing");
            return;
        }
        check(list.size() <= MOST_EVENTS, "more than 25 events");
        list.forEach(event -> event((Map<?, ?>) event));
    }

    private void event(Map<?, ?> event) {
        String name = String.valueOf(event.get("name"));
        check(Ga4Names.valid(name), "event name \"" + name + "\" is not one GA4 takes");
        check(!Ga4Names.reservedEvent(name), "event name \"" + name + "\" is reserved");
        check(
                event.get("timestamp_micros") instanceof Long micros
                        && micros >= FIRST_MICROS
                        && micros <= LAST_MICROS,
                "timestamp_micros must have 16 digits");
        Map<?, ?> params = event.get("params") instanceof Map<?, ?> map ? map : Map.of();
        check(params.size() <= MOST_PARAMETERS, "more than 25 parameters");
        params.forEach((key, value) -> parameter((String) key, value));
        commerce(name, params);
        items(params.get("items"));
    }

    private void parameter(String name, Object value) {
        check(Ga4Names.valid(name), "parameter name \"" + name + "\" is not one GA4 takes");
        check(!Ga4Names.reservedParameter(name), "parameter name \"" + name + "\" is reserved");
        if (!name.equals("items")) {
            check(
                    value instanceof String || value instanceof Number,
                    name + " must be a text or number, not a list, object or nothing");
            text(name, value, PAGE_LIMITS.getOrDefault(name, textLimit));
        }
    }

    private void commerce(String name, Map<?, ?> params) {
        Object value = params.get("value");
        boolean currency =
                params.get("currency") instanceof String code && code.matches("[A-Z]{3}");
        check(currency || !params.containsKey("currency"), "currency must be an ISO 4217 code");
        if (value != null) {
            check(currency, "value needs a currency");
            check(value instanceof Number, "value must be a number");
            check(!value.toString().startsWith("-"), "value must not be negative");
        }
        if (Ga4EventNames.MONEY_EVENTS.contains(name)) {
            transaction(params.get("transaction_id"), name);
        }
        check(value != null || !name.equals(Ga4EventNames.PURCHASE), "purchase needs a value");
    }

    private void transaction(Object id, String name) {
        check(filled(id), name + " needs a transaction_id");
        check(
                !(id instanceof String text) || !Ga4Text.looksLikeEmail(text),
                "transaction_id is an e-mail address");
    }

    private void items(Object items) {
        if (items == null) {
            return;
        }
        if (!(items instanceof List<?> list)) {
            problems.add("items must be a list");
            return;
        }
        check(list.size() <= MOST_ITEMS, "more than 200 items");
        list.forEach(item -> item((Map<?, ?>) item));
    }

    private void item(Map<?, ?> item) {
        check(
                filled(item.get("item_id")) || filled(item.get("item_name")),
                "an item needs item_id or item_name");
        check(
                !item.containsKey("price") || item.get("price") instanceof Number,
                "the price of an item must be a number");
        item.forEach((key, value) -> text("items." + key, value, textLimit));
    }

    private void text(String name, Object value, int limit) {
        check(
                !(value instanceof String text) || text.length() <= limit,
                name + " has more than " + limit + " characters");
    }

    private void check(boolean good, String problem) {
        if (!good && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private static boolean filled(Object value) {
        return value instanceof String text && !text.isBlank();
    }
}
