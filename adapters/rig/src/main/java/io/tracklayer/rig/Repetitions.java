// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import io.tracklayer.rig.Disturbance.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a platform accepted more than once. Rightly so only when the sender could not know
 * of the first time: no answer came, or it was killed before it could write the answer down. At a
 * kill each sender of a destination has one call at most of which that is true.
 */
final class Repetitions {
    private final World world;
    private final Ledgers ledgers;
    private final List<Defect> defects = new ArrayList<>();

    /** Calls whose events came again, by destination and by what was done to the node. */
    private final Map<String, Map<Disturbance, Set<Long>>> repeated = new HashMap<>();

    private Repetitions(World world, Ledgers ledgers) {
        this.world = world;
        this.ledgers = ledgers;
    }

    static List<Defect> check(World world, Ledgers ledgers) {
        Repetitions repetitions = of(world, ledgers);
        world.targets().forEach(target -> repetitions.bounded(target.id()));
        return repetitions.defects;
    }

    /** How many calls of a destination were repeated because of what was done to the node. */
    static long calls(String destination, World world, Ledgers ledgers) {
        return of(world, ledgers).repeated(destination).values().stream()
                .mapToLong(Set::size)
                .sum();
    }

    private static Repetitions of(World world, Ledgers ledgers) {
        Repetitions repetitions = new Repetitions(world, ledgers);
        ledgers.received().stream()
                .collect(Collectors.groupingBy(r -> r.destination() + " " + r.eventId()))
                .forEach(repetitions::event);
        return repetitions;
    }

    private void event(String key, List<Received> receipts) {
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
        Optional<Disturbance> reason = reason(before, again);
        if (reason.isPresent()) {
            repeated(again.destination())
                    .computeIfAbsent(reason.get(), any -> new HashSet<>())
                    .add(before.call());
        } else {
            defect(key + " was accepted at " + before.at() + " and again at " + again.at());
        }
    }

    /** Damage in between, else the first kill: at a later one the call was under way no more. */
    private Optional<Disturbance> reason(Received before, Received again) {
        return ledgers.disturbances().stream()
                .filter(d -> before.at() <= d.at() && d.at() <= again.at())
                .filter(d -> d.kind() == Kind.KILL || d.kind() == Kind.DAMAGE)
                .min(Comparator.comparing(d -> d.kind() == Kind.DAMAGE ? 0 : 1));
    }

    private void bounded(String destination) {
        repeated(destination)
                .forEach(
                        (reason, calls) -> {
                            long most =
                                    reason.kind() == Kind.KILL ? World.SENDERS : reason.forgives();
                            if (calls.size() > most) {
                                defect(
                                        "%s: %d calls came again after \"%s\", %d at most may"
                                                .formatted(
                                                        destination,
                                                        calls.size(),
                                                        reason.text(),
                                                        most));
                            }
                        });
    }

    private Map<Disturbance, Set<Long>> repeated(String destination) {
        return repeated.computeIfAbsent(destination, any -> new HashMap<>());
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
