// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.consent.ConsentMemory;
import io.tracklayer.core.enrich.Enricher.Addition;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is remembered of whoever one event is about. Lives as long as the event is enriched, within
 * one unit of work: {@link #visitors}, then {@link #learn}, then {@link #recall}, then {@link
 * #remember}. Nothing is learned from tests and from events whose marketing was refused.
 */
public final class IdentityMemory {
    private static final IdentitySettings OFF =
            new IdentitySettings(false, IdentitySettings.STANDARD.ttl(), 1, 1, 1, Map.of());

    private static final int MOST_KEYS = 100;

    private final IdentityRecords records;
    private final IdentitySettings settings;
    private Recognised recognised;
    private Map<Long, Touches> touches = Map.of();

    private IdentityMemory(
            IdentityRecords records, IdentitySettings settings, Recognised recognised) {
        this.records = records;
        this.settings = settings;
        this.recognised = recognised;
    }

    /** Looks up whose event it is. */
    public static IdentityMemory of(
            IdentityRecords records, IdentitySettings settings, Event event) {
        boolean off = !settings.enabled() || event.test();
        List<IdentityKey> keys = off ? List.of() : IdentityKeys.of(event);
        return new IdentityMemory(records, off ? OFF : settings, Recognised.of(records, keys));
    }

    /** Under which keys the consent of the same person may be remembered. */
    public List<String> visitors() {
        return recognised
                .anchor()
                .map(
                        anchor ->
                                records.members(anchor.root()).stream()
                                        .flatMap(
                                                one -> records.keysOf(one.id(), MOST_KEYS).stream())
                                        .filter(known -> !known.shared())
                                        .filter(known -> known.key().kind().hasConsent())
                                        .limit(MOST_KEYS)
                                        .map(known -> known.key().hash())
                                        .toList())
                .orElse(List.of());
    }

    /**
     * Learns from the keys of the event; of one whose marketing was refused, that what was seen
     * until then is to be forgotten.
     *
     * @param number the number of the message
     * @param event the event with the consent that holds for it
     */
    public void learn(long number, Instant received, Event event) {
        boolean refused = event.consent().state(Purpose.MARKETING) == ConsentState.DENIED;
        if (!settings.enabled()) {
            return;
        }
        if (!refused) {
            recognised =
                    new IdentityGraph(records, settings)
                            .learn(message(number, received, event), recognised);
        }
        touches = touches();
        if (refused) {
            forget(ConsentMemory.decidedAt(event));
        }
    }

    private static Message message(long number, Instant received, Event event) {
        return new Message(
                number,
                received,
                event.eventTime(),
                event.merchant(),
                event.eventId(),
                String.join(" + ", event.sources()));
    }

    /** What was seen of the person, and of the browser the event itself names. */
    private Map<Long, Touches> touches() {
        Map<Long, Touches> found = new HashMap<>();
        recognised.anchor().ifPresent(one -> found.putAll(records.touchesUnder(one.root())));
        long root = recognised.anchor().map(Person::root).orElse(0L);
        for (Recognised.Node node : recognised.nodes()) {
            if (node.person().root() != root) {
                records.touches(node.person().id())
                        .ifPresent(seen -> found.put(node.person().id(), seen));
            }
        }
        return found;
    }

    /** Also of whom nothing was seen yet: a copy from before the refusal may still come. */
    private void forget(Instant at) {
        Map<Long, Touches> all = new HashMap<>(touches);
        recognised.nodes().forEach(node -> all.putIfAbsent(node.person().id(), Touches.NONE));
        all.forEach(
                (person, seen) -> {
                    Touches left = seen.refused(at);
                    if (left != seen) {
                        records.put(person, left, left.expires(settings));
                    }
                });
        touches = Map.of();
    }

    /** What the event lacks and its person had; nothing when marketing was refused. */
    public Map<EventField, Addition> recall(Event event) {
        boolean refused = event.consent().state(Purpose.MARKETING) == ConsentState.DENIED;
        return refused || touches.isEmpty()
                ? Map.of()
                : new Recall(records, settings, recognised, touches).of(event);
    }

    /**
     * Keeps the click ids and browser ids the event itself carries.
     *
     * @param provenance where its values came from; those that were recalled are not its own
     */
    public void remember(Event event, Map<String, Provenance> provenance) {
        if (event.consent().state(Purpose.MARKETING) == ConsentState.DENIED
                || recognised.nodes().isEmpty()) {
            return;
        }
        long owner = owner();
        Touches known = touches.getOrDefault(owner, Touches.NONE);
        Touches after = known;
        for (EventField field : settings.lifetimes().keySet()) {
            Optional<Touch> touch = Touching.of(event, field, provenance.get(field.path()));
            if (touch.isPresent() && settings.end(touch.get()).isAfter(event.eventTime())) {
                after = after.and(touch.get(), settings);
            }
        }
        if (!Objects.equals(after, known)) {
            after = after.usable(event.receivedAt(), settings);
            records.put(owner, after, after.expires(settings));
        }
    }

    /** The browser it was seen in, or else whom the event is about. */
    private long owner() {
        return recognised.nodes().stream()
                .map(Recognised.Node::person)
                .filter(Person::browser)
                .findFirst()
                .orElseGet(() -> recognised.nodes().get(0).person())
                .id();
    }
}
