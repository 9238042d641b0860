// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.evidence.UnitOfWork;
import java.time.Instant;

/**
 * The waiting events of one order, as the projection sees them: when one is final, the next is due.
 */
public final class OrderQueue {
    private static final String NOTE = " An earlier event of this order failed.";

    private OrderQueue() {}

    /** The delivery after a result: one that is to wait for nothing any more is due at once. */
    public static Delivery apply(
            UnitOfWork unit, Delivery before, DeliveryResult result, Instant at, String attempt) {
        DeliveryResult effective = result;
        if (result.reason().equals(OrderGate.REASON) && !blocked(unit, before)) {
            effective = due(result, at);
        }
        boolean noted = before.sentence().endsWith(NOTE) && !effective.sentence().endsWith(NOTE);
        return before.after(noted ? noted(effective) : effective, at, attempt);
    }

    /** Lets the next of the order go, once this one is final. */
    public static void release(UnitOfWork unit, Delivery last, Instant at) {
        if (!last.status().isFinal() || last.orderId().isEmpty()) {
            return;
        }
        unit.findNextOpen(last.destination(), last.orderId(), last.eventSeq())
                .filter(next -> next.reason().equals(OrderGate.REASON) && !blocked(unit, next))
                .ifPresent(next -> unit.updateDelivery(released(last, next, at)));
    }

    private static boolean blocked(UnitOfWork unit, Delivery delivery) {
        return unit.findEarlierOpen(delivery.destination(), delivery.orderId(), delivery.eventSeq())
                .isPresent();
    }

    private static Delivery released(Delivery last, Delivery next, Instant at) {
        boolean failed = last.status() == DeliveryStatus.FAILED;
        String sentence =
                "waits to be sent." + (failed || last.sentence().endsWith(NOTE) ? NOTE : "");
        return next.after(
                new DeliveryResult(
                        next.eventSeq(), DeliveryStatus.PENDING, "waiting", sentence, false, at),
                at,
                "");
    }

    private static DeliveryResult due(DeliveryResult result, Instant at) {
        return new DeliveryResult(
                result.eventSeq(), result.status(), "waiting", "waits to be sent", false, at);
    }

    private static DeliveryResult noted(DeliveryResult result) {
        return new DeliveryResult(
                result.eventSeq(),
                result.status(),
                result.reason(),
                result.sentence().replaceFirst("[.]?$", ".") + NOTE,
                result.attemptBurnt(),
                result.nextAttemptAt());
    }
}
