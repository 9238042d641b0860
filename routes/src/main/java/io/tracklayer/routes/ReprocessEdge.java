// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.replay.BadReplayException;
import io.tracklayer.core.replay.ReplayRequest;
import io.tracklayer.core.replay.ReprocessDesk;
import io.tracklayer.core.replay.ReprocessOrder;
import io.tracklayer.core.replay.ReprocessPreview;
import io.tracklayer.core.replay.ReprocessRequest;
import io.tracklayer.core.scope.Sight;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** Has requests looked at again over HTTP. Who may ask is checked before. */
final class ReprocessEdge implements OperatorDesk {
    private static final String START = "/api/v1/reprocess";
    private static final String PREVIEW = "/api/v1/reprocess/preview";

    private final ReprocessDesk desk;
    private final Supplier<Configuration> configuration;
    private final Clock clock;

    ReprocessEdge(ReprocessDesk desk, Supplier<Configuration> configuration, Clock clock) {
        this.desk = desk;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && (path.equals(START) || path.equals(PREVIEW));
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        byte[] body = request.body();
        Sight sight = new Sight(request.operator(), configuration.get());
        try {
            Object json = body.length == 0 ? Map.of() : StrictJson.read(body);
            ReprocessOrder order = ReprocessRequest.order(json, clock.instant()).of(sight::limit);
            if (request.path().equals(PREVIEW)) {
                return answer(200, desk.preview(order));
            }
            return desk.start(order, request.by(ReplayRequest.by(json)))
                    .map(done -> answer(200, done))
                    .orElseGet(ReprocessEdge::behind);
        } catch (MalformedInputException | BadReplayException bad) {
            return Intake.error(400, "bad_reprocess", bad.getMessage());
        } catch (JournalUnavailableException unavailable) {
            return Intake.error(503, "not_durable", unavailable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Intake.error(503, "busy", "the node is stopping");
        }
    }

    private static HttpOutput behind() {
        return Intake.error(
                503, "behind", "it is stored, but the evidence is behind; nothing is to be done");
    }

    private static HttpOutput answer(int status, ReprocessPreview preview) {
        return new HttpOutput(
                status, "application/json", StrictJson.write(preview.tree()), Map.of());
    }
}
