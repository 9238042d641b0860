// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which events a platform accepted more than once. Rightly so only when the sender could not know
 * of the first time: no answer came, or it was killed in between, and then at most what it had in
 * flight.
 */
final class Repetitions {
    /** What had left a node may be read by a busy platform so long after the node was killed. */
    static final long STILL_READ_MILLIS = 2_000;

    private final World world;
    private final Ledgers ledgers;
    private final List<Defect> defects = new ArrayList<>();
    private final Map<String, Long> afterKills = new HashMap<>();

    private Repetitions(World world, Ledgers ledgers) {
        this.world = world;
        this.ledgers = ledgers;
    }

    static List<Defect> check(World world, Ledgers ledgers) {
        Repetitions repetitions = new Repetitions(world, ledgers);
        ledgers.received().stream()
                .collect(Collectors.groupingBy(r -> r.destination() + " " + r.eventId()))
                .forEach(repetitions::of);
        world.targets().forEach(target -> repetitions.bounded(target.id()));
        return repetitions.defects;
    }

    /** Events a destination may be sent again at most because of what was done to the node. */
    static long bound(String destination, Ledgers ledgers) {
        long kills =
                ledgers.disturbances().stream()
                        .filter(d -> d.kind() == Disturbance.Kind.KILL)
                        .count();
        long largest =
                ledgers.received().stream()
                        .filter(r -> r.destination().equals(destination))
                        .collect(Collectors.groupingBy(Received::call, Collectors.counting()))
                        .values()
                        .stream()
                        .max(Comparator.naturalOrder())
                        .orElse(1L);
        return kills * World.SENDERS * largest
                + ledgers.disturbances().stream().mapToLong(Disturbance::forgives).sum();
    }

    private void of(String key, List<Received> receipts) {
        Received first = receipts.get(0);
        for (Received other : receipts.subList(1, receipts.size())) {
            if (!sameIdentity(first, other)) {
                defect(key + " was first " + first.line() + " and then " + other.line());
            }
        }
        List<Received> taken = receipts.stream().filter(r -> r.answer().taken()).toList();
        for (int index = 1; index < taken.size(); index++) {
            explain(key, taken.get(index - 1), taken.get(index));
        }
    }

    private void explain(String key, Received before, Received again) {
        if (before.answer().unknown()) {
            return;
        }
        boolean disturbed =
                ledgers.disturbances().stream()
                        .filter(d -> d.kind() != Disturbance.Kind.OTHER)
                        .anyMatch(
                                d ->
                                        before.at() <= d.at() + STILL_READ_MILLIS
                                                && d.at() <= again.at());
        if (disturbed) {
            afterKills.merge(again.destination(), 1L, Long::sum);
        } else {
            defect(key + " was accepted at " + before.at() + " and again at " + again.at());
        }
    }

    private void bounded(String destination) {
        long again = afterKills.getOrDefault(destination, 0L);
        long bound = bound(destination, ledgers);
        if (again > bound) {
            defect(destination + ": " + again + " accepted again, at most " + bound + " in flight");
        }
    }

    private static boolean sameIdentity(Received first, Received other) {
        return first.eventName().equals(other.eventName())
                && first.orderId().equals(other.orderId())
                && first.eventTime() == other.eventTime()
                && sameValue(first.value(), other.value());
    }

    private static boolean sameValue(String one, String other) {
        return one.equals(other)
                || (!one.isEmpty()
                        && !other.isEmpty()
                        && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0);
    }

    private void defect(String text) {
        defects.add(new Defect(Defect.Kind.DUPLICATED, text));
    }
}
