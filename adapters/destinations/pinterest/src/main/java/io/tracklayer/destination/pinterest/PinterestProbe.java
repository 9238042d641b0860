// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page visit of nobody in test mode, which Pinterest checks and does not record. */
final class PinterestProbe {
    private static final String NOBODY = "nobody@tracklayer.example";

    private PinterestProbe() {}

    static PlatformRequest request(Settings settings, PackContext context) {
        return PinterestRequests.post(List.of(visit(context)), true, settings, context);
    }

    private static Map<String, Object> visit(PackContext context) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_name", "page_visit");
        event.put("action_source", "web");
        event.put("event_time", context.now().getEpochSecond());
        event.put("event_id", "connection_check_" + context.now().getEpochSecond());
        event.put(
                "user_data",
                Map.of("em", List.of(Rules.EMAIL_LOWER.hash(NOBODY).orElseThrow().hex())));
        return event;
    }

    static ProbeResult read(PlatformAnswer answer) {
        String code =
                PinterestError.find(answer)
                        .map(error -> "code " + error.code())
                        .orElse("HTTP " + answer.status());
        return switch (PinterestAnswers.meaning(answer)) {
            case AUTH -> refused(code, "put a new conversion access token");
            case CONFIG -> refused(code, "check ad-account and the role of the token's user");
            case NOT_ALL -> works();
            case COUNTED ->
                    PinterestError.number(Tree.root(answer.json()), "/num_events_received")
                                    .isPresent()
                            ? works()
                            : unreachable(code);
            case THROTTLED, RAMPED_DOWN ->
                    unverifiable("Pinterest is busy (" + code + "); check later.");
            case REFUSED -> unverifiable("Pinterest refused the test event (" + code + ").");
            case PASSING, UNCLEAR ->
                    PinterestError.find(answer).isPresent()
                            ? unverifiable("Pinterest is busy (" + code + "); check later.")
                            : unreachable(code);
        };
    }

    private static ProbeResult works() {
        return new ProbeResult(
                Verdict.WORKS, "Pinterest accepted token and ad account; nothing was recorded.");
    }

    private static ProbeResult refused(String code, String remedy) {
        return new ProbeResult(
                Verdict.REFUSED, "Pinterest refused (" + code + "): " + remedy + ".");
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }

    private static ProbeResult unreachable(String code) {
        return new ProbeResult(
                Verdict.UNREACHABLE,
                code + " is not an answer of Pinterest; check endpoint and network.");
    }
}
