// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Joins a further copy of an action with what is known: the union of both, and where they disagree
 * the copy whose source has authority for the field. Nothing known is ever lost to an unknown.
 */
public final class Merger {

    /**
     * A merge.
     *
     * @param event the union
     * @param provenance where each field now comes from
     * @param gave paths the new copy gave or overruled
     */
    public record Merge(Event event, Map<String, Provenance> provenance, List<String> gave) {}

    /** Merges a copy into a stored event. */
    public Merge merge(StoredEvent known, Accepted copy) {
        Event before = known.event();
        Event.Builder union = before.toBuilder();
        Map<String, Provenance> provenance = new HashMap<>(known.provenance());
        List<String> gave = new ArrayList<>();
        copy.event()
                .fields()
                .forEach(
                        (field, value) -> {
                            if (wins(field, value, before, known.provenance(), copy)) {
                                union.set(field, value);
                                provenance.put(field.path(), copy.provenance().get(field.path()));
                                gave.add(field.path());
                            }
                        });
        if (overrules(Authority.ORDER_SYSTEM, "event_time", known.provenance(), copy)) {
            union.eventTime(copy.event().eventTime());
            provenance.put("event_time", copy.provenance().get("event_time"));
        }
        if (overrules(Authority.ORDER_SYSTEM, "action_source", known.provenance(), copy)) {
            union.actionSource(copy.event().actionSource());
            provenance.put("action_source", copy.provenance().get("action_source"));
        }
        Consent consent = merge(before.consent(), copy.event().consent());
        if (!consent.equals(before.consent())) {
            provenance.put(
                    "consent",
                    copy.provenance().getOrDefault("consent", provenance.get("consent")));
            gave.add("consent");
        }
        Set<String> sources = new LinkedHashSet<>(before.sources());
        sources.addAll(copy.event().sources());
        union.sources(List.copyOf(sources))
                .consent(consent)
                .test(before.test() || copy.event().test())
                .receivedAt(earlier(before.receivedAt(), copy.event().receivedAt()));
        provenance.values().removeIf(Objects::isNull);
        return new Merge(union.build(), provenance, gave);
    }

    /**
     * Known beats unknown; of two known states the later counts, and without two times the
     * stricter.
     */
    static Consent merge(Consent first, Consent second) {
        if (!second.known()) {
            return first;
        }
        if (!first.known()) {
            return second;
        }
        Optional<Integer> order =
                first.collected()
                        .flatMap(a -> second.collected().map(a::compareTo))
                        .filter(c -> c != 0);
        Consent later = order.map(c -> c < 0 ? second : first).orElse(second);
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            ConsentState state = merge(first.state(purpose), second.state(purpose), order);
            if (state != ConsentState.UNKNOWN) {
                states.put(purpose, state);
            }
        }
        return new Consent(states, later.source(), later.raw(), later.collectedAt());
    }

    private static ConsentState merge(
            ConsentState first, ConsentState second, Optional<Integer> order) {
        if (first == ConsentState.UNKNOWN || second == ConsentState.UNKNOWN) {
            return first == ConsentState.UNKNOWN ? second : first;
        }
        if (order.isPresent()) {
            return order.get() < 0 ? second : first;
        }
        return first == ConsentState.DENIED ? first : second;
    }

    private static boolean wins(
            EventField field,
            Object value,
            Event before,
            Map<String, Provenance> known,
            Accepted copy) {
        Object present = before.fields().get(field);
        if (present == null) {
            return true;
        }
        return !present.equals(value) && overrules(field.authority(), field.path(), known, copy);
    }

    /**
     * The copy overrules when its source has the authority and the source of the present value has
     * not.
     */
    private static boolean overrules(
            Authority authority, String path, Map<String, Provenance> known, Accepted copy) {
        Provenance ours = known.get(path);
        Provenance theirs = copy.provenance().get(path);
        return ours != null
                && theirs != null
                && ours.authority() != authority
                && theirs.authority() == authority;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
