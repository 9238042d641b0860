// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

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

/** Reddit Conversions API. */
final class RedditDestination implements Destination {
    /** Reddit takes 1,000; with fewer a refusal concerns fewer. */
    private static final int MAX_RECORDS = 200;

    /** Reddit names no limit. */
    private static final int MAX_BYTES = 1_000_000;

    /** The lowest of the limits that documents and connectors name. */
    private static final RateWindow RATE = RateWindow.requests(10, Duration.ofSeconds(1));

    /** Reddit says nothing with a 429: wait 10 s, then double up to 5 min. */
    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    300, Duration.ofSeconds(10), 2, Duration.ofMinutes(5), Duration.ofHours(24));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "reddit",
                    "Reddit Conversions API",
                    "v3",
                    RedditSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(
                            MAX_RECORDS,
                            MAX_BYTES,
                            RedditPayload.MAX_AGE,
                            RedditPayload.FUTURE_SKEW,
                            List.of(RATE)),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.INDEXED,
                    DestinationDescriptor.CorrectionMode.NONE,
                    // No window is published; what is older is not taken anyway.
                    RedditPayload.MAX_AGE,
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
        return RedditPrivacy.sendsAnonymously(settings) ? Set.of() : DESCRIPTOR.purposes();
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        RedditEventNames.Choice choice = new RedditEventNames(event, settings, context).choose();
        if (choice instanceof RedditEventNames.NotSent reason) {
            return Mapping.skip(reason.code(), reason.sentence());
        }
        return new RedditPayload(event, settings, context.now(), (RedditEventNames.Named) choice)
                .map();
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return RedditRequests.events(records, settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new RedditAnswers(answer, records, settings).outcomes();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(RedditRequests.check(settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return RedditProbe.read(answer, settings);
    }
}
