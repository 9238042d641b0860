// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One event and one destination, with all that is known of the two.
 *
 * @param delivery empty when there is no row
 * @param config empty when the destination is no longer configured
 * @param pause what keeps the destination back, if anything
 * @param outage when its latest requests failed
 * @param attempts oldest first
 */
record Case(
        StoredEvent stored,
        String destination,
        Optional<Delivery> delivery,
        Optional<DestinationConfig> config,
        Optional<Pause> pause,
        Optional<Outage> outage,
        List<AttemptRow> attempts) {
    Case {
        attempts = List.copyOf(attempts);
    }

    Event event() {
        return stored.event();
    }

    /** The event as the destination was or would be given it. */
    Event given() {
        return delivery.map(row -> row.decision().applyTo(event())).orElse(event());
    }

    String plugin() {
        return blanks("").plugin();
    }

    String file() {
        return blanks("").file();
    }

    /** Whether a person has to act before anything goes to the destination. */
    boolean onHold() {
        return pause.filter(Pause::isHold).isPresent();
    }

    boolean is(DeliveryStatus status) {
        return delivery.filter(row -> row.status() == status).isPresent();
    }

    boolean tried() {
        return !attempts.isEmpty() || delivery.filter(Delivery::wasTried).isPresent();
    }

    Optional<AttemptRow> last() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** What a code's advice says about this case. */
    String next(Meaning meaning) {
        return blanks(replay()).fill(meaning);
    }

    private Blanks blanks(String replay) {
        return new Blanks(destination, config, delivery, stored.seq(), replay);
    }

    /** The command that sends this event again, and others of the second it arrived in. */
    String replay() {
        String since = event().receivedAt().truncatedTo(ChronoUnit.SECONDS).toString();
        String until =
                event().receivedAt().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toString();
        return "tl replay --destination "
                + destination
                + (delivery.isEmpty() ? " --backfill" : "")
                + " --since "
                + since
                + " --until "
                + until;
    }

    Finding finding(Layer layer, State state, Cause cause, String sentence, String next) {
        return finding(layer, state, cause, sentence, List.of(), next);
    }

    Finding finding(
            Layer layer,
            State state,
            Cause cause,
            String sentence,
            List<Proof> proofs,
            String next) {
        return new Finding(layer, destination, state, cause, sentence, proofs, next);
    }
}
