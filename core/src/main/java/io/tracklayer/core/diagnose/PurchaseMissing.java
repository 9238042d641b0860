// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who asks for an order means its purchase. When only what comes after a purchase arrived, such as
 * its payment or refund, that is the answer, whatever became of these.
 */
final class PurchaseMissing {
    private static final Set<EventName> AFTER =
            Set.of(
                    EventName.PURCHASE_PAID,
                    EventName.ORDER_FULFILLED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_EDITED,
                    EventName.ORDER_REFUNDED);

    private PurchaseMissing() {}

    /** Empty when the purchase is there, or one of its later events was named by its own id. */
    static Optional<Finding> of(Question question, Hit hit) {
        return hit.meant()
                .filter(meant -> AFTER.contains(meant.event().name()))
                .filter(meant -> !named(question, meant))
                .filter(meant -> ofOrder(hit, meant).stream().noneMatch(PurchaseMissing::bought))
                .map(meant -> finding(hit, meant));
    }

    private static boolean named(Question question, StoredEvent meant) {
        return question.value().equals(meant.event().eventId())
                || question.value().equals(String.valueOf(meant.seq()));
    }

    private static List<StoredEvent> ofOrder(Hit hit, StoredEvent meant) {
        return hit.events().stream()
                .filter(one -> one.event().orderId().equals(meant.event().orderId()))
                .toList();
    }

    private static boolean bought(StoredEvent stored) {
        return stored.event().name().purchaseLike();
    }

    private static Finding finding(Hit hit, StoredEvent meant) {
        Event event = meant.event();
        Set<String> names =
                ofOrder(hit, meant).stream()
                        .map(one -> one.event().name().wire())
                        .collect(Collectors.toCollection(TreeSet::new));
        return new Finding(
                Layer.ARRIVED,
                "",
                State.FAILED,
                Cause.PURCHASE_MISSING,
                "Of order "
                        + event.orderId().map(Say::quoted).orElse("")
                        + " only "
                        + Say.list(names)
                        + " arrived, from "
                        + Say.list(event.sources())
                        + "; its purchase did not, so no platform can have it.",
                List.of(new Proof("what did arrive", Links.event(meant.seq()))),
                "See whether the shop's webhook for new orders is set up (in Shopify: orders/create)"
                        + " and what it sent: /events?show=requests. An order from before this node"
                        + " was connected, or before retention.evidence, has none here.");
    }
}
