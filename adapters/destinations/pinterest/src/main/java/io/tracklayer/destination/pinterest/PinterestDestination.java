// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

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
import io.tracklayer.spi.RateWindow;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pinterest API for Conversions. */
final class PinterestDestination implements Destination {
    /** Pinterest takes 1,000 events and names no byte limit; other senders stay at 100. */
    private static final int MAX_RECORDS = 100;

    private static final int MAX_BYTES = 1_000_000;

    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    50, Duration.ofSeconds(10), 2, Duration.ofHours(1), Duration.ofHours(24));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "pinterest",
                    "Pinterest API for Conversions",
                    "v5",
                    PinterestSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(
                            MAX_RECORDS,
                            MAX_BYTES,
                            PinterestTimes.MAX_AGE,
                            PinterestTimes.FUTURE_SKEW,
                            List.of(RateWindow.requests(5_000, Duration.ofMinutes(1)))),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.PER_RECORD,
                    DestinationDescriptor.CorrectionMode.NONE,
                    PinterestTimes.RECOGNISED_FOR,
                    DestinationDescriptor.TestMode.QUERY,
                    DestinationDescriptor.Auth.TOKEN,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        PinterestEventNames.Choice choice =
                new PinterestEventNames(event, settings, context).choose();
        return choice.refusal()
                .map(reason -> Mapping.skip(reason.code(), reason.sentence()))
                .orElseGet(
                        () ->
                                new PinterestPayload(event, settings, context.now(), choice.name())
                                        .map());
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return PinterestRequests.events(records, settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new PinterestAnswers(answer, records).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(PinterestProbe.request(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return PinterestProbe.read(answer);
    }
}
