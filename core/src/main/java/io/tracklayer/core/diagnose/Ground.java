// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a diagnosis rests on, at one moment.
 *
 * @param pauses what keeps destinations back, by destination
 * @param merchants whose events may be shown
 */
public record Ground(
        EvidenceQueries evidence,
        Configuration configuration,
        Map<String, Pause> pauses,
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

    /** The pause a destination is in. */
    Optional<Pause> pause(String destination) {
        return Optional.ofNullable(pauses.get(destination))
                .filter(pause -> pause.isHold() || pause.until().isAfter(now));
    }
}
