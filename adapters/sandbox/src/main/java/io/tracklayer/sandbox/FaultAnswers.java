// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Platform;
import java.util.Optional;

/** The answers of scripted faults before they are sent. */
final class FaultAnswers {
    private static final String HTML_502 =
            "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>";
    private static final String ELSEWHERE = "http://127.0.0.2:9/elsewhere";

    private FaultAnswers() {}

    /** The answer in place of, or spoilt from, what the platform would have said. */
    static Answer of(Fault fault, Platform platform, Call call) {
        Fault.Reply reply = fault.reply();
        Optional<Answer> real =
                reply.processed() ? Optional.of(platform.receive(call)) : Optional.empty();
        Answer answer =
                switch (fault.kind()) {
                    case STATUS -> Answer.text(reply.status(), reply.body().orElse(""));
                    case PLATFORM_ERROR, RECEIVED_ZERO -> platform.errorAnswer(call, fault);
                    case GARBAGE ->
                            Answer.of(reply.status(), "text/html", reply.body().orElse(HTML_502));
                    case REDIRECT ->
                            Answer.empty(reply.status())
                                    .with("Location", reply.location().orElse(ELSEWHERE));
                    case EMPTY -> Answer.empty(reply.status());
                    case SLOW, DRIP, HUGE, HANG, RESET -> real.orElse(Answer.empty(200));
                };
        return withRetryAfter(answer, reply);
    }

    private static Answer withRetryAfter(Answer answer, Fault.Reply reply) {
        return reply.retryAfter().map(text -> answer.with("Retry-After", text)).orElse(answer);
    }
}
