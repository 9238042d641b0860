// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.Pulse;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a diagnosis rests on, at one moment.
 *
 * @param pauses what keeps destinations back, by destination
 * @param standing how a destination stands now, by its id; empty while it is not at work
 * @param merchants whose events may be shown
 */
public record Ground(
        EvidenceQueries evidence,
        Configuration configuration,
        Map<String, Pause> pauses,
        Function<String, Optional<LaneStatus>> standing,
        Predicate<String> merchants,
        Instant now) {
    public Ground {
        Objects.requireNonNull(evidence, "evidence");
        pauses = Map.copyOf(pauses);
    }

    boolean sees(String merchant) {
        return merchants.test(merchant);
    }

    Optional<DestinationConfig> destination(String id) {
        return configuration.destination(id);
    }

    /** What a destination's requests fail of, when the latest ones do. */
    Optional<Outage> outage(String destination) {
        return standing.apply(destination)
                .filter(lane -> lane.circuit() != LaneStatus.Circuit.CLOSED)
                .map(
                        lane ->
                                new Outage(
                                        lane.failuresInARow(),
                                        lane.unavailableUntil(),
                                        bad(destination)));
    }

    private Optional<Attempt> bad(String destination) {
        return Optional.ofNullable(evidence.pulses().get(destination))
                .flatMap(Pulse::lastBad)
                .flatMap(beat -> evidence.attempt(beat.attempt()))
                .map(AttemptRow::attempt);
    }

    /** The pause a destination is in. */
    Optional<Pause> pause(String destination) {
        return Optional.ofNullable(pauses.get(destination))
                .filter(pause -> pause.isHold() || pause.until().isAfter(now));
    }
}
