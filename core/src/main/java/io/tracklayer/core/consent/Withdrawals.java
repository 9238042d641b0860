// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.core.consent.StoredConsent.Choice;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What visitors refused after their events happened. It takes consent away from events that still
 * wait to be sent, and never adds any.
 */
public final class Withdrawals {
    private Withdrawals() {}

    /**
     * An event as it may be sent now.
     *
     * @param event the event with every withdrawn purpose denied
     * @param since when each was withdrawn
     */
    public record Narrowed(Event event, Map<Purpose, Instant> since) {

        /**
         * The purpose for which a destination may not have the event any more: withdrawn, or denied
         * by a copy that came after the decision. Without an answer of its own, a purpose falls
         * with the sale of data, as it does when the event is decided.
         *
         * @param needed purposes the destination cannot do without
         */
        public Optional<Purpose> refusal(Set<Purpose> needed) {
            Optional<Purpose> denied =
                    needed.stream()
                            .filter(p -> event.consent().state(p) == ConsentState.DENIED)
                            .min(Comparator.naturalOrder());
            boolean unanswered =
                    needed.stream().anyMatch(p -> event.consent().state(p) == ConsentState.UNKNOWN);
            return denied.or(
                    () ->
                            Optional.of(Purpose.SALE_OF_DATA)
                                    .filter(sale -> unanswered && since.containsKey(sale)));
        }
    }

    /** The events, by number, as they may be sent now. */
    public static Map<Long, Narrowed> of(EvidenceQueries evidence, Map<Long, Event> events) {
        Map<Long, List<String>> visitors = new HashMap<>();
        Set<String> all = new HashSet<>();
        events.forEach((seq, event) -> visitors.put(seq, VisitorKeys.of(event)));
        visitors.values().forEach(all::addAll);
        Map<String, StoredConsent> known = all.isEmpty() ? Map.of() : evidence.consents(all);
        Map<Long, Narrowed> narrowed = new HashMap<>();
        events.forEach(
                (seq, event) -> narrowed.put(seq, narrowed(event, visitors.get(seq), known)));
        return narrowed;
    }

    private static Narrowed narrowed(
            Event event, List<String> visitors, Map<String, StoredConsent> known) {
        Map<Purpose, Instant> since = new EnumMap<>(Purpose.class);
        Instant given = ConsentMemory.decidedAt(event);
        for (String visitor : visitors) {
            StoredConsent stored = known.getOrDefault(visitor, StoredConsent.nothing());
            stored.choices()
                    .forEach(
                            (purpose, choice) -> {
                                if (withdraws(choice, given, event.consent().state(purpose))) {
                                    since.merge(purpose, choice.at(), Withdrawals::later);
                                }
                            });
        }
        if (since.isEmpty()) {
            return new Narrowed(event, Map.of());
        }
        Consent consent = event.consent();
        for (Purpose purpose : since.keySet()) {
            consent = consent.with(purpose, ConsentState.DENIED);
        }
        return new Narrowed(event.toBuilder().consent(consent).build(), since);
    }

    private static boolean withdraws(Choice choice, Instant given, ConsentState before) {
        return choice.state() == ConsentState.DENIED
                && before != ConsentState.DENIED
                && choice.at().isAfter(given);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
