// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Taboola server-to-server conversions. */
final class TaboolaDestination implements Destination {
    /** Of a bulk call; a postback is alone by its batch key. */
    private static final int MAX_RECORDS = 1_000;

    /** Taboola names no limit; a thousand conversions with long click ids stay below. */
    private static final int MAX_BYTES = 1_000_000;

    /** What max-age can be set to. */
    private static final Duration LATEST = Duration.ofDays(90);

    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    100, Duration.ofSeconds(30), 2, Duration.ofHours(1), Duration.ofHours(48));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "taboola",
                    "Taboola conversions",
                    "3",
                    TaboolaSettings.ALL,
                    Set.of(Purpose.MARKETING),
                    new Limits(MAX_RECORDS, MAX_BYTES, LATEST, TaboolaPayload.FUTURE_SKEW),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.ALL_OR_NOTHING,
                    DestinationDescriptor.CorrectionMode.NONE,
                    // No document says that Taboola knows a conversion again.
                    Duration.ZERO,
                    DestinationDescriptor.TestMode.NONE,
                    DestinationDescriptor.Auth.NONE,
                    false,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        return new TaboolaPayload(event, settings, context).map();
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return TaboolaRequests.of(records, settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new TaboolaAnswers(answer, records).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(TaboolaRequests.check(settings));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return TaboolaProbe.read(answer);
    }
}
