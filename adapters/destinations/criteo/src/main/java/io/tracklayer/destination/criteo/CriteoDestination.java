// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

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

/** Criteo Events API. */
final class CriteoDestination implements Destination {
    /** A request describes one visitor on one page, and an error in it concerns all of it. */
    private static final int MAX_RECORDS = 1;

    /** Criteo names no limit; a cart of 1,000 lines stays far below. */
    private static final int MAX_BYTES = 250_000;

    /** What allow-late can make of max-age. */
    private static final Duration LATEST = Duration.ofHours(24);

    /** Beyond that Criteo is not trusted to know a sale again, see deduplicated-for. */
    private static final Duration RESEND_WINDOW = Duration.ofHours(1);

    /** By max-age an event is too late before most of it is used up. */
    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    300, Duration.ofSeconds(30), 2, Duration.ofMinutes(5), LATEST);

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "criteo",
                    "Criteo Events API",
                    "s2s_v0",
                    CriteoSettings.ALL,
                    Set.of(Purpose.MARKETING),
                    new Limits(MAX_RECORDS, MAX_BYTES, LATEST, CriteoPayload.FUTURE_SKEW),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.ALL_OR_NOTHING,
                    DestinationDescriptor.CorrectionMode.NONE,
                    RESEND_WINDOW,
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
        CriteoEventNames.Choice choice = new CriteoEventNames(event, settings, context).choose();
        return choice.refusal()
                .map(reason -> Mapping.skip(reason.code(), reason.sentence()))
                .orElseGet(
                        () ->
                                new CriteoPayload(event, settings, context.now(), choice.name())
                                        .map());
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return CriteoRequests.event(records.get(0).body(), settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new CriteoAnswers(answer, records).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(CriteoRequests.check(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return CriteoProbe.read(answer);
    }
}
