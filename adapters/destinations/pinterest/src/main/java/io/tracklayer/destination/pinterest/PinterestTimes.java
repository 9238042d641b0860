// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the age of an event means to Pinterest. */
final class PinterestTimes {
    /** The description names no limit; 7 days is what other senders keep to. */
    static final Duration MAX_AGE = Duration.ofDays(7);

    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    /** Later events are filed as offline, whatever their action_source, and not deduplicated. */
    static final Duration FILED_AS_OFFLINE_AFTER = Duration.ofHours(1);

    /** Leaves time for a request on its way before the hour is over. */
    static final Duration RECOGNISED_FOR = Duration.ofMinutes(50);

    private final Instant time;
    private final Instant now;

    PinterestTimes(Event event, Instant now) {
        this.time = event.eventTime();
        this.now = now;
    }

    Optional<Mapping> refusal(Settings settings) {
        Duration age = Duration.between(time, now);
        Duration asked = settings.duration(PinterestSettings.MAX_AGE);
        if (age.compareTo(asked.compareTo(MAX_AGE) < 0 ? asked : MAX_AGE) > 0) {
            return Optional.of(
                    Mapping.skip("too_late", "It is older than max-age, 7 days at most."));
        }
        if (age.compareTo(FUTURE_SKEW.negated()) < 0) {
            return Optional.of(
                    Mapping.skip("in_the_future", "It lies more than 5 minutes in the future."));
        }
        return Optional.empty();
    }

    /** Unix seconds, never ahead of the node's clock. */
    long seconds(List<String> warnings) {
        if (time.isAfter(now)) {
            warnings.add("event_time was ahead of the node's clock; the node's time was sent");
            return now.getEpochSecond();
        }
        if (now.isAfter(time.plus(FILED_AS_OFFLINE_AFTER))) {
            warnings.add(
                    "late_offline: Pinterest files an event that comes later than 1 h as offline"
                            + " and cannot recognise a copy of it");
        }
        return time.getEpochSecond();
    }

    /** Whether Pinterest would recognise a copy that is sent now. */
    boolean recognised() {
        return now.isBefore(time.plus(RECOGNISED_FOR));
    }
}
