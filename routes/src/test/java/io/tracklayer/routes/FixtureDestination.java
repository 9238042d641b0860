// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

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
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends events as they are, unless told to overflow the stack, to miss a class or to block. */
final class FixtureDestination implements Destination {
    private final String id;
    private final String conduct;

    FixtureDestination(String id, String conduct) {
        this.id = id;
        this.conduct = conduct;
    }

    @Override
    public DestinationDescriptor descriptor() {
        return new DestinationDescriptor(
                id,
                "Fixture",
                "v1",
                List.of(Setting.required("endpoint", Setting.Type.URL, "Where to send.")),
                Set.of(),
                new Limits(1, 100_000, Duration.ofDays(7), Duration.ofHours(1)),
                RedeliveryPolicy.exponential(
                        100,
                        Duration.ofMillis(200),
                        1,
                        Duration.ofMillis(200),
                        Duration.ofHours(1)),
                DestinationDescriptor.FailureMode.PER_RECORD,
                DestinationDescriptor.CorrectionMode.NONE,
                Duration.ofDays(1),
                DestinationDescriptor.TestMode.NONE,
                DestinationDescriptor.Auth.NONE,
                true,
                DestinationDescriptor.Maturity.EXPERIMENTAL);
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        switch (conduct) {
            case "overflow" -> overflow(1);
            case "miss" -> throw new NoClassDefFoundError("com/example/Gone");
            case "block" -> block();
            default -> {
                return Mapping.send(
                        new PlatformRecord(
                                event.name().wire(),
                                event.eventId(),
                                event.eventTime(),
                                Map.of("event_id", event.eventId()),
                                event.eventId(),
                                true,
                                List.of()));
            }
        }
        throw new IllegalStateException(conduct);
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private static void block() {
        while (true) {
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        return PlatformRequest.postJson(
                settings.text("endpoint"),
                List.of(),
                List.of(),
                context.json(records.get(0).body()));
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return List.of(
                answer.successful() ? Outcome.delivered() : new Outcome.Retry("busy", "busy"));
    }
}
