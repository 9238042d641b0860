// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

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

/** Awin, by its Conversion API or by the classic call. */
final class AwinDestination implements Destination {
    private static final int MAX_RECORDS = 1_000;

    /** Awin names none; a thousand orders of ordinary size stay below it. */
    private static final int MAX_BYTES = 1_000_000;

    /** Awin names none. A click lives for at most a year, and so does what it may be paid for. */
    private static final Duration YEAR = Duration.ofDays(365);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** 20 calls a minute for each user of the API, spread evenly: what comes between is batched. */
    private static final RateWindow RATE = RateWindow.requests(1, Duration.ofSeconds(3));

    /** Quick at first: Awin prefers what arrives within three minutes of the sale. */
    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    100, Duration.ofSeconds(10), 2, Duration.ofMinutes(30), Duration.ofHours(24));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "awin",
                    "Awin",
                    "Conversion API; sread tv=2",
                    AwinSettings.ALL,
                    Set.of(Purpose.MARKETING),
                    new Limits(MAX_RECORDS, MAX_BYTES, YEAR, CLOCK_SKEW, List.of(RATE)),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.PER_RECORD,
                    DestinationDescriptor.CorrectionMode.NONE,
                    YEAR,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.TOKEN,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    /** With the exemption of cashback journeys {@link AwinConsent} looks at each order itself. */
    @Override
    public Set<Purpose> purposes(Settings settings) {
        return settings.flag(AwinSettings.CASHBACK_EXEMPT) ? Set.of() : DESCRIPTOR.purposes();
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        AwinEventNames.Choice choice = new AwinEventNames(event, settings, context).choose();
        return choice.refusal()
                .map(reason -> Mapping.skip(reason.code(), reason.sentence()))
                .orElseGet(
                        () -> new AwinPayload(event, settings, context.now()).map(choice.sale()));
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return AwinTransport.of(settings) == AwinTransport.CLASSIC
                ? AwinClassic.order(records.get(0).body(), settings, context)
                : AwinRequests.orders(records, settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return AwinTransport.of(settings) == AwinTransport.CLASSIC
                ? AwinClassicAnswers.outcomes(answer, records.size())
                : new AwinAnswers(answer, records).outcomes();
    }

    /** The classic call never says whether it was right, so there is nothing to check. */
    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return AwinTransport.of(settings) == AwinTransport.CLASSIC
                ? Optional.empty()
                : Optional.of(AwinRequests.check(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return AwinProbe.read(answer);
    }
}
