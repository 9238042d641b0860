// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.OrderForms;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final String TRIGGER = "send-purchase-on";

    private final Ground ground;
    private final Question question;
    private final Hit hit;

    PurchaseMissing(Ground ground, Question question, Hit hit) {
        this.ground = ground;
        this.question = question;
        this.hit = hit;
    }

    /**
     * Empty when the purchase is there, when one of its later events was named by its own id, or
     * when the destination is told the purchase by the payment that did arrive.
     */
    Optional<Finding> at(Optional<DestinationConfig> config) {
        return hit.meant()
                .filter(meant -> AFTER.contains(meant.event().name()))
                .filter(meant -> meant.event().orderId().isPresent())
                .filter(meant -> !named(meant))
                .filter(meant -> ofOrder(meant).noneMatch(one -> sale(one, config)))
                .map(meant -> otherwise(meant).orElseGet(() -> finding(meant)));
    }

    private boolean named(StoredEvent meant) {
        return question.value().equals(meant.event().eventId())
                || question.value().equals(String.valueOf(meant.seq()));
    }

    private Stream<StoredEvent> ofOrder(StoredEvent meant) {
        return hit.events().stream()
                .filter(one -> one.event().orderId().equals(meant.event().orderId()));
    }

    private static boolean sale(StoredEvent stored, Optional<DestinationConfig> config) {
        return stored.event().name().purchaseLike()
                || stored.event().name() == EventName.PURCHASE_PAID && takesPayments(config);
    }

    private static boolean takesPayments(Optional<DestinationConfig> config) {
        return config.map(DestinationConfig::settings)
                .flatMap(settings -> settings.find(TRIGGER))
                .filter("paid"::equals)
                .isPresent();
    }

    /** The purchase under what the order is called elsewhere. */
    private Optional<Finding> otherwise(StoredEvent meant) {
        OrdersAlike alike = new OrdersAlike(ground);
        return OrderForms.of(meant.event()).stream()
                .flatMap(form -> alike.of(meant.event().merchant(), form).stream())
                .filter(one -> one.event().name().purchaseLike())
                .findFirst()
                .map(purchase -> elsewhere(meant, purchase));
    }

    private static Finding elsewhere(StoredEvent meant, StoredEvent purchase) {
        String its = purchase.event().orderId().orElse(purchase.event().eventId());
        return new Finding(
                Layer.RECONCILED,
                "",
                State.FAILED,
                Cause.COPIES_NOT_JOINED,
                "Its purchase is not here under "
                        + meant.event().orderId().map(Say::quoted).orElse("")
                        + ", but "
                        + Say.list(purchase.event().sources())
                        + " reported one as order "
                        + Say.quoted(its)
                        + ", which seems to be the same.",
                List.of(new Proof("diagnose " + Say.quoted(its), Links.diagnosis(its))),
                "Ask for "
                        + Say.quoted(its)
                        + " to see what became of it. Have "
                        + Say.list(purchase.event().sources())
                        + " and "
                        + Say.list(meant.event().sources())
                        + " send the same order id.");
    }

    private Finding finding(StoredEvent meant) {
        Event event = meant.event();
        Set<String> names =
                ofOrder(meant)
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
