// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

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
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import java.time.Clock;
import java.util.Map;

/** Has requests looked at again over HTTP. Who may ask is checked before. */
final class ReprocessEdge implements OperatorDesk {
    private static final String START = "/api/v1/reprocess";
    private static final String PREVIEW = "/api/v1/reprocess/preview";

    private final ReprocessDesk desk;
    private final Clock clock;

    ReprocessEdge(ReprocessDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && (path.equals(START) || path.equals(PREVIEW));
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        return post(request.path(), request.body());
    }

    private HttpOutput post(String path, byte[] body) {
        try {
            Object json = body.length == 0 ? Map.of() : StrictJson.read(body);
            ReprocessOrder order = ReprocessRequest.order(json, clock.instant());
            if (path.equals(PREVIEW)) {
                return answer(200, desk.preview(order));
            }
            String by = ReplayRequest.by(json);
            return desk.start(order, by.isEmpty() ? "api" : by)
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
