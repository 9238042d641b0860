// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

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

/** Klaviyo. */
final class KlaviyoDestination implements Destination {
    /** Events of one bulk call. */
    private static final int MAX_RECORDS = 1_000;

    private static final int MAX_BYTES = 5_000_000;

    /** Klaviyo takes times from the year 2000 on; to the host that is an age. */
    private static final Duration MAX_AGE = Duration.ofDays(9_700);

    private static final Duration FUTURE_SKEW = Duration.ofDays(365);

    /** No limit is published. */
    private static final Duration RECOGNISED_FOR = Duration.ofDays(365);

    /** Those of single events; the few calls with tighter ones heed Retry-After. */
    private static final List<RateWindow> RATES =
            List.of(
                    RateWindow.requests(350, Duration.ofSeconds(1)),
                    RateWindow.requests(3_500, Duration.ofMinutes(1)));

    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    100, Duration.ofSeconds(30), 2, Duration.ofHours(1), Duration.ofHours(24));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "klaviyo",
                    "Klaviyo",
                    KlaviyoRevision.DEFAULT + ", served until about 2028-07",
                    KlaviyoSettings.ALL,
                    Set.of(Purpose.MARKETING),
                    new Limits(MAX_RECORDS, MAX_BYTES, MAX_AGE, FUTURE_SKEW, RATES),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.INDEXED,
                    DestinationDescriptor.CorrectionMode.EVENT,
                    RECOGNISED_FOR,
                    DestinationDescriptor.TestMode.NONE,
                    DestinationDescriptor.Auth.TOKEN,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Set<Purpose> purposes(Settings settings) {
        return KlaviyoPrivacy.transactional(settings) ? Set.of() : DESCRIPTOR.purposes();
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        KlaviyoEventNames.Choice choice = new KlaviyoEventNames(event, settings).choose();
        return choice.refusal()
                .or(() -> KlaviyoPrivacy.refusal(event, settings))
                .or(() -> KlaviyoTiming.refusal(event, settings, context.now(), choice))
                .map(reason -> Mapping.skip(reason.code(), reason.sentence()))
                .orElseGet(() -> new KlaviyoPayload(event, settings, context.now(), choice).map());
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return new KlaviyoRequests(settings, context).of(records);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new KlaviyoAnswers(answer, records).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(new KlaviyoRequests(settings, context).account());
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return KlaviyoProbe.read(answer);
    }
}
