// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.SecretReferences;
import io.tracklayer.core.connect.NotWrittenException;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.TestSending;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.replay.PauseDesk;
import io.tracklayer.routes.OrderBody.BadOrderException;
import io.tracklayer.routes.operator.AuditTrail;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What operators order about destinations: pause, resume, a test event, a new secret, a new
 * destination. No answer, log line or audit entry holds a secret.
 */
final class DestinationDesk implements OperatorDesk {
    private static final String CONNECT = "/api/v1/destinations/connect";
    private static final Pattern PATH =
            Pattern.compile(
                    "/api/v1/destinations/([a-z0-9-]{1,60})/(pause|resume|test-event|secret)");
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SECRET = 64 * 1024;

    private final Supplier<Configuration> configuration;
    private final PauseDesk pauses;
    private final Lanes lanes;
    private final DestinationSetUp setUp;
    private final TestEventDesk tests;
    private final AuditTrail audit;

    DestinationDesk(
            Supplier<Configuration> configuration,
            PauseDesk pauses,
            Lanes lanes,
            DestinationSetUp setUp,
            TestEventDesk tests,
            AuditTrail audit) {
        this.configuration = configuration;
        this.pauses = pauses;
        this.lanes = lanes;
        this.setUp = setUp;
        this.tests = tests;
        this.audit = audit;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && (path.equals(CONNECT) || PATH.matcher(path).matches());
    }

    @Override
    public Role role(String method, String path) {
        return path.equals(CONNECT) || path.endsWith("/secret") ? Role.ADMIN : Role.OPERATOR;
    }

    @Override
    public int mostBytes(String path) {
        return MOST_BYTES;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        try {
            return request.path().equals(CONNECT) ? connect(request) : ordered(request);
        } catch (MalformedInputException | BadOrderException bad) {
            return Intake.error(400, "bad_order", bad.getMessage());
        } catch (NotWrittenException refused) {
            return Intake.error(409, "not_written", refused.getMessage());
        } catch (JournalUnavailableException unavailable) {
            return Intake.error(503, "not_durable", unavailable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Intake.error(503, "busy", "the node is stopping");
        }
    }

    private HttpOutput ordered(OperatorRequest request)
            throws BadOrderException, MalformedInputException, InterruptedException {
        Matcher path = PATH.matcher(request.path());
        Optional<DestinationConfig> config =
                path.matches() ? configuration.get().destination(path.group(1)) : Optional.empty();
        if (config.filter(one -> request.operator().sees(one.merchant())).isEmpty()) {
            return Intake.error(404, "unknown_destination", "no destination has this id");
        }
        return switch (path.group(2)) {
            case "pause" -> pause(request, config.get());
            case "resume" -> resume(request, config.get());
            case "test-event" -> test(request, config.get());
            default -> rotate(request, config.get());
        };
    }

    private HttpOutput pause(OperatorRequest request, DestinationConfig config)
            throws BadOrderException, MalformedInputException, InterruptedException {
        OrderBody body = OrderBody.read(request.body(), "reason", "by");
        String reason = body.text("reason", Pause.LONGEST_REASON);
        Pause pause = pauses.pause(config.id(), by(request, body), reason);
        lanes.order(config.id(), Optional.of(pause));
        return answer(standing(config, true, pause.sentence()));
    }

    private HttpOutput resume(OperatorRequest request, DestinationConfig config)
            throws BadOrderException, MalformedInputException, InterruptedException {
        OrderBody body = OrderBody.read(request.body(), "reason", "by");
        String reason = body.text("reason", Pause.LONGEST_REASON);
        pauses.resume(config.id(), by(request, body), reason);
        lanes.order(config.id(), Optional.empty());
        return answer(standing(config, false, resumed(config)));
    }

    /** A hold is the platform's answer to the set-up: no order of ours ends it. */
    private String resumed(DestinationConfig config) {
        return lanes.status(config.id())
                .flatMap(LaneStatus::pause)
                .filter(Pause::isHold)
                .map(hold -> "no pause, but still on hold: " + hold.sentence())
                .orElse("sending goes on");
    }

    private static Map<String, Object> standing(
            DestinationConfig config, boolean paused, String sentence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", config.id());
        tree.put("paused", paused);
        tree.put("sentence", sentence);
        return tree;
    }

    private HttpOutput test(OperatorRequest request, DestinationConfig config)
            throws BadOrderException, MalformedInputException, InterruptedException {
        OrderBody body = OrderBody.read(request.body(), "event", "code", "by");
        String wire = body.text("event", LONGEST_NAME);
        EventName name =
                EventName.find(wire.isEmpty() ? EventName.PURCHASE_PLACED.wire() : wire)
                        .orElseThrow(() -> new BadOrderException("there is no such event"));
        Optional<TestSending.Result> result =
                tests.send(configuration.get(), config, name, body.text("code", LONGEST_NAME));
        if (result.isEmpty()) {
            return Intake.error(503, "not_at_work", "the destination is being started; try again");
        }
        audit.note(
                by(request, body),
                "destination.test",
                config.id(),
                name.wire() + ": " + result.get().verdict());
        return answer(tested(config, name, result.get()));
    }

    private static Map<String, Object> tested(
            DestinationConfig config, EventName name, TestSending.Result result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", config.id());
        tree.put("event", name.wire());
        tree.put("verdict", result.verdict());
        tree.put("sentence", result.sentence());
        result.exchange().ifPresent(attempt -> exchange(tree, attempt));
        return tree;
    }

    private static void exchange(Map<String, Object> tree, Attempt attempt) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("method", attempt.method());
        request.put("url", attempt.url());
        request.put("headers", new TreeMap<>(attempt.requestHeaders()));
        request.put("body", attempt.requestBody());
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", attempt.status());
        response.put("headers", new TreeMap<>(attempt.responseHeaders()));
        response.put("body", attempt.responseBody());
        tree.put("latency_ms", attempt.latencyMillis());
        tree.put("warnings", attempt.warnings());
        tree.put("request", request);
        tree.put("response", response);
    }

    private HttpOutput rotate(OperatorRequest request, DestinationConfig config)
            throws BadOrderException, MalformedInputException, InterruptedException {
        OrderBody body = OrderBody.read(request.body(), "setting", "value", "by");
        DestinationSetUp.Result result =
                setUp.rotate(
                        config,
                        body.text("setting", LONGEST_NAME),
                        body.text("value", LONGEST_SECRET));
        audit.note(
                by(request, body),
                "destination.secret",
                config.id(),
                result.file() + " replaced; connection: " + result.verdict());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", config.id());
        tree.put("setting", result.file());
        tree.put("verdict", result.verdict());
        tree.put("sentence", result.sentence());
        return answer(tree);
    }

    private HttpOutput connect(OperatorRequest request)
            throws BadOrderException, MalformedInputException, InterruptedException {
        OrderBody body =
                OrderBody.read(
                        request.body(), "id", "plugin", "merchant", "stores", "settings", "by");
        DestinationSetUp.Wanted wanted = wanted(body);
        if (!request.operator().sees(wanted.merchant())) {
            return Intake.error(403, "not_yours", "that merchant is not among yours");
        }
        DestinationSetUp.Result result = setUp.connect(wanted);
        audit.note(
                by(request, body),
                "destination.connect",
                wanted.id(),
                wanted.plugin()
                        + " for "
                        + wanted.merchant()
                        + "; connection: "
                        + result.verdict());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", wanted.id());
        tree.put("file", result.file());
        tree.put("verdict", result.verdict());
        tree.put("sentence", result.sentence());
        return answer(tree);
    }

    private static DestinationSetUp.Wanted wanted(OrderBody body) throws BadOrderException {
        Map<String, List<String>> settings = body.textsByName("settings");
        boolean refers =
                settings.values().stream()
                        .anyMatch(texts -> texts.stream().anyMatch(SecretReferences::isReference));
        if (refers) {
            // it could name any variable or file of the machine and send it to an address of choice
            throw new BadOrderException(
                    "give values here, not references; those are written on the machine, by"
                            + " tl connect or in the file");
        }
        String plugin = body.text("plugin", LONGEST_NAME);
        String id = body.text("id", LONGEST_NAME);
        return new DestinationSetUp.Wanted(
                id.isEmpty() ? plugin : id,
                plugin,
                body.text("merchant", LONGEST_NAME),
                body.texts("stores"),
                settings);
    }

    private static String by(OperatorRequest request, OrderBody body) throws BadOrderException {
        return request.by(body.text("by", LONGEST_NAME));
    }

    private static HttpOutput answer(Map<String, Object> tree) {
        return new HttpOutput(200, "application/json", StrictJson.write(tree), Map.of());
    }
}
