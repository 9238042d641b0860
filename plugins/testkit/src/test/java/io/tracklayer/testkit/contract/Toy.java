// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

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
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.spi.identity.Rules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A healthy plugin and destination of a made-up platform, to be broken in one place. */
public class Toy implements TrackLayerPlugin, Destination {
    static final String TOKEN = "toy-token-1";

    private static final Set<EventName.Family> NO_ORDERS =
            Set.of(EventName.Family.BROWSE, EventName.Family.LEAD);

    private final DestinationDescriptor descriptor;

    public Toy() {
        this.descriptor = describe();
    }

    @Override
    public String id() {
        return "toys";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(this);
    }

    @Override
    public DestinationDescriptor descriptor() {
        return descriptor;
    }

    DestinationDescriptor describe() {
        List<Setting> settings = new ArrayList<>();
        settings.add(
                Setting.optional(
                        endpoint(),
                        Setting.Type.URL,
                        "https://toy.example",
                        "Address of the platform; change it to use the sandbox."));
        settings.add(Setting.secret("token", "Access token, made by the platform's console."));
        settings.addAll(moreSettings());
        return new DestinationDescriptor(
                "toy",
                "Toy",
                "v1",
                settings,
                Set.of(Purpose.MARKETING),
                limits(),
                redelivery(),
                DestinationDescriptor.FailureMode.ALL_OR_NOTHING,
                DestinationDescriptor.CorrectionMode.NONE,
                Duration.ofDays(2),
                DestinationDescriptor.TestMode.NONE,
                DestinationDescriptor.Auth.TOKEN,
                true,
                maturity());
    }

    String endpoint() {
        return "endpoint";
    }

    List<Setting> moreSettings() {
        return List.of();
    }

    Limits limits() {
        return new Limits(10, 1_000_000, Duration.ofDays(7), Duration.ZERO);
    }

    RedeliveryPolicy redelivery() {
        return RedeliveryPolicy.exponential(
                10, Duration.ofSeconds(10), 2, Duration.ofHours(1), Duration.ofHours(24));
    }

    DestinationDescriptor.Maturity maturity() {
        return DestinationDescriptor.Maturity.BETA;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        if (NO_ORDERS.contains(event.name().family())) {
            return skipped(event);
        }
        return Mapping.send(
                new PlatformRecord(
                        event.name().wire(),
                        event.eventId(),
                        event.eventTime(),
                        body(event, settings),
                        "all",
                        true,
                        List.of()));
    }

    Mapping skipped(Event event) {
        return Mapping.skip("no_order", "The platform takes orders only.");
    }

    Map<String, Object> body(Event event, Settings settings) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", event.eventId());
        event.value().ifPresent(value -> body.put("value", value(value)));
        event.text(EventField.CITY).ifPresent(city -> body.put("city", city));
        event.text(EventField.EMAIL)
                .flatMap(this::person)
                .ifPresent(person -> body.put("person", person));
        return body;
    }

    Object value(BigDecimal amount) {
        return amount;
    }

    Optional<String> person(String email) {
        return Rules.EMAIL_LOWER.hash(email).map(Object::toString);
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        List<Map<String, Object>> data = records.stream().map(PlatformRecord::body).toList();
        return PlatformRequest.postJson(
                settings.text(endpoint()) + "/events",
                List.of(),
                List.of(Field.secret("Authorization", settings.text("token"))),
                context.json(Map.of("data", data)));
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return Collections.nCopies(records.size(), outcome(answer));
    }

    Outcome outcome(PlatformAnswer answer) {
        if (answer.successful()) {
            return Outcome.delivered();
        }
        return answer.status() == 400
                ? new Outcome.Permanent("http_400", "The platform refuses the order.")
                : new Outcome.Retry("http_" + answer.status(), "The platform failed.");
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        return Optional.of(
                new PlatformRequest(
                        "GET",
                        settings.text(endpoint()) + "/me",
                        List.of(),
                        List.of(),
                        new byte[0]));
    }

    @Override
    public ProbeResult interpretProbe(PlatformAnswer answer, Settings settings) {
        return new ProbeResult(
                answer.successful() ? ProbeResult.Verdict.WORKS : ProbeResult.Verdict.UNREACHABLE,
                "The platform answered " + answer.status() + ".");
    }
}
