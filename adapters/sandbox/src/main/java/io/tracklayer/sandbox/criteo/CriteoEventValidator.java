// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Texts;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges one element of {@code events}. */
final class CriteoEventValidator {
    /** One implementation refuses events older than that. */
    private static final Duration MAX_AGE = Duration.ofMinutes(15);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Pattern UTC_SECONDS =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    /** What an event may hold beside the members of every event. */
    private static final Map<String, Set<String>> OWN =
            Map.of(
                    "viewHome", Set.of(),
                    "viewPage", Set.of(),
                    "viewItem", Set.of("item"),
                    "viewList", Set.of("item", "keywords", "keyword", "category"),
                    "addToCart", Set.of("item", "currency"),
                    "viewBasket", Set.of("item", "currency"),
                    "beginCheckout", Set.of("item", "currency"),
                    "addPaymentInfo", Set.of(),
                    "trackTransaction", Set.of("item", "currency", "id", "dd"),
                    "login", Set.of());

    /** Of travel and store advertisers; not judged. */
    private static final Set<String> COMMON =
            Set.of(
                    "event",
                    "timestamp",
                    "deduplication_page_view_id",
                    "nbra",
                    "nbrc",
                    "nbri",
                    "nbrr",
                    "checkin_date",
                    "checkout_date",
                    "store_id",
                    "store_ids");

    private final Clock clock;

    CriteoEventValidator(Clock clock) {
        this.clock = clock;
    }

    void check(CriteoFields event, boolean strict) {
        if (!event.object().isObject()) {
            event.refuse("wrong_type", event.path() + " must be an object");
            return;
        }
        event.require("event");
        String name = event.get("event").asText();
        if (event.has("event") && !OWN.containsKey(name)) {
            event.refuse("event_unknown", event.at("event") + " is not one of Criteo's events");
        }
        time(event, strict);
        items(event, name, strict);
        transaction(event, name);
        List.of("keywords", "keyword", "category", "deduplication_page_view_id")
                .forEach(event::text);
        if (strict) {
            List.of("keywords", "keyword", "deduplication_page_view_id").forEach(event::noEmail);
            Set<String> known = new HashSet<>(COMMON);
            known.addAll(OWN.getOrDefault(name, Set.of()));
            event.onlyKnown(known);
        }
    }

    private void time(CriteoFields event, boolean strict) {
        event.matches("timestamp", UTC_SECONDS, "ISO 8601 in UTC with seconds");
        try {
            Instant at = Instant.parse(event.get("timestamp").asText());
            Instant now = clock.instant();
            boolean late = at.isBefore(now.minus(MAX_AGE));
            if (strict && late || at.isAfter(now.plus(CLOCK_SKEW))) {
                event.refuse("timestamp_out_of_range", event.at("timestamp") + " is not recent");
            }
        } catch (DateTimeException noSuchTime) {
            event.check("timestamp", false, "a time");
        }
    }

    private static void items(CriteoFields event, String name, boolean strict) {
        JsonNode item = event.get("item");
        if (!OWN.getOrDefault(name, Set.of()).contains("item")) {
            return;
        }
        event.require("item");
        switch (name) {
            case "viewItem" -> event.text("item");
            case "viewList" -> event.check("item", Texts.areAll(item), "an array of ids");
            default -> lines(event, item, strict);
        }
    }

    private static void lines(CriteoFields event, JsonNode item, boolean strict) {
        event.check("item", item.isArray(), "an array of objects");
        int index = 0;
        for (JsonNode line : item.isArray() ? item : Json.array()) {
            String path = event.at("item[" + index++ + "]");
            line(new CriteoFields(line, path, event.problems()), strict);
        }
    }

    private static void line(CriteoFields line, boolean strict) {
        List.of("id", "price", "quantity").forEach(line::require);
        line.text("id");
        JsonNode price = line.get("price");
        line.check(
                "price",
                price.isNumber() && price.decimalValue().signum() >= 0,
                "a number that is not negative");
        JsonNode quantity = line.get("quantity");
        line.check(
                "quantity",
                quantity.isIntegralNumber() && quantity.decimalValue().signum() > 0,
                "a number of pieces");
        if (strict) {
            line.onlyKnown(Set.of("id", "price", "quantity"));
        }
    }

    private static void transaction(CriteoFields event, String name) {
        if (name.equals("trackTransaction")) {
            event.require("id");
            event.require("currency");
        }
        event.text("id");
        event.check("currency", Money.isCurrency(event.get("currency")), "an ISO 4217 code");
        JsonNode owner = event.get("dd");
        boolean scalar = owner.isIntegralNumber() || owner.isTextual();
        event.check("dd", scalar && Set.of("0", "1").contains(owner.asText()), "0 or 1");
    }
}
