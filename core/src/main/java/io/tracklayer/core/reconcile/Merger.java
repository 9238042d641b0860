// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Aside;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Joins a further copy of an action with what is known: the union of both, and where they disagree
 * what the more believed copy says. Every choice is the first of a total order over what copies
 * say, so the same copies give the same event in whatever order they come.
 */
public final class Merger {
    static final String EVENT_TIME = "event_time";
    static final String ACTION_SOURCE = "action_source";

    private final Authorities authorities;

    /** Joins by the standard authorities. */
    public Merger() {
        this(Authorities.standard());
    }

    /** Joins by these authorities. */
    public Merger(Authorities authorities) {
        this.authorities = authorities;
    }

    /**
     * A merge.
     *
     * @param event the union
     * @param provenance where each field now comes from
     * @param gave paths whose value the new copy gave or overruled
     * @param aside what is known in another currency than the union's
     */
    public record Merge(
            Event event,
            Map<String, Provenance> provenance,
            List<String> gave,
            List<Aside> aside) {}

    /** Merges a copy into a stored event that nobody was sent yet. */
    public Merge merge(StoredEvent known, Accepted copy) {
        return merge(known, copy, false);
    }

    /**
     * Merges a copy into a stored event.
     *
     * @param sent whether the event may have been sent: then it keeps its name and id, so that all
     *     its sends carry the same
     */
    public Merge merge(StoredEvent known, Accepted copy, boolean sent) {
        Side ours = Side.of(known);
        Side theirs = Side.of(copy);
        Identity identity = sent ? Identity.of(ours) : Identity.of(ours).and(Identity.of(theirs));
        MoneyMerge money = MoneyMerge.of(authorities, ours, theirs);
        Map<EventField, Claim> fields = fields(ours, theirs);
        fields.putAll(money.fields());
        Claim time = time(ours, theirs);
        Claim place = place(ours, theirs);
        ConsentMerge consent = ConsentMerge.of(ours, theirs);
        Event.Builder union =
                Event.named(identity.name())
                        .eventId(identity.eventId())
                        .eventTime((Instant) time.value())
                        .actionSource((ActionSource) place.value())
                        .consent(consent.consent());
        fields.forEach((field, claim) -> union.set(field, claim.value()));
        Map<String, Provenance> provenance = new HashMap<>(consent.provenance());
        fields.forEach((field, claim) -> provenance.put(field.path(), claim.from()));
        provenance.put(Identity.PATH, identity.from());
        provenance.put(EVENT_TIME, time.from());
        provenance.put(ACTION_SOURCE, place.from());
        Event joined = envelope(union, known.event(), copy.event());
        return new Merge(joined, provenance, gave(ours.event(), joined, fields), money.aside());
    }

    private Map<EventField, Claim> fields(Side ours, Side theirs) {
        Map<EventField, Claim> fields = new EnumMap<>(EventField.class);
        for (EventField field : EventField.values()) {
            if (!MoneyMerge.covers(field)) {
                Claim.better(
                                Claim.order(authorities, field.path()),
                                ours.claim(field),
                                theirs.claim(field))
                        .ifPresent(claim -> fields.put(field, claim));
            }
        }
        return fields;
    }

    /** A time a copy states beats the time of an arrival, whoever is believed more. */
    private Claim time(Side ours, Side theirs) {
        return stated(
                EVENT_TIME,
                Provenance.ARRIVAL,
                new Claim(ours.event().eventTime(), ours.from(EVENT_TIME)),
                new Claim(theirs.event().eventTime(), theirs.from(EVENT_TIME)));
    }

    private Claim place(Side ours, Side theirs) {
        return stated(
                ACTION_SOURCE,
                Provenance.DEFAULT,
                new Claim(ours.event().actionSource(), ours.from(ACTION_SOURCE)),
                new Claim(theirs.event().actionSource(), theirs.from(ACTION_SOURCE)));
    }

    private Claim stated(String path, String assumed, Claim one, Claim other) {
        Comparator<Claim> order =
                Comparator.<Claim, Boolean>comparing(c -> c.from().rule().equals(assumed))
                        .thenComparing(Claim.order(authorities, path));
        return order.compare(one, other) <= 0 ? one : other;
    }

    private static Event envelope(Event.Builder union, Event one, Event other) {
        TreeSet<String> sources = new TreeSet<>(one.sources());
        sources.addAll(other.sources());
        return union.of(one.merchant(), first(one.store(), other.store()))
                .sources(List.copyOf(sources))
                .test(one.test() || other.test())
                .receivedAt(first(one.receivedAt(), other.receivedAt()))
                .build();
    }

    private static List<String> gave(Event before, Event joined, Map<EventField, Claim> fields) {
        List<String> gave = new ArrayList<>();
        fields.forEach(
                (field, claim) -> {
                    if (!claim.value().equals(before.fields().get(field))) {
                        gave.add(field.path());
                    }
                });
        if (!joined.consent().equals(before.consent())) {
            gave.add(ConsentMerge.PATH);
        }
        return gave;
    }

    private static <T extends Comparable<T>> T first(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
