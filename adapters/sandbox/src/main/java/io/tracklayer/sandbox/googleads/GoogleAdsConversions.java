// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The conversions of all accounts. A known transaction id has its value replaced; an unknown one
 * counts as a conversion, whatever it was meant to be.
 */
final class GoogleAdsConversions {
    private static final int CAPACITY = 100_000;

    private final Map<String, Conversion> byKey =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Conversion> eldest) {
                    return size() > CAPACITY;
                }
            };

    /**
     * One conversion.
     *
     * @param updated when the record it was made from last changed
     * @param retracted whether it was taken back
     */
    private record Conversion(
            Optional<String> value,
            Optional<String> currency,
            Instant at,
            Instant updated,
            boolean userData,
            boolean retracted) {}

    /** What became of an event. */
    record Processed(Verdict verdict, Optional<Reason> reason) {
        /** The name of Google's reason without prefix; empty when it counts. */
        Optional<String> processingReason() {
            return verdict == Verdict.DROPPED ? reason.map(Reason::code) : Optional.empty();
        }
    }

    /** Takes an event in. */
    synchronized Processed take(String account, String action, JsonNode event) {
        Optional<String> unprocessable = unprocessable(event);
        if (unprocessable.isPresent()) {
            return dropped(unprocessable.get());
        }
        Optional<String> id = Texts.find(event, "transactionId");
        String gclid = event.at("/adIdentifiers/gclid").asText("");
        if (id.isEmpty() && gclid.isEmpty()) {
            return new Processed(Verdict.STORED, Optional.empty());
        }
        Conversion conversion = conversion(event);
        String key =
                id.map(text -> key(account, action, text))
                        .orElse(key(account, action, gclid + " " + conversion.at()));
        Conversion before = byKey.get(key);
        if (before == null) {
            byKey.put(key, conversion);
            return new Processed(Verdict.STORED, Optional.empty());
        }
        if (id.isEmpty()) {
            return dropped("DUPLICATE_GCLID");
        }
        return adjusted(key, before, conversion);
    }

    /** Takes a conversion back; empty, or the reason why not. */
    synchronized Optional<String> retract(String account, String action, String id) {
        String key = key(account, action, id);
        Conversion before = byKey.get(key);
        if (before == null) {
            return Optional.of("CONVERSION_NOT_FOUND");
        }
        if (before.retracted()) {
            return Optional.of("CONVERSION_ALREADY_RETRACTED");
        }
        byKey.put(
                key,
                new Conversion(
                        before.value(),
                        before.currency(),
                        before.at(),
                        before.updated(),
                        before.userData(),
                        true));
        return Optional.empty();
    }

    /** When a conversion happened, if it is known. */
    synchronized Optional<Instant> at(String account, String action, String id) {
        return Optional.ofNullable(byKey.get(key(account, action, id))).map(Conversion::at);
    }

    synchronized void clear() {
        byKey.clear();
    }

    private Processed adjusted(String key, Conversion before, Conversion conversion) {
        if (before.retracted()) {
            return dropped("ORIGINAL_CONVERSIONS_NOT_FOUND");
        }
        if (conversion.updated().isBefore(before.updated())) {
            return dropped("MORE_RECENT_UPDATE_FOUND");
        }
        byKey.put(
                key,
                new Conversion(
                        conversion.value(),
                        conversion.currency(),
                        before.at(),
                        conversion.updated(),
                        before.userData() || conversion.userData(),
                        false));
        return new Processed(Verdict.DEDUPLICATED, Optional.empty());
    }

    private static Optional<String> unprocessable(JsonNode event) {
        if (event.at("/consent/adUserData").asText("").equals("CONSENT_DENIED")) {
            return Optional.of("DENIED_CONSENT");
        }
        String gclid = event.at("/adIdentifiers/gclid").asText("");
        if (gclid.startsWith("OLD")) {
            return Optional.of("EVENT_TOO_OLD");
        }
        if (gclid.startsWith("NEW")) {
            return Optional.of("TOO_RECENT_CLICK");
        }
        return gclid.startsWith("BAD") ? Optional.of("INVALID_GCLID") : Optional.empty();
    }

    private static Conversion conversion(JsonNode event) {
        Instant at = GoogleAdsEventValidator.time(event.path("eventTimestamp")).orElseThrow();
        return new Conversion(
                Money.text(event.path("conversionValue")),
                Texts.find(event, "currency"),
                at,
                GoogleAdsEventValidator.time(event.path("lastUpdatedTimestamp")).orElse(at),
                event.has("userData"),
                false);
    }

    private static Processed dropped(String reason) {
        return new Processed(Verdict.DROPPED, Optional.of(new Reason(reason, "not counted")));
    }

    /** A digest keeps an entry small however long the ids are that a caller invents. */
    private static String key(String account, String action, String id) {
        String joined = Json.write(Json.array().add(account).add(action).add(id));
        return UUID.nameUUIDFromBytes(joined.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
