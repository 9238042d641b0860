// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.InquiryResult;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Google Ads, through the Data Manager API. */
final class GoogleAdsDestination implements Destination {
    /** Google takes 2,000; up to 100 it promises to say later what became of each. */
    private static final int MAX_RECORDS = 100;

    private static final int MAX_BYTES = 1_000_000;

    /** What Google grants a Cloud project for writing. */
    private static final List<RateWindow> RATES =
            List.of(
                    RateWindow.requests(300, Duration.ofMinutes(1)),
                    RateWindow.requests(100_000, Duration.ofHours(24)));

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "google-ads",
                    "Google Ads",
                    "v1",
                    GoogleAdsSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(
                            MAX_RECORDS,
                            MAX_BYTES,
                            GoogleAdsPayload.MAX_AGE,
                            GoogleAdsPayload.FUTURE_SKEW,
                            RATES),
                    redelivery(),
                    DestinationDescriptor.FailureMode.INDEXED,
                    DestinationDescriptor.CorrectionMode.RESTATE,
                    // A repeated transaction id replaces the value, however late it comes.
                    GoogleAdsPayload.MAX_AGE,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.OAUTH,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    /** Google's own clients wait 5 s growing by 1.3 up to 60 s; then more and more patiently. */
    private static RedeliveryPolicy redelivery() {
        List<Duration> steps = new ArrayList<>();
        for (double seconds = 5; seconds < 60; seconds *= 1.3) {
            steps.add(Duration.ofSeconds(Math.round(seconds)));
        }
        steps.add(Duration.ofMinutes(1));
        steps.add(Duration.ofMinutes(5));
        steps.add(Duration.ofMinutes(15));
        steps.add(Duration.ofMinutes(30));
        for (int hour = 1; hour < 24; hour++) {
            steps.add(Duration.ofHours(1));
        }
        return RedeliveryPolicy.schedule(steps, Duration.ofHours(24));
    }

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        return new GoogleAdsMapping(event, settings, context).map();
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return GoogleAdsRequests.of(records, settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        GoogleAdsBatch batch = GoogleAdsBatch.ofKey(records.get(0).batchKey());
        return batch.retraction()
                ? new GoogleAdsRetractionAnswers(answer, records.size(), batch).outcomes()
                : new GoogleAdsAnswers(answer, records.size(), settings, batch.test()).outcomes();
    }

    @Override
    public Optional<PlatformRequest> inquiry(
            String receipt, Settings settings, PackContext context) {
        return Optional.of(GoogleAdsRequests.status(receipt, settings));
    }

    @Override
    public InquiryResult interpretInquiry(PlatformAnswer answer, int records, Settings settings) {
        return new GoogleAdsLateResult(answer, records).read();
    }

    @Override
    public Optional<TokenGrant> tokenGrant(Settings settings) {
        return GoogleAdsSettings.grant(settings);
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return GoogleAdsRequests.check(settings, context);
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return GoogleAdsProbe.read(answer, settings);
    }
}
