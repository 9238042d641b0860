// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges a run by its ledgers. It knows nothing of how the node works but the limits it promises:
 * so many senders per destination, so many events in a call.
 */
final class Checker {
    private final World world;
    private final Ledgers ledgers;
    private final List<Defect> defects = new ArrayList<>();
    private final Map<String, Attempted> attempted;
    private final Map<String, List<Received>> received;
    private final Map<String, List<Row>> rows;

    /** What has neither row nor receipt, by the message that reported it first. */
    private final Map<Long, List<String>> missing = new TreeMap<>();

    private Checker(World world, Ledgers ledgers) {
        this.world = world;
        this.ledgers = ledgers;
        this.attempted =
                ledgers.attempted().stream()
                        .collect(
                                Collectors.toMap(
                                        a -> key(a.merchant(), a.eventId()), a -> a, (a, b) -> a));
        this.received =
                ledgers.received().stream()
                        .collect(Collectors.groupingBy(r -> key(r.destination(), r.eventId())));
        this.rows =
                ledgers.rows().stream()
                        .collect(Collectors.groupingBy(r -> key(r.destination(), r.eventId())));
    }

    /** What is wrong; empty when nothing is. */
    static List<Defect> check(World world, Ledgers ledgers) {
        Checker checker = new Checker(world, ledgers);
        checker.acknowledged();
        checker.receipts();
        checker.states();
        checker.defects.addAll(Repetitions.check(world, ledgers));
        checker.defects.addAll(Order.check(world, ledgers));
        checker.defects.addAll(Accounts.check(world, ledgers));
        return checker.defects;
    }

    private void acknowledged() {
        Set<Long> acked = ledgers.acked().stream().map(Acked::message).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (Attempted event : ledgers.attempted()) {
            if (acked.contains(event.message())
                    && seen.add(key(event.merchant(), event.eventId()))) {
                world.targetsOf(event.merchant()).forEach(target -> arrived(event, target));
            }
        }
        if (missing.size() > forgiven()) {
            missing.values().stream()
                    .flatMap(List::stream)
                    .forEach(key -> defect(Defect.Kind.LOST, key + " was acknowledged, no row"));
        }
    }

    /** Damaged records may be all there was of messages that were skipped or refused as well. */
    private long forgiven() {
        return ledgers.disturbances().stream()
                .filter(
                        d ->
                                d.kind() == Disturbance.Kind.LOSS
                                        || d.kind() == Disturbance.Kind.DAMAGE)
                .mapToLong(Disturbance::forgives)
                .sum();
    }

    private void arrived(Attempted event, World.Target target) {
        String key = key(target.id(), event.eventId());
        boolean taken = receipts(key).stream().anyMatch(r -> r.answer().taken());
        List<Row> of = rows.getOrDefault(key, List.of());
        if (of.isEmpty() && !taken) {
            missing.computeIfAbsent(event.message(), any -> new ArrayList<>()).add(key);
        } else if (of.isEmpty() && !damaged()) {
            defect(Defect.Kind.UNACCOUNTED, key + " was accepted and has no row");
        }
        for (Row row : of) {
            ended(event, target, row, taken);
        }
    }

    private void ended(Attempted event, World.Target target, Row row, boolean taken) {
        String key = key(target.id(), event.eventId());
        if (!row.terminal() && !taken) {
            defect(Defect.Kind.LOST, key + " is still " + row.status() + ", " + row.reason());
        } else if (!row.terminal()) {
            defect(Defect.Kind.STATE_LIES, key + " was accepted and is still " + row.status());
        } else if (row.status().equals("skipped") && !maySkip(event, target)) {
            defect(Defect.Kind.LOST, key + " was skipped without right: " + row.reason());
        } else if (row.status().equals("failed") && !refused(key)) {
            defect(Defect.Kind.LOST, key + " failed and nobody refused it: " + row.reason());
        }
    }

    /** Refunds carry no consent, so they are left out where one is needed. */
    private static boolean maySkip(Attempted event, World.Target target) {
        return target.needsConsent()
                && (event.denied() || event.eventName().equals("order_refunded"));
    }

    private boolean refused(String key) {
        return receipts(key).stream().anyMatch(r -> r.answer() == Received.Answer.REFUSED);
    }

    private void receipts() {
        received.forEach((key, receipts) -> entitled(key, receipts.get(0)));
    }

    private void entitled(String key, Received receipt) {
        World.Target target = world.target(receipt.destination()).orElse(null);
        if (target == null) {
            defect(Defect.Kind.LEAKED, key + ": no such destination");
            return;
        }
        Attempted event = attempted.get(key(target.merchant(), receipt.eventId()));
        if (event == null) {
            boolean foreign =
                    world.merchants().stream()
                            .anyMatch(m -> attempted.containsKey(key(m.id(), receipt.eventId())));
            defect(
                    foreign ? Defect.Kind.LEAKED : Defect.Kind.UNEXPECTED,
                    key + (foreign ? " is another merchant's" : " was never sent to the node"));
        } else if (event.denied() && target.needsConsent()) {
            defect(Defect.Kind.LEAKED, key + " although the visitor refused");
        }
    }

    private void states() {
        rows.forEach(
                (key, of) -> {
                    if (of.size() > 1) {
                        defect(Defect.Kind.DUPLICATED, key + " has " + of.size() + " rows");
                    }
                    of.forEach(row -> truth(key, row));
                });
    }

    private void truth(String key, Row row) {
        List<Received> receipts = receipts(key);
        boolean taken = receipts.stream().anyMatch(r -> r.answer().taken());
        if (row.status().equals("delivered") && !taken && !unconfirmed(row, receipts)) {
            defect(Defect.Kind.STATE_LIES, key + " is delivered and no platform accepted it");
        } else if (row.status().equals("failed") && taken) {
            defect(Defect.Kind.STATE_LIES, key + " failed and the platform accepted it");
        } else if (row.status().equals("skipped") && !receipts.isEmpty()) {
            defect(Defect.Kind.STATE_LIES, key + " is skipped and was sent");
        }
    }

    /** It says itself that nobody confirmed it; then it must have been sent. */
    private static boolean unconfirmed(Row row, List<Received> receipts) {
        return row.reason().equals("delivered_unconfirmed") && !receipts.isEmpty();
    }

    private boolean damaged() {
        return ledgers.disturbances().stream().anyMatch(d -> d.kind() == Disturbance.Kind.DAMAGE);
    }

    private List<Received> receipts(String key) {
        return received.getOrDefault(key, List.of());
    }

    private void defect(Defect.Kind kind, String text) {
        defects.add(new Defect(kind, text));
    }

    private static String key(String owner, String eventId) {
        return owner + " " + eventId;
    }

    /** Numbers of defects by kind, in the order of the kinds, with those that are 0. */
    static Map<Defect.Kind, Long> byKind(List<Defect> defects) {
        Map<Defect.Kind, Long> numbers = new TreeMap<>();
        for (Defect.Kind kind : Defect.Kind.values()) {
            numbers.put(kind, defects.stream().filter(d -> d.kind() == kind).count());
        }
        return numbers;
    }
}
