// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.DestinationDescriptor.TestMode;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.SettingsCheck;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one event that nobody did through the real mapping to the platform's test mode. Makes no
 * delivery and no attempt, and never anything a platform would count: what is sent must differ from
 * what a real event would be, or carry a test code.
 */
public final class TestSending {
    private static final Logger LOG = LoggerFactory.getLogger(TestSending.class);
    private static final long NO_EVENT = 0;
    private static final List<String> CODES = List.of("test-event-code", "test-code", "test-id");

    private final DestinationConfig config;
    private final PluginCalls calls;
    private final LaneHost host;

    TestSending(DestinationConfig config, PluginCalls calls, LaneHost host) {
        this.config = config;
        this.calls = calls;
        this.host = host;
    }

    /**
     * What is to be sent.
     *
     * @param event a test event, with the time to send it at
     * @param code what the platform gave to tell tests from conversions, or empty
     */
    public record Order(Event event, String code) {}

    /** A shipment as it left, with what became of it. */
    public record Sent(Shipment shipment, SendResult result) {}

    /**
     * What came of it.
     *
     * @param verdict closed code: {@code no_test_mode}, {@code needs_test_code}, {@code
     *     bad_test_code}, {@code skipped}, {@code plugin_failed}, or the outcome of the attempt
     * @param sentence the same for people
     * @param exchange request and answer, masked, when a request was made
     */
    public record Result(String verdict, String sentence, Optional<Attempt> exchange) {
        private static Result none(String verdict, String sentence) {
            return new Result(verdict, sentence, Optional.empty());
        }
    }

    /** Does it, unless the platform has no test mode or could take it for a conversion. */
    Result send(Order order, Function<Shipment, Sent> sender) {
        String title = config.destination().descriptor().title();
        if (config.destination().descriptor().testMode() == TestMode.NONE) {
            return Result.none(
                    "no_test_mode",
                    title
                            + " has no test mode: whatever is sent counts. Check the connection"
                            + " instead, or send a real event.");
        }
        SettingsCheck settings = settings(order.code());
        if (!settings.problems().isEmpty()) {
            return Result.none("bad_test_code", String.join("; ", settings.problems()));
        }
        try {
            return send(order.event(), settings.settings(), sender);
        } catch (PluginFault broken) {
            LOG.error("{}: the plugin failed on a test event", config.id(), broken);
            return Result.none(
                    "plugin_failed", "the destination plugin failed: " + broken.getMessage());
        }
    }

    private Result send(Event event, Settings settings, Function<Shipment, Sent> sender) {
        Instant now = host.wall().instant();
        Mapping mapping = map(event, settings, now);
        if (mapping instanceof Mapping.Skip skip) {
            return Result.none("skipped", skip.code() + ": " + skip.sentence());
        }
        PlatformRecord toSend = ((Mapping.Send) mapping).platformRecord();
        PlatformRequest request = pack(toSend, settings, now);
        if (!isMarked(event, settings, request, now)) {
            return Result.none(
                    "needs_test_code",
                    config.destination().descriptor().title()
                            + " would count it: it tells tests by a code. Take one from its page of"
                            + " test events and give it with the order.");
        }
        DestinationConfig with = with(settings);
        Shipment shipment =
                new Shipment(
                        Packer.attemptId(now),
                        new Batch(with, List.of(new Batch.Part(null, toSend))),
                        request,
                        with.destination().tokenGrant(settings),
                        now);
        Sent sent = sender.apply(shipment);
        return result(sent.shipment(), sent.result());
    }

    private Result result(Shipment sent, SendResult result) {
        Settings settings = sent.batch().destination().settings();
        List<Outcome> outcomes = outcomes(sent, result);
        Masking masking = Masking.of(settings, sent.request());
        String outcome = AttemptRecord.outcome(result, outcomes);
        AttemptRecord.Said said =
                new AttemptRecord.Said(
                        outcome,
                        outcome,
                        sentence(result, outcomes),
                        AttemptRecord.warnings(sent, result, outcomes));
        Attempt attempt = AttemptRecord.of(sent, result, said, masking);
        return new Result(outcome, attempt.text(), Optional.of(attempt));
    }

    private List<Outcome> outcomes(Shipment sent, SendResult result) {
        if (!(result instanceof SendResult.Answered answered)) {
            return List.of();
        }
        return calls.call(
                PluginCalls.Function.INTERPRET,
                List.of(NO_EVENT),
                () ->
                        PluginResults.check(
                                config.destination()
                                        .interpret(
                                                answered.answer(),
                                                sent.batch().records(),
                                                sent.batch().destination().settings()),
                                1));
    }

    private String sentence(SendResult result, List<Outcome> outcomes) {
        if (result instanceof SendResult.Failed failed) {
            return failed.text();
        }
        if (result instanceof SendResult.Unauthorised refused) {
            return refused.text();
        }
        return outcomes.stream()
                .map(TestSending::sentence)
                .findFirst()
                .orElse("the platform answered");
    }

    private static String sentence(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            return "the platform took it";
        }
        if (outcome instanceof Outcome.AcceptedPending) {
            return "the platform took it and tells later what became of it";
        }
        if (outcome instanceof Outcome.AlreadyDelivered already) {
            return already.code() + ": " + already.text();
        }
        if (outcome instanceof Outcome.Retry retry) {
            return retry.code() + ": " + retry.text();
        }
        if (outcome instanceof Outcome.Throttled throttled) {
            return throttled.code() + ": " + throttled.text();
        }
        if (outcome instanceof Outcome.AuthHold hold) {
            return hold.code() + ": " + hold.text();
        }
        if (outcome instanceof Outcome.ConfigHold hold) {
            return hold.code() + ": " + hold.text();
        }
        if (outcome instanceof Outcome.Split split) {
            return split.code() + ": " + split.text();
        }
        Outcome.Permanent refused = (Outcome.Permanent) outcome;
        return refused.code() + ": " + refused.text();
    }

    private Mapping map(Event event, Settings settings, Instant now) {
        HostMapContext context = new HostMapContext(host.evidence(), config, now);
        return calls.call(
                PluginCalls.Function.MAP,
                List.of(NO_EVENT),
                () -> PluginResults.check(config.destination().map(event, settings, context)));
    }

    private PlatformRequest pack(PlatformRecord toSend, Settings settings, Instant now) {
        HostPackContext context = new HostPackContext(now, host.productVersion());
        return calls.call(
                PluginCalls.Function.PACK,
                List.of(NO_EVENT),
                () ->
                        PluginResults.check(
                                config.destination().pack(List.of(toSend), settings, context)));
    }

    /** A code given or set marks it; else the platform must be told that the event is a test. */
    private boolean isMarked(Event event, Settings settings, PlatformRequest request, Instant now) {
        if (code().filter(code -> settings.find(code.name()).isPresent()).isPresent()) {
            return true;
        }
        Mapping real = map(event.toBuilder().test(false).build(), settings, now);
        return real instanceof Mapping.Send send
                && !same(request, pack(send.platformRecord(), settings, now));
    }

    private static boolean same(PlatformRequest one, PlatformRequest other) {
        return one.url().equals(other.url())
                && one.query().equals(other.query())
                && one.headers().equals(other.headers())
                && Arrays.equals(one.body(), other.body());
    }

    /** The setting in which plugins take a platform's test code. */
    private Optional<Setting> code() {
        return config.destination().descriptor().settings().stream()
                .filter(setting -> CODES.contains(setting.name()))
                .findFirst();
    }

    private SettingsCheck settings(String code) {
        if (code.isEmpty()) {
            return new SettingsCheck(config.settings(), List.of());
        }
        List<Setting> declared = config.destination().descriptor().settings();
        Map<String, List<String>> values = new LinkedHashMap<>();
        declared.forEach(known -> values.put(known.name(), config.settings().list(known.name())));
        if (code().isEmpty()) {
            return new SettingsCheck(
                    null,
                    List.of(
                            config.destination().descriptor().title()
                                    + " takes no test code; leave it out"));
        }
        values.put(code().get().name(), List.of(code));
        values.values().removeIf(List::isEmpty);
        return SettingsCheck.check(declared, values);
    }

    private DestinationConfig with(Settings settings) {
        return new DestinationConfig(
                config.id(),
                config.plugin(),
                config.merchant(),
                config.stores(),
                config.enabled(),
                config.destination(),
                settings,
                config.redelivery(),
                config.rates(),
                config.order(),
                config.file());
    }
}
