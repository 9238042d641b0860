// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

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
import io.tracklayer.spi.document.DeniedPurposes;
import io.tracklayer.spi.document.JsonSize;
import io.tracklayer.spi.document.PersonDetail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One signed message per event to the operator's own endpoint. */
final class WebhookDestination implements Destination {
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration UNBOUNDED = Duration.ofDays(36_500);

    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10));

    // The delays end after 17.6 hours; the rest leaves room for one pause of a day that a receiver
    // asks for with Retry-After.
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(48);

    // "Standard Webhooks" 1.0.0, read 2026-11-21, gives five minutes as its example and no minimum.
    private static final Duration RECEIVERS_REMEMBER = Duration.ofMinutes(5);

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "webhook",
                    "Webhook",
                    "Standard Webhooks 1.0.0",
                    WebhookSettings.ALL,
                    Set.of(),
                    new Limits(1, MAX_BYTES, UNBOUNDED, UNBOUNDED),
                    RedeliveryPolicy.schedule(DELAYS, GIVE_UP_AFTER),
                    DestinationDescriptor.FailureMode.PER_RECORD,
                    DestinationDescriptor.CorrectionMode.EVENT,
                    RECEIVERS_REMEMBER,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.SIGNATURE,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Set<Purpose> purposes(Settings settings) {
        return purposes(settings, WebhookSettings.REQUIRED_PURPOSES);
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        if (!selected(event, settings)) {
            return Mapping.skip(
                    "event_not_selected",
                    "The setting \"events\" of this endpoint does not name "
                            + event.name().wire()
                            + ".");
        }
        if (WebhookRequest.insecure(settings)) {
            return Mapping.skip(
                    "insecure_url",
                    "The setting \"url\" is plain http. Use https, or set \"allow-http\" to true.");
        }
        return mapped(event, settings);
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        PlatformRecord message = records.get(0);
        return new WebhookRequest(settings, context).post(message.batchKey(), message.body());
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        Outcome outcome = WebhookAnswers.outcome(answer, settings.flag(WebhookSettings.RETRY_4XX));
        return records.stream().map(message -> outcome).toList();
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(new WebhookRequest(settings, context).probe());
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return WebhookAnswers.probe(answer);
    }

    /** What consent leaves of an event. */
    static DeniedPurposes consented(Event event, Settings settings) {
        return DeniedPurposes.strip(event, purposes(settings, WebhookSettings.STRIP_WHEN_DENIED));
    }

    private static Set<Purpose> purposes(Settings settings, String name) {
        return settings.list(name).stream()
                .flatMap(wire -> Purpose.find(wire).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean selected(Event event, Settings settings) {
        List<String> names = settings.list(WebhookSettings.EVENTS);
        return names.contains(WebhookSettings.ALL_EVENTS) || names.contains(event.name().wire());
    }

    private static Mapping mapped(Event event, Settings settings) {
        DeniedPurposes consented = consented(event, settings);
        PersonDetail person = PersonDetail.of(settings.text(WebhookSettings.PII));
        Map<String, Object> body = WebhookPayload.of(consented.event(), person);
        if (JsonSize.bytes(body) > MAX_BYTES) {
            return Mapping.skip(
                    "payload_too_large",
                    "The message is larger than 256 kB, the most an endpoint is sent.");
        }
        return Mapping.send(
                new PlatformRecord(
                        event.name().wire(),
                        event.eventId(),
                        event.eventTime(),
                        body,
                        WebhookRequest.messageId(event, settings),
                        true,
                        consented.warnings()));
    }
}
