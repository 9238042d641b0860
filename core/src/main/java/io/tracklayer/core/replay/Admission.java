// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.pipeline.Region;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a replay may take up a delivery, by the set-up and rules of now. The decision made when
 * the event arrived counts as well: the stricter of both holds.
 */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String OFF = "destination_disabled";

    private final ReplayOrder order;
    private final ActiveConfiguration active;
    private final Instant now;

    Admission(ReplayOrder order, ActiveConfiguration active, Instant now) {
        this.order = order;
        this.active = active;
        this.now = now;
    }

    /**
     * @param reason why it is left alone, or empty when it is admitted
     * @param decision what the rules say, or null when they were not asked
     */
    record Verdict(String reason, String sentence, Decision decision) {
        boolean admitted() {
            return reason.isEmpty();
        }
    }

    /**
     * @param event reads the event; not called when the delivery alone says no
     * @param acceptedGoes whether an accepted delivery was found safe to send again
     */
    Verdict of(
            String destination,
            Optional<Delivery> present,
            Supplier<Optional<StoredEvent>> event,
            boolean acceptedGoes) {
        Optional<Verdict> standing = present.flatMap(delivery -> standing(delivery, acceptedGoes));
        if (standing.isPresent()) {
            return standing.get();
        }
        Optional<DestinationConfig> config = active.configuration().destination(destination);
        if (config.isEmpty() || !config.get().enabled()) {
            return no(OFF, "the destination is off or was removed");
        }
        return event.get()
                .map(stored -> decided(stored.event(), config.get(), present))
                .orElseGet(() -> no("event_expired", "the event's content is no longer kept"));
    }

    private Optional<Verdict> standing(Delivery delivery, boolean acceptedGoes) {
        boolean off = delivery.status() == DeliveryStatus.SKIPPED && delivery.reason().equals(OFF);
        if (delivery.status() == DeliveryStatus.PENDING) {
            return Optional.of(no("already_pending", "it waits to be sent already"));
        }
        if (delivery.status() == DeliveryStatus.DELIVERED && !acceptedGoes) {
            return Optional.of(no("already_accepted", "the platform has it"));
        }
        if (order.backfill() && !off) {
            return Optional.of(no("already_decided", "it has a delivery already"));
        }
        return order.backfill() || delivery.decision().allowed()
                ? Optional.empty()
                : Optional.of(no(delivery.decision().reason(), delivery.decision().sentence()));
    }

    private Verdict decided(Event event, DestinationConfig config, Optional<Delivery> present) {
        if (!config.serves(event.merchant(), event.store())) {
            return no("not_served", "the destination does not serve the event's store");
        }
        if (event.eventTime()
                .isBefore(now.minus(config.destination().descriptor().limits().maxAge()))) {
            return no(
                    "too_late",
                    config.destination().descriptor().title() + " does not take events this old");
        }
        try {
            Decision decision = decision(event, config);
            return decision.allowed()
                    ? new Verdict("", "", order.backfill() ? decision : united(decision, present))
                    : new Verdict(decision.reason(), decision.sentence(), decision);
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            LOG.error("{}: a replayed event cannot be decided", config.id(), broken);
            return no("internal_error", "it cannot be decided; see the node's log");
        }
    }

    private Decision decision(Event event, DestinationConfig config) {
        String region = Region.of(event, active.configuration());
        return active.decider()
                .decide(event, region, config, config.destination().purposes(config.settings()));
    }

    /** What either decision removes stays out, and what either asks for is done. */
    private static Decision united(Decision now, Optional<Delivery> present) {
        Set<EventField> stripped = EnumSet.noneOf(EventField.class);
        stripped.addAll(now.stripped());
        present.ifPresent(delivery -> stripped.addAll(delivery.decision().stripped()));
        return new Decision(
                true,
                now.reason(),
                now.sentence(),
                now.rule(),
                now.location(),
                now.version(),
                stripped,
                present.map(delivery -> now.treatment().and(delivery.decision().treatment()))
                        .orElse(now.treatment()));
    }

    private static Verdict no(String reason, String sentence) {
        return new Verdict(reason, sentence, null);
    }
}
