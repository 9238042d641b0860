// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.replay.BadReplayException;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayDesk;
import io.tracklayer.core.replay.ReplayJson;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.ReplayRequest;
import io.tracklayer.core.scope.Sight;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Previews, starts and cancels replays over HTTP. Who may ask is checked before. */
final class ReplayEdge implements OperatorDesk {
    private static final String START = "/api/v1/replays";
    private static final String PREVIEW = "/api/v1/replays/preview";
    private static final Pattern CANCEL =
            Pattern.compile("/api/v1/replays/([A-Za-z0-9_-]{1,100})/cancel");

    private static final HttpOutput NO_REPLAY =
            Intake.error(404, "not_found", "no replay has this id");

    private final ReplayDesk desk;
    private final Supplier<Configuration> configuration;
    private final Clock clock;

    ReplayEdge(ReplayDesk desk, Supplier<Configuration> configuration, Clock clock) {
        this.desk = desk;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST")
                && (path.equals(START) || path.equals(PREVIEW) || CANCEL.matcher(path).matches());
    }

    /** Enough for deliveries that are named one by one. */
    @Override
    public int mostBytes(String path) {
        return 4 * SMALL;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        String path = request.path();
        byte[] body = request.body();
        Sight sight = new Sight(request.operator(), configuration.get());
        try {
            Object json = body.length == 0 ? Map.of() : StrictJson.read(body);
            Matcher cancel = CANCEL.matcher(path);
            if (cancel.matches()) {
                return desk.find(cancel.group(1)).filter(sight::sees).isPresent()
                        ? cancelled(cancel.group(1), by(request, json))
                        : NO_REPLAY;
            }
            ReplayOrder order =
                    ReplayRequest.order(json, configuration.get(), clock.instant())
                            .of(sight::limit);
            return path.equals(PREVIEW)
                    ? answer(200, ReplayJson.preview(desk.preview(order)))
                    : started(order, by(request, json));
        } catch (MalformedInputException | BadReplayException bad) {
            return Intake.error(400, "bad_replay", bad.getMessage());
        } catch (JournalUnavailableException unavailable) {
            return Intake.error(503, "not_durable", unavailable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Intake.error(503, "busy", "the node is stopping");
        }
    }

    private HttpOutput started(ReplayOrder order, String by) throws InterruptedException {
        return desk.start(order, by)
                .map(replay -> started(replay))
                .orElseGet(
                        () ->
                                Intake.error(
                                        503,
                                        "behind",
                                        "it is stored, but the evidence is behind; look at"
                                                + " /api/v1/replays before starting it again"));
    }

    private static HttpOutput started(Replay replay) {
        if (replay.state() != Replay.State.REFUSED) {
            return answer(201, ReplayJson.replay(replay));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("error", "already_running");
        tree.put("message", replay.sentence() + "; wait until it has ended, or cancel it");
        tree.put("replay", ReplayJson.replay(replay));
        return answer(409, tree);
    }

    private HttpOutput cancelled(String id, String by) throws InterruptedException {
        return desk.cancel(id, by)
                .map(replay -> answer(200, ReplayJson.replay(replay)))
                .orElse(NO_REPLAY);
    }

    private static String by(OperatorRequest request, Object json) throws BadReplayException {
        return request.by(ReplayRequest.by(json));
    }

    private static HttpOutput answer(int status, Map<String, Object> tree) {
        return new HttpOutput(status, "application/json", StrictJson.write(tree), Map.of());
    }
}
