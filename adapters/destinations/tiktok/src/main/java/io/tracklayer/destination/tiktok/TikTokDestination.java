// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

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

/** TikTok Events API. */
final class TikTokDestination implements Destination {
    /** TikTok takes 1,000; one bad event refuses all, so fewer share its fate. */
    private static final int BATCH = 100;

    /** TikTok documents no byte limit; connectors keep to 1 MB. */
    private static final int MAX_BYTES = 1_000_000;

    /** What the setting max-age can be raised to. */
    private static final Duration MAX_AGE = Duration.ofDays(28);

    /** Rate limits of event/track, per developer app; the limit per day is the same rate. */
    private static final RateWindow RATE = RateWindow.requests(1_000, Duration.ofSeconds(1));

    /**
     * Given up after 24 h: it leaves an operator time to replay within the 48 h in which TikTok
     * recognises a repeated event.
     */
    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    100, Duration.ofSeconds(30), 2, Duration.ofMinutes(15), Duration.ofHours(24));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "tiktok",
                    "TikTok Events API",
                    "Events API 2.0, Business API v1.3",
                    TikTokSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(BATCH, MAX_BYTES, MAX_AGE, TikTokPayload.FUTURE_SKEW, List.of(RATE)),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.INDEXED,
                    DestinationDescriptor.CorrectionMode.NONE,
                    TikTokPayload.DEDUPLICATED_FOR,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.TOKEN,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        TikTokEventNames.Choice choice = new TikTokEventNames(event, settings, context).choose();
        return choice.refusal()
                .map(reason -> Mapping.skip(reason.code(), reason.sentence()))
                .orElseGet(() -> map(event, settings, context, choice.name()));
    }

    private static Mapping map(Event event, Settings settings, MapContext context, String name) {
        return TikTokSource.of(event.actionSource())
                .map(source -> new TikTokPayload(event, settings, context.now(), name, source))
                .map(TikTokPayload::map)
                .orElseGet(
                        () ->
                                Mapping.skip(
                                        "app_not_supported",
                                        "TikTok's app events need advertising ids of the device."));
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return TikTokRequests.events(records, settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new TikTokAnswers(answer, records, settings).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(TikTokRequests.nothing(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return TikTokProbe.read(answer);
    }
}
