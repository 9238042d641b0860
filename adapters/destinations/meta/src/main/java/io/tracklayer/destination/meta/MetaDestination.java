// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

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

/** Meta Conversions API. */
final class MetaDestination implements Destination {
    /** Meta documents no byte limit; larger calls have no benefit. */
    private static final int MAX_BYTES = 1_000_000;

    /**
     * Given up after 24 h: Meta says events later than that harm attribution, and it leaves an
     * operator time to replay within the 48 h in which Meta recognises a repeated event.
     */
    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    100, Duration.ofSeconds(30), 2, Duration.ofMinutes(15), Duration.ofHours(24));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "meta",
                    "Meta Conversions API",
                    "v25.0, served until February 2028 at least",
                    MetaSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(
                            1000, MAX_BYTES, MetaPayload.MAX_AGE_IN_STORE, MetaPayload.FUTURE_SKEW),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.ALL_OR_NOTHING,
                    DestinationDescriptor.CorrectionMode.NONE,
                    MetaPayload.DEDUPLICATED_FOR,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.TOKEN,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Set<Purpose> purposes(Settings settings) {
        return settings.text(MetaSettings.AD_USER_DATA_DENIED).equals("strip")
                ? Set.of(Purpose.MARKETING)
                : DESCRIPTOR.purposes();
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        MetaEventNames.Choice choice = new MetaEventNames(event, settings, context).choose();
        return choice.refusal()
                .map(reason -> Mapping.skip(reason.code(), reason.sentence()))
                .orElseGet(
                        () -> new MetaPayload(event, settings, context.now(), choice.name()).map());
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return MetaRequests.events(
                records.stream().map(PlatformRecord::body).toList(), settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new MetaAnswers(answer, records.size()).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(MetaRequests.nothing(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return MetaProbe.read(answer);
    }
}
