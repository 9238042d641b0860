// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.core.consent.StoredConsent.Choice;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Remembers what visitors decide, and recalls it for events that say nothing about consent, such as
 * renewals that no browser takes part in. Belongs to one transaction.
 */
public final class ConsentMemory {
    private static final String PATH = "consent";

    private final ConsentRecords records;

    /** Remembers in these records. */
    public ConsentMemory(ConsentRecords records) {
        this.records = records;
    }

    /**
     * Remembers what an event says, or adds to one that says nothing what held when it happened.
     *
     * @return the event, with what was recalled
     */
    public StoredEvent visit(StoredEvent stored, ConsentSettings settings) {
        return visit(stored, settings, List::of);
    }

    /**
     * The same with further keys of the same person, asked for when the event says nothing, and
     * when it refuses: then what waits to be sent under those keys has to find the refusal.
     *
     * @return the event, with what was recalled
     */
    public StoredEvent visit(
            StoredEvent stored, ConsentSettings settings, Supplier<List<String>> further) {
        Consent said = stored.event().consent();
        if (said.known()) {
            learn(stored.event(), further);
            return stored;
        }
        boolean silent = said.source().isEmpty() && said.raw().isEmpty();
        return silent && settings.remember() ? recalled(stored, further.get()) : stored;
    }

    private void learn(Event event, Supplier<List<String>> further) {
        Map<Purpose, Choice> choices = choices(event);
        List<String> visitors = VisitorKeys.of(event);
        visitors.forEach(visitor -> keep(visitor, choices));
        choices.values().removeIf(choice -> choice.state() != ConsentState.DENIED);
        if (!choices.isEmpty()) {
            further.get().stream()
                    .filter(visitor -> !visitors.contains(visitor))
                    .forEach(visitor -> refuse(visitor, choices));
        }
    }

    /** What an event decides; nothing when it is a test, or when it may be of any age. */
    private static Map<Purpose, Choice> choices(Event event) {
        Instant at = decidedAt(event);
        Map<Purpose, Choice> choices = new EnumMap<>(Purpose.class);
        if (event.test() || at.equals(Instant.EPOCH)) {
            return choices;
        }
        String source = event.consent().source();
        event.consent()
                .states()
                .forEach(
                        (p, state) ->
                                choices.put(p, new Choice(state, at, source, event.eventId())));
        choices.values().removeIf(choice -> choice.state() == ConsentState.UNKNOWN);
        return choices;
    }

    private void keep(String visitor, Map<Purpose, Choice> choices) {
        StoredConsent known = records.find(visitor).orElse(StoredConsent.nothing());
        StoredConsent after = known.and(choices);
        if (after != known) {
            records.put(visitor, after);
        }
    }

    /** Keeps refusals under a key that does not know them; each page repeats them. */
    private void refuse(String visitor, Map<Purpose, Choice> refused) {
        StoredConsent known = records.find(visitor).orElse(StoredConsent.nothing());
        Map<Purpose, Choice> news = new EnumMap<>(refused);
        known.choices()
                .forEach(
                        (p, choice) ->
                                news.computeIfPresent(p, (same, given) -> news(choice, given)));
        StoredConsent after = known.and(news);
        if (after != known) {
            records.put(visitor, after);
        }
    }

    private static Choice news(Choice known, Choice given) {
        return known.state() == ConsentState.DENIED ? null : given;
    }

    /**
     * When the consent of an event was given, as far as it is known: the event shows that it held
     * then. A renewal only repeats what the first order carried, so without a time its consent may
     * be of any age.
     */
    public static Instant decidedAt(Event event) {
        return event.consent()
                .collected()
                .orElse(
                        event.name() == EventName.SUBSCRIPTION_RENEWED
                                ? Instant.EPOCH
                                : event.eventTime());
    }

    private StoredEvent recalled(StoredEvent stored, List<String> further) {
        Event event = stored.event();
        Map<Purpose, Choice> choices = new EnumMap<>(Purpose.class);
        Set<String> visitors = new LinkedHashSet<>(VisitorKeys.of(event));
        visitors.addAll(further);
        for (String visitor : visitors) {
            records.find(visitor)
                    .ifPresent(
                            known ->
                                    known.choices()
                                            .forEach(
                                                    (purpose, choice) -> {
                                                        if (heldAt(event.eventTime(), choice)) {
                                                            choices.merge(
                                                                    purpose, choice, Choice::later);
                                                        }
                                                    }));
        }
        return choices.isEmpty() ? stored : with(stored, choices);
    }

    private static boolean heldAt(Instant time, Choice choice) {
        return !choice.at().isAfter(time) && choice.at().isAfter(time.minus(StoredConsent.KEPT));
    }

    private static StoredEvent with(StoredEvent stored, Map<Purpose, Choice> choices) {
        Choice latest = choices.values().stream().reduce(Choice::later).orElseThrow();
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        choices.forEach((purpose, choice) -> states.put(purpose, choice.state()));
        Map<String, Provenance> provenance = new HashMap<>(stored.provenance());
        provenance.put(PATH, origin(latest));
        choices.forEach(
                (purpose, choice) -> {
                    if (!origin(choice).equals(origin(latest))) {
                        provenance.put(PATH + "." + purpose.wire(), origin(choice));
                    }
                });
        Consent consent = new Consent(states, latest.source(), Map.of(), "", null, latest.at());
        return new StoredEvent(
                stored.seq(),
                stored.event().toBuilder().consent(consent).build(),
                provenance,
                stored.notes(),
                stored.copies(),
                stored.configVersion(),
                stored.updatedOffset(),
                stored.aside());
    }

    private static Provenance origin(Choice choice) {
        return new Provenance(
                "",
                choice.source(),
                Authority.ORDER_SYSTEM,
                "event " + choice.eventId(),
                Provenance.REMEMBERED,
                choice.at());
    }
}
