// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** TikTok's answers: HTTP 200 whatever it thinks, the verdict is the code in the body. */
final class TikTokAnswers {
    static final int INVALID_PARAMETER = 40002;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Clock clock;

    TikTokAnswers(Clock clock) {
        this.clock = clock;
    }

    Answer accepted() {
        return of(0, "OK");
    }

    Answer tokenMissing() {
        return of(40104, "Access token is empty.");
    }

    Answer tokenUnknown() {
        return of(40105, "Access token is incorrect or has been revoked.");
    }

    Answer tokenExpired() {
        return of(40102, "Access token has expired.");
    }

    Answer notPermitted(String sourceId) {
        return of(40001, "No permission to operate pixel code: " + sourceId);
    }

    Answer invalid(Reason reason) {
        return of(INVALID_PARAMETER, reason.sentence());
    }

    Answer of(int code, String message) {
        String id = SECONDS.format(clock.instant()) + digits();
        return Answer.json(
                        200,
                        Json.object()
                                .put("code", code)
                                .put("message", message)
                                .put("request_id", id)
                                .set("data", Json.object()))
                .with("X-TT-LOGID", id);
    }

    static Answer notFound() {
        return Answer.of(
                404,
                "text/html",
                "<html><head><title>404 Not Found</title></head><body>Not Found</body></html>");
    }

    private static String digits() {
        return Long.toString(ThreadLocalRandom.current().nextLong(10_000_000L, 100_000_000L));
    }
}
