// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.plugin.GivenPlugin;
import io.tracklayer.core.plugin.Plugins;
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
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A destination plugin whose three functions a test replaces. Left alone it sends every event under
 * one batch key and judges by status: 2xx delivered, 400 split, 401 auth hold, 403 config hold, 404
 * permanent, 409 had it already, 429 throttled without a time, all else retry.
 */
public final class GivenDestination implements Destination {
    /** The credential of {@link #config()}. */
    public static final String TOKEN = "tok-SECRET/one+1";

    private final String id;
    private Limits limits = new Limits(100, 100_000, Duration.ofDays(7), Duration.ofMinutes(10));
    private RedeliveryPolicy redelivery =
            RedeliveryPolicy.exponential(
                    5, Duration.ofSeconds(10), 2, Duration.ofHours(1), Duration.ofHours(24));
    private DestinationDescriptor.CorrectionMode corrections =
            DestinationDescriptor.CorrectionMode.NONE;
    private DestinationDescriptor.TestMode tests = DestinationDescriptor.TestMode.NONE;
    private BiFunction<Event, MapContext, Mapping> map =
            (event, context) -> Mapping.send(record(event, "all", true));
    private Function<List<PlatformRecord>, byte[]> body;
    private Function<PlatformAnswer, Outcome> judge = GivenDestination::byStatus;
    private Function<List<PlatformRecord>, List<Outcome>> interpret;
    private Function<PlatformAnswer, InquiryResult> inquiry;
    private Supplier<Optional<PlatformRequest>> probe = Optional::empty;
    private Supplier<Set<Purpose>> purposes = () -> Set.of(Purpose.MARKETING);
    private Destination seen = this;
    private volatile Settings probed;

    public GivenDestination(String id) {
        this.id = id;
    }

    /** With another way to take refunds than none. */
    public GivenDestination corrections(DestinationDescriptor.CorrectionMode mode) {
        corrections = mode;
        return this;
    }

    /** With a way to mark tests. */
    public GivenDestination testMode(DestinationDescriptor.TestMode mode) {
        tests = mode;
        return this;
    }

    public GivenDestination limits(int maxRecords, int maxBytes, Duration maxAge) {
        limits = new Limits(maxRecords, maxBytes, maxAge, Duration.ofMinutes(10));
        return this;
    }

    public GivenDestination policy(int maxAttempts, Duration giveUpAfter) {
        redelivery =
                RedeliveryPolicy.exponential(
                        maxAttempts, Duration.ofSeconds(10), 2, Duration.ofHours(1), giveUpAfter);
        return this;
    }

    public GivenDestination mapping(Function<Event, Mapping> mapping) {
        return mappingWith((event, context) -> mapping.apply(event));
    }

    public GivenDestination mappingWith(BiFunction<Event, MapContext, Mapping> mapping) {
        map = mapping;
        return this;
    }

    public GivenDestination packing(Function<List<PlatformRecord>, byte[]> packing) {
        body = packing;
        return this;
    }

    public GivenDestination judging(Function<PlatformAnswer, Outcome> judging) {
        judge = judging;
        return this;
    }

    public GivenDestination interpreting(Function<List<PlatformRecord>, List<Outcome>> outcomes) {
        interpret = outcomes;
        return this;
    }

    /** What it is to make of an answer to an inquiry; without this it cannot be asked. */
    public GivenDestination inquiring(Function<PlatformAnswer, InquiryResult> reading) {
        inquiry = reading;
        return this;
    }

    public GivenDestination probing(Supplier<Optional<PlatformRequest>> probing) {
        probe = probing;
        return this;
    }

    public GivenDestination purposes(Supplier<Set<Purpose>> needed) {
        purposes = needed;
        return this;
    }

    /** From now on configured as a node has it, behind what contains plugins. */
    public GivenDestination contained() {
        seen =
                Plugins.of(List.of(new GivenPlugin(id, List.of(this), List.of())))
                        .destination(id)
                        .orElseThrow();
        return this;
    }

    /** This plugin configured for merchant acme with {@link #TOKEN}. */
    public DestinationConfig config() {
        return config(TOKEN);
    }

    /** This plugin configured for merchant acme with that credential. */
    public DestinationConfig config(String token) {
        return config(token, true);
    }

    public DestinationConfig config(String token, boolean enabled) {
        Settings settings = Settings.of(descriptor().settings(), Map.of("token", List.of(token)));
        return new DestinationConfig(
                id,
                id,
                "acme",
                Set.of(),
                enabled,
                seen,
                settings,
                redelivery,
                "destinations/" + id + ".yaml");
    }

    /** What the unchanged {@link #map} makes of an event. */
    public static PlatformRecord record(Event event, String batchKey, boolean resendSafe) {
        return new PlatformRecord(
                event.name().wire(),
                event.eventId(),
                event.eventTime(),
                Map.of("id", event.eventId()),
                batchKey,
                resendSafe,
                List.of());
    }

    @Override
    public DestinationDescriptor descriptor() {
        return new DestinationDescriptor(
                id,
                "Given",
                "v1",
                List.of(
                        Setting.secret("token", "the credential"),
                        Setting.optional("batch", Setting.Type.NUMBER, "100", "batch size"),
                        Setting.optional("test-code", Setting.Type.TEXT, "", "marks tests"),
                        Setting.optional("rounding", Setting.Type.TEXT, "", "any text")),
                Set.of(Purpose.MARKETING),
                limits,
                redelivery,
                DestinationDescriptor.FailureMode.ALL_OR_NOTHING,
                corrections,
                Duration.ofHours(48),
                tests,
                DestinationDescriptor.Auth.TOKEN,
                true,
                DestinationDescriptor.Maturity.EXPERIMENTAL);
    }

    @Override
    public Set<Purpose> purposes(Settings settings) {
        return purposes.get();
    }

    @Override
    public Optional<PlatformRequest> inquiry(
            String receipt, Settings settings, PackContext context) {
        return Optional.ofNullable(inquiry)
                .map(
                        known ->
                                new PlatformRequest(
                                        "GET",
                                        "https://platform.example/v1/status",
                                        List.of(
                                                Field.open("receipt", receipt),
                                                Field.secret(
                                                        "access_token", settings.text("token"))),
                                        List.of(),
                                        new byte[0]));
    }

    @Override
    public InquiryResult interpretInquiry(PlatformAnswer answer, int records, Settings settings) {
        return inquiry.apply(answer);
    }

    @Override
    public Optional<PlatformRequest> probe(Settings settings, PackContext context) {
        probed = settings;
        return probe.get();
    }

    /** The settings last probed with. */
    Settings probed() {
        return probed;
    }

    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        return map.apply(event, context);
    }

    @Override
    public PlatformRequest pack(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        byte[] packed =
                body == null
                        ? context.json(records.stream().map(PlatformRecord::body).toList())
                        : body.apply(records);
        return PlatformRequest.postJson(
                "https://platform.example/v1/events",
                List.of(Field.secret("access_token", settings.text("token"))),
                List.of(Field.secret("X-Signature", "sig")),
                packed);
    }

    @Override
    public List<Outcome> interpret(
            PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
        return interpret == null
                ? Collections.nCopies(records.size(), judge.apply(answer))
                : interpret.apply(records);
    }

    private static Outcome byStatus(PlatformAnswer answer) {
        return switch (answer.status()) {
            case 200 -> Outcome.delivered();
            case 400 -> new Outcome.Split("bad_batch", "one record is bad");
            case 401 -> new Outcome.AuthHold("190", "token rejected");
            case 403 -> new Outcome.ConfigHold("33", "no such account");
            case 404 -> new Outcome.Permanent("404", "no such thing");
            case 409 -> new Outcome.AlreadyDelivered("409", "seen");
            case 429 -> new Outcome.Throttled(Duration.ZERO, "429", "slow down");
            default -> new Outcome.Retry("http_" + answer.status(), "server error");
        };
    }
}
