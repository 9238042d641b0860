// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.ConsentWait;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.spi.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The delivery a decision leads to, and deciding once more what waits for the visitor's answer. */
public final class Redecision {
    private Redecision() {}

    /**
     * Decides again every delivery of an event that waits for consent, after the event's consent
     * became known. What the answer settles is due at once or skipped; what is still unanswered
     * goes on waiting as long as before. Nothing else of the event's deliveries is touched.
     *
     * @param event the event with its new consent; storing it is the caller's business
     * @param at when the answer arrived
     * @return how many deliveries wait no longer
     */
    public static int answered(
            UnitOfWork unit, ActiveConfiguration active, StoredEvent event, Instant at) {
        int settled = 0;
        for (Delivery waiting : unit.deliveriesOf(event.seq())) {
            Optional<DestinationConfig> destination =
                    active.configuration().destination(waiting.destination());
            if (ConsentWait.waits(waiting) && !waiting.wasTried() && destination.isPresent()) {
                Delivery decided = decided(active, event, destination.get(), waiting, at);
                if (!decided.decision().equals(waiting.decision())) {
                    unit.updateDelivery(
                            waiting.requeued().isPresent() ? waiting.refused(decided) : decided);
                    settled += ConsentWait.waits(decided) ? 0 : 1;
                }
            }
        }
        return settled;
    }

    private static Delivery decided(
            ActiveConfiguration active,
            StoredEvent stored,
            DestinationConfig destination,
            Delivery before,
            Instant at) {
        Event event = stored.event();
        Decision decision =
                active.decider()
                        .decide(
                                event,
                                Region.of(event, active.configuration()),
                                destination,
                                destination.destination().purposes(destination.settings()));
        return delivery(
                stored,
                destination,
                decision,
                active.configuration().reconciliation().holds().of(event.name()),
                Optional.of(before),
                at);
    }

    /**
     * The delivery of an event as it was decided, not tried yet.
     *
     * @param hold how long events of the name are held in any case
     * @param before the delivery it replaces
     */
    static Delivery delivery(
            StoredEvent stored,
            DestinationConfig destination,
            Decision decided,
            Duration hold,
            Optional<Delivery> before,
            Instant at) {
        Event event = stored.event();
        Instant arrived = event.receivedAt();
        Decision decision = before.map(b -> sinceAnswered(b, decided, at)).orElse(decided);
        boolean allowed = decision.allowed();
        Instant due = arrived.plus(hold);
        Instant ruled = decision.treatment().notBefore(arrived);
        return new Delivery(
                stored.seq(),
                destination.id(),
                event.merchant(),
                event.name().wire(),
                event.eventId(),
                event.orderId().orElse(""),
                allowed ? DeliveryStatus.PENDING : DeliveryStatus.SKIPPED,
                allowed ? ConsentWait.reason(decision) : decision.reason(),
                allowed ? ConsentWait.sentence(decision, arrived) : decision.sentence(),
                decision,
                0,
                arrived,
                at,
                allowed ? ruled.isAfter(due) ? ruled : due : null,
                "");
    }

    /** Attempts count from when an answer came, so the time it took is kept as a hold. */
    private static Decision sinceAnswered(Delivery before, Decision decided, Instant at) {
        boolean ended =
                ConsentWait.waits(before)
                        && decided.allowed()
                        && decided.treatment().waits().isEmpty();
        Duration waited = Duration.ofSeconds(Duration.between(before.createdAt(), at).toSeconds());
        return ended && !waited.isNegative()
                ? decided.with(decided.treatment().heldFor(waited))
                : decided;
    }
}
