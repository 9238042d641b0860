// SPDX-License-Identifier: Apache-2.0
package com.example.microsoftads;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Conversions for Microsoft Advertising. */
final class MicrosoftAdsDestination implements Destination {
    private static final int MOST_EVENTS = 1_000;
    private static final int MAX_BYTES = 1_000_000;
    private static final int MOST_ATTEMPTS = 12;

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "microsoft-ads",
                    "Microsoft Advertising",
                    "v1",
                    MicrosoftAdsSettings.ALL,
                    Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    new Limits(MOST_EVENTS, MAX_BYTES, Duration.ofDays(7), Duration.ofMinutes(5)),
                    RedeliveryPolicy.exponential(
                            MOST_ATTEMPTS,
                            Duration.ofSeconds(10),
                            2,
                            Duration.ofMinutes(30),
                            Duration.ofHours(24)),
                    DestinationDescriptor.FailureMode.INDEXED,
                    DestinationDescriptor.CorrectionMode.NONE,
                    Duration.ZERO,
                    DestinationDescriptor.TestMode.NONE,
                    DestinationDescriptor.Auth.TOKEN,
                    true,
                    DestinationDescriptor.Maturity.EXPERIMENTAL);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        Optional<String> action = MicrosoftAdsEvents.action(event.name());
        if (action.isEmpty()) {
            return Mapping.skip("not_supported", "Microsoft's tag has no action for this event.");
        }
        Optional<Mapping> refused = refused(event, settings);
        if (refused.isPresent()) {
            return refused.get();
        }
        Map<String, Object> tree = new MicrosoftAdsPayload(event, settings).tree(action.get());
        if (!MicrosoftAdsPayload.identifies(tree)) {
            return Mapping.skip(
                    "insufficient_identifiers",
                    "Microsoft needs a click id, visitor, customer, e-mail or phone.");
        }
        return Mapping.send(
                new PlatformRecord(
                        action.get(),
                        event.eventId(),
                        event.eventTime(),
                        tree,
                        settings.text(MicrosoftAdsSettings.TAG),
                        true,
                        List.of()));
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return request(
                records.stream().map(PlatformRecord::body).toList(), settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return MicrosoftAdsAnswers.outcomes(answer, records.size());
    }

    /** A call without events: a wrong token is refused before that is noticed. */
    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(request(List.of(), settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return switch (answer.status()) {
            case 200, 400 -> works();
            case 401, 403 ->
                    new ProbeResult(
                            ProbeResult.Verdict.REFUSED,
                            "Microsoft refuses the token. Copy the token of this UET tag again.");
            case 404 ->
                    new ProbeResult(
                            ProbeResult.Verdict.REFUSED, "Microsoft does not know the UET tag.");
            default ->
                    new ProbeResult(
                            ProbeResult.Verdict.UNREACHABLE,
                            "Microsoft answered " + answer.status() + ". Try again later.");
        };
    }

    private static ProbeResult works() {
        return new ProbeResult(
                ProbeResult.Verdict.WORKS, "Microsoft takes the token for this UET tag.");
    }

    private static Optional<Mapping> refused(Event event, Settings settings) {
        if (event.test()) {
            return skip("test_not_supported", "Microsoft has no test mode, so it would count.");
        }
        if (event.limitedUse()) {
            return skip("limited_use", "Microsoft has no sign for limited use.");
        }
        if (event.name() == EventName.PAGE_VIEWED) {
            boolean off = settings.text(MicrosoftAdsSettings.PAGE_VIEWS).equals("off");
            boolean noPage = !event.has(EventField.PAGE_URL);
            if (off || noPage) {
                return skip(
                        off ? "not_enabled" : "missing_page_url",
                        off ? "Set page-views to send them." : "A page load needs its address.");
            }
        }
        if (event.name() == EventName.ORDER_REFUNDED
                && settings.text(MicrosoftAdsSettings.REFUNDS).equals("off")) {
            return skip("not_enabled", "Set refunds to send them.");
        }
        if (event.actionSource() == ActionSource.APP) {
            return skip("not_on_the_web", "A UET tag is for websites and what follows from them.");
        }
        return Optional.empty();
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }

    private static PlatformRequest request(
            List<?> events, Settings settings, PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", events);
        body.put("continueOnValidationError", false);
        body.put("dataProvider", "TrackLayer");
        return PlatformRequest.postJson(
                settings.text(MicrosoftAdsSettings.ENDPOINT).replaceAll("/+$", "")
                        + "/v1/"
                        + settings.text(MicrosoftAdsSettings.TAG)
                        + "/events",
                List.of(),
                List.of(
                        Field.secret(
                                "Authorization",
                                "Bearer " + settings.text(MicrosoftAdsSettings.TOKEN))),
                context.json(body));
    }
}
