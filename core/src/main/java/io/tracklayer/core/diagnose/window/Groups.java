// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Finding;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.evidence.StoredEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what has the same cause at the same destination, with the first few as examples. */
final class Groups {
    private static final int EXAMPLES = 5;

    private final Map<Key, Group> groups = new LinkedHashMap<>();

    /**
     * What one finding is about.
     *
     * @param destination id, or empty
     * @param what the reason in words; the same for all of the group
     */
    record Key(String destination, Cause cause, String what) {}

    private static final class Group {
        private final List<Proof> proofs = new ArrayList<>();
        private final String next;
        private long affected;

        Group(String next) {
            this.next = next;
        }
    }

    void add(Key key, Proof proof) {
        add(key, 1, proof);
    }

    void add(Key key, long affected, Proof proof) {
        add(key, affected, proof, Advice.of(key.cause(), key.destination()));
    }

    /**
     * Adds one.
     *
     * @param next what to do; that of the first of its group is told
     */
    void add(Key key, Proof proof, String next) {
        add(key, 1, proof, next);
    }

    void add(Key key, long affected, Proof proof, String next) {
        Group group = groups.computeIfAbsent(key, fresh -> new Group(next));
        group.affected += affected;
        if (group.proofs.size() < EXAMPLES) {
            group.proofs.add(proof);
        }
    }

    long affected() {
        return groups.values().stream().mapToLong(group -> group.affected).sum();
    }

    /** The findings, the most frequent first. */
    List<WindowFinding> findings(State state, long of, boolean cut) {
        return groups.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue(), state, of, cut))
                .sorted(Comparator.comparingLong(WindowFinding::affected).reversed())
                .toList();
    }

    private static WindowFinding finding(Key key, Group group, State state, long of, boolean cut) {
        return new WindowFinding(
                new Finding(
                        key.cause().layer(),
                        key.destination(),
                        state,
                        key.cause(),
                        key.what(),
                        group.proofs,
                        group.next),
                group.affected,
                of,
                cut);
    }

    /** An event as an example. */
    static Proof proof(StoredEvent stored) {
        return proof(
                stored.event().name().wire(),
                stored.event().orderId().orElse(""),
                stored.event().eventId(),
                stored.seq());
    }

    /** A delivery as an example. */
    static Proof proof(Delivery row) {
        return proof(row.eventName(), row.orderId(), row.eventId(), row.eventSeq());
    }

    static Proof proof(String name, String order, String id, long seq) {
        return new Proof(
                name + (order.isEmpty() ? ", event id " + id : " of order " + order),
                "/events/" + seq);
    }
}
