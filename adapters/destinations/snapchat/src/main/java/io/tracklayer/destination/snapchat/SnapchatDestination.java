// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

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

/** Snapchat Conversions API. */
final class SnapchatDestination implements Destination {
    /** Snapchat takes 2,000; with fewer a refusal concerns fewer. */
    private static final int MAX_RECORDS = 200;

    /** Connectors name 2 MB; half of it leaves room. */
    private static final int MAX_BYTES = 1_000_000;

    /**
     * What the Marketing API allows a token. Whether the host of the Conversions API counts the
     * same way is not documented.
     */
    private static final RateWindow RATE = RateWindow.requests(10, Duration.ofSeconds(1));

    /** Leaves an operator time to replay within the 48 h in which Snapchat knows an event again. */
    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    100, Duration.ofSeconds(30), 2, Duration.ofHours(1), Duration.ofHours(24));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "snapchat",
                    "Snapchat Conversions API",
                    "v3",
                    SnapchatSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(
                            MAX_RECORDS,
                            MAX_BYTES,
                            SnapchatPayload.MAX_AGE,
                            SnapchatPayload.FUTURE_SKEW,
                            List.of(RATE)),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.INDEXED,
                    DestinationDescriptor.CorrectionMode.NONE,
                    SnapchatPayload.DEDUPLICATED_FOR,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.QUERY_SECRET,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        SnapchatEventNames.Choice choice =
                new SnapchatEventNames(event, settings, context).choose();
        return choice.refusal()
                .map(reason -> Mapping.skip(reason.code(), reason.sentence()))
                .orElseGet(
                        () ->
                                new SnapchatPayload(event, settings, context.now(), choice.name())
                                        .map());
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return SnapchatRequests.events(
                SnapchatBatch.Mode.ofKey(records.get(0).batchKey()),
                records.stream().map(PlatformRecord::body).toList(),
                settings,
                context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new SnapchatAnswers(answer, records, settings).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(SnapchatRequests.check(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return SnapchatProbe.read(answer, settings);
    }
}
