// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.camel;

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
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.document.DeniedPurposes;
import io.tracklayer.spi.document.EventDocument;
import io.tracklayer.spi.document.PersonDetail;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages for a Camel endpoint of the operator's choice. */
final class CamelDestination implements Destination {
    private static final int MOST_RECORDS = 500;
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int MOST_ATTEMPTS = 40;
    private static final Duration UNBOUNDED = Duration.ofDays(36_500);

    private static final DestinationDescriptor DESCRIPTOR =
            new DestinationDescriptor(
                    "camel",
                    "Camel endpoint",
                    "Apache Camel 4.18",
                    CamelSettings.ALL,
                    Set.of(),
                    new Limits(MOST_RECORDS, MAX_BYTES, UNBOUNDED, UNBOUNDED),
                    RedeliveryPolicy.exponential(
                            MOST_ATTEMPTS,
                            Duration.ofSeconds(5),
                            2,
                            Duration.ofHours(1),
                            Duration.ofHours(48)),
                    DestinationDescriptor.FailureMode.ALL_OR_NOTHING,
                    DestinationDescriptor.CorrectionMode.EVENT,
                    Duration.ZERO,
                    DestinationDescriptor.TestMode.BODY,
                    DestinationDescriptor.Auth.NONE,
                    true,
                    DestinationDescriptor.Maturity.BETA);

    @Override
    public DestinationDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Set<Purpose> purposes(Settings settings) {
        return purposes(settings, CamelSettings.REQUIRED_PURPOSES);
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        List<String> names = settings.list(CamelSettings.EVENTS);
        if (!names.contains(CamelSettings.ALL_EVENTS) && !names.contains(event.name().wire())) {
            return Mapping.skip(
                    "event_not_selected",
                    "The setting \"events\" of this endpoint does not name "
                            + event.name().wire()
                            + ".");
        }
        DeniedPurposes consented =
                DeniedPurposes.strip(event, purposes(settings, CamelSettings.STRIP_WHEN_DENIED));
        PersonDetail person = PersonDetail.of(settings.text(CamelSettings.PII));
        Map<String, Object> message =
                CamelShape.of(settings.list(CamelSettings.FIELDS))
                        .apply(EventDocument.of(consented.event(), person));
        if (message.isEmpty()) {
            return Mapping.skip(
                    "nothing_to_send", "The event has none of the fields of this endpoint.");
        }
        return Mapping.send(
                new PlatformRecord(
                        event.name().wire(),
                        event.eventId(),
                        event.eventTime(),
                        message,
                        batchKey(event, settings),
                        true,
                        consented.warnings()));
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return switch (settings.text(CamelSettings.FORMAT)) {
            case "array" ->
                    message(
                            settings,
                            "application/json",
                            context.json(records.stream().map(PlatformRecord::body).toList()));
            case "lines" -> message(settings, "application/x-ndjson", lines(records, context));
            default -> message(settings, "application/json", context.json(one(records)));
        };
    }

    /**
     * The node answers for the endpoint: 204 when it took the message, 422 with the reason when
     * there can be no such endpoint. One that failed gives no answer.
     */
    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        Outcome outcome =
                answer.successful()
                        ? Outcome.delivered()
                        : answer.status() == 422
                                ? new Outcome.ConfigHold("endpoint_unusable", reason(answer))
                                : new Outcome.Retry("http_" + answer.status(), "no such answer");
        return records.stream().map(message -> outcome).toList();
    }

    private static String reason(PlatformAnswer answer) {
        return answer.text().isBlank() ? "there can be no such endpoint" : answer.text();
    }

    private static Set<Purpose> purposes(Settings settings, String name) {
        return settings.list(name).stream()
                .flatMap(wire -> Purpose.find(wire).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Events share a message where the format has room for several and all are tests or none. */
    private static String batchKey(Event event, Settings settings) {
        boolean alone = settings.text(CamelSettings.FORMAT).equals("json");
        String kind = event.test() ? "test" : "live";
        return alone ? kind + " " + event.name().wire() + " " + event.eventId() : kind;
    }

    /** Two of one name and id share a message after all; neither may be lost. */
    private static Object one(List<PlatformRecord> records) {
        return records.size() == 1
                ? records.get(0).body()
                : records.stream().map(PlatformRecord::body).toList();
    }

    private static byte[] lines(List<PlatformRecord> records, PackContext context) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (PlatformRecord message : records) {
            lines.writeBytes(context.json(message.body()));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static PlatformRequest message(Settings settings, String type, byte[] body) {
        return new PlatformRequest(
                "POST",
                settings.text(CamelSettings.ENDPOINT),
                List.of(),
                List.of(PlatformRequest.Field.open("Content-Type", type)),
                body);
    }
}
