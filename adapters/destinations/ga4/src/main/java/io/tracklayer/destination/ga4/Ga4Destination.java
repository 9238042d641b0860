// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

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
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Google Analytics 4 by the Measurement Protocol. */
final class Ga4Destination implements Destination {
    private static final Duration FUTURE_SKEW = Duration.ofMinutes(15);

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "ga4",
                    "Google Analytics 4",
                    "Measurement Protocol (GA4), no version number",
                    Ga4Settings.DECLARED,
                    Set.of(Purpose.ANALYTICS),
                    new Limits(
                            25,
                            Ga4Validation.MOST_BYTES,
                            Ga4Skips.MAX_AGE,
                            FUTURE_SKEW,
                            List.of(RateWindow.requests(50, Duration.ofSeconds(1)))),
                    RedeliveryPolicy.exponential(
                            10, Duration.ofSeconds(10), 3, Duration.ofHours(12), Ga4Skips.MAX_AGE),
                    DestinationDescriptor.FailureMode.PER_RECORD,
                    DestinationDescriptor.CorrectionMode.EVENT,
                    // Purchases only, and no window is documented; older events are not sent
                    // anyway.
                    Ga4Skips.MAX_AGE,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.QUERY_SECRET,
                    false,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        return new Ga4Skips(settings, context)
                .find(event)
                .or(
                        () ->
                                Ga4Identity.of(event, settings)
                                        .map(
                                                identity ->
                                                        mapped(
                                                                event,
                                                                settings,
                                                                identity,
                                                                context.now())))
                .orElseGet(() -> nobody(event));
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        Map<String, Object> body = new LinkedHashMap<>(records.get(0).body());
        List<Object> events = new ArrayList<>();
        records.forEach(mapped -> events.addAll((List<?>) mapped.body().get("events")));
        body.put("events", events);
        return post("/mp/collect", body, settings, context);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return Ga4Answers.outcomes(answer, records.size());
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(post(Ga4Probe.PATH, Ga4Probe.body(context.now()), settings, context));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return Ga4Probe.result(answer, settings);
    }

    private static Mapping mapped(
            Event event, Settings settings, Ga4Identity identity, Instant now) {
        List<String> warnings = new ArrayList<>();
        Instant time = event.eventTime();
        if (time.isAfter(now.plus(FUTURE_SKEW))) {
            warnings.add("the event's time lay more than 15 minutes ahead and was set to now");
            time = now;
        }
        Map<String, Object> body = new Ga4Payload(event, settings, warnings).of(identity, time);
        List<String> problems = Ga4Validation.problems(body, Ga4Settings.textLimit(settings));
        return problems.isEmpty()
                ? Mapping.send(toRecord(event, time, body, warnings))
                : Mapping.skip(
                        "invalid_payload",
                        "GA4 would drop this event without saying so: "
                                + String.join("; ", problems));
    }

    private static PlatformRecord toRecord(
            Event event, Instant time, Map<String, Object> body, List<String> warnings) {
        String name = Ga4EventNames.name(event);
        return new PlatformRecord(
                name,
                event.eventId(),
                time,
                body,
                Ga4BatchKey.of(body),
                // GA4 knows repeated purchases by transaction_id; it has no event id for the rest.
                name.equals(Ga4EventNames.PURCHASE),
                warnings);
    }

    private static Mapping nobody(Event event) {
        return Mapping.skip(
                "insufficient_identifiers",
                "GA4 needs the client id of the _ga cookie, and this event has none that may be used; "
                        + "capture the cookie, or send an external id and set \""
                        + Ga4Identity.missingClient(event)
                        + "\" to derive");
    }

    private static PlatformRequest post(
            String path, Map<String, Object> body, Settings settings, PackContext context) {
        return PlatformRequest.postJson(
                Ga4Settings.endpoint(settings) + path,
                List.of(
                        Field.open("measurement_id", settings.text(Ga4Settings.MEASUREMENT_ID)),
                        Field.secret("api_secret", settings.text(Ga4Settings.SECRET))),
                List.of(),
                context.json(body));
    }
}
