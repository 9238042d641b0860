// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

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
import io.tracklayer.spi.TokenGrant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** LinkedIn Conversions API. */
final class LinkedInDestination implements Destination {
    /** LinkedIn takes 5,000; with fewer a refusal concerns fewer. */
    private static final int MAX_RECORDS = 500;

    /** LinkedIn names no bound; 500 events are well below it. */
    private static final int MAX_BYTES = 1_000_000;

    /** What a member's token may; newer pages say 500,000 a day. */
    private static final List<RateWindow> RATES =
            List.of(
                    RateWindow.requests(600, Duration.ofMinutes(1)),
                    RateWindow.requests(300_000, Duration.ofHours(24)));

    /** Leaves an operator a week to put a conversion rule right. */
    private static final RedeliveryPolicy REDELIVERY =
            RedeliveryPolicy.exponential(
                    200, Duration.ofMinutes(1), 2, Duration.ofHours(1), Duration.ofDays(7));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "linkedin",
                    "LinkedIn Conversions API",
                    LinkedInVersion.DEFAULT.toString(),
                    LinkedInSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(
                            MAX_RECORDS,
                            MAX_BYTES,
                            LinkedInPayload.MAX_AGE,
                            LinkedInPayload.FUTURE_SKEW,
                            RATES),
                    REDELIVERY,
                    DestinationDescriptor.FailureMode.INDEXED,
                    DestinationDescriptor.CorrectionMode.NONE,
                    Duration.ZERO,
                    DestinationDescriptor.TestMode.NONE,
                    DestinationDescriptor.Auth.OAUTH,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Set<Purpose> purposes(Settings settings) {
        return LinkedInPrivacy.purposes(settings);
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        LinkedInEventNames.Choice choice =
                new LinkedInEventNames(event, settings, context).choose();
        if (choice instanceof LinkedInEventNames.NotSent reason) {
            return Mapping.skip(reason.code(), reason.sentence());
        }
        LinkedInEventNames.To target = (LinkedInEventNames.To) choice;
        return new LinkedInPayload(event, settings, context.now(), target).map();
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return LinkedInRequests.events(
                records.stream().map(PlatformRecord::body).toList(), settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return new LinkedInAnswers(answer, records, settings).outcomes();
    }

    @Override
    public Optional<TokenGrant> tokenGrant(Settings settings) {
        return LinkedInGrant.of(settings);
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return LinkedInProbe.request(settings);
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return LinkedInProbe.read(answer, settings);
    }
}
