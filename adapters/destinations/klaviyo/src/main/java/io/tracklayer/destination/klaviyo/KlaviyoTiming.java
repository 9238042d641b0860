// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the age of an event means to Klaviyo. */
final class KlaviyoTiming {
    /** The specification says 1990 for single events, 2000 for bulk calls. */
    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofDays(365);
    private static final Duration BACKLOG = Duration.ofMinutes(5);

    private KlaviyoTiming() {}

    static Optional<KlaviyoEventNames.NotSent> refusal(
            Event event, Settings settings, Instant now, KlaviyoEventNames.Choice choice) {
        if (event.eventTime().isBefore(OLDEST)) {
            return refuse("too_late", "Klaviyo takes no event from before the year 2000.");
        }
        if (event.eventTime().isAfter(now.plus(AHEAD))) {
            return refuse("in_the_future", "Klaviyo takes events at most a year ahead.");
        }
        // Who has unsubscribed since must not be subscribed again by a replay.
        if (choice instanceof KlaviyoEventNames.Subscription && old(event, settings, now)) {
            return refuse(
                    "too_late", "The sign-up is older than backfill-after; nobody is subscribed.");
        }
        return Optional.empty();
    }

    /** Whether its flows would come too late. */
    static boolean old(Event event, Settings settings, Instant now) {
        Duration age = Duration.between(event.eventTime(), now);
        return age.compareTo(settings.duration(KlaviyoSettings.BACKFILL_AFTER)) > 0;
    }

    /** Whether it has waited, or is replayed. */
    static boolean waited(Event event, Instant now) {
        return Duration.between(event.receivedAt(), now).compareTo(BACKLOG) > 0;
    }

    private static Optional<KlaviyoEventNames.NotSent> refuse(String code, String sentence) {
        return Optional.of(new KlaviyoEventNames.NotSent(code, sentence));
    }
}
