// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import io.tracklayer.rig.Received.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Ledgers of a run in which all went well, to be spoilt: merchant alpha sent a view and a purchase,
 * both went to both of its destinations.
 */
final class Forged {
    static final long KILL = 5_000;

    final List<Attempted> attempted = new ArrayList<>();
    final List<Acked> acked = new ArrayList<>();
    final List<Received> received = new ArrayList<>();
    final List<Disturbance> disturbances = new ArrayList<>();
    final List<Row> rows = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();

    Forged() {
        event(1, "view-1", "", "5", "granted");
        event(2, "ord_7_purchase", "7", "19.90", "granted");
        for (String destination : List.of("alpha-meta", "alpha-hook")) {
            received.add(receipt(1_000, destination, "view-1", Answer.ACCEPTED));
            received.add(receipt(1_001, destination, "ord_7_purchase", Answer.ACCEPTED));
            rows.add(row(destination, "view-1", "delivered", "accepted"));
            rows.add(row(destination, "ord_7_purchase", "delivered", "accepted"));
        }
        sample(0, 2, 2, 2);
        sample(1, 2, 2, 2);
    }

    void event(long message, String id, String order, String value, String consent) {
        attempted.add(
                new Attempted(
                        900, message, "segment", "alpha", "alpha", name(id), id, order, value, 100,
                        consent));
        acked.add(new Acked(950, message, 200));
    }

    static Received receipt(long at, String destination, String id, Answer answer) {
        boolean order = id.startsWith("ord_");
        return new Received(
                at,
                destination,
                at,
                name(id),
                id,
                order ? "7" : "",
                100,
                order ? "19.90" : "5",
                answer);
    }

    static Row row(String destination, String id, String status, String reason) {
        return new Row(destination, "alpha", name(id), id, "", status, reason);
    }

    void sample(long number, long accepted, long meta, long hook) {
        samples.add(new Sample(number, number, "request", "alpha", "accepted", accepted));
        samples.add(new Sample(number, number, "delivery", "alpha", "alpha-meta", meta));
        samples.add(new Sample(number, number, "delivery", "alpha", "alpha-hook", hook));
    }

    void kill() {
        disturbances.add(new Disturbance(KILL, Disturbance.Kind.KILL, 0, "kill"));
    }

    void forget(String destination, String id) {
        received.removeIf(r -> r.destination().equals(destination) && r.eventId().equals(id));
    }

    void forgetRow(String destination, String id) {
        rows.removeIf(r -> r.destination().equals(destination) && r.eventId().equals(id));
    }

    Ledgers ledgers() {
        return new Ledgers(attempted, acked, received, disturbances, rows, samples);
    }

    /** What the checker finds. */
    List<Defect> found() {
        return Checker.check(World.standard(), ledgers());
    }

    private static String name(String id) {
        return id.startsWith("ord_") ? "purchase_placed" : "product_viewed";
    }
}
