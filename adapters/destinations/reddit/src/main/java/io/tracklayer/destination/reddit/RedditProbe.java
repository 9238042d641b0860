// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.Settings;
import java.util.List;

/** What the answer to a check says about token and pixel. */
final class RedditProbe {
    private RedditProbe() {}

    static ProbeResult read(PlatformAnswer answer, Settings settings) {
        RedditAnswers read = new RedditAnswers(answer, List.of(), settings);
        return switch (read.meaning()) {
            case TAKEN ->
                    new ProbeResult(
                            Verdict.WORKS,
                            "Reddit accepted token and pixel; the check counts no event.");
            case AUTH ->
                    refused(
                            answer,
                            "put a conversion access token of the business that owns the pixel");
            case CONFIG -> refused(answer, "check the pixel id and endpoint");
            case REFUSED, TOO_LARGE -> unverifiable(refusal(read, settings));
            case THROTTLED -> unverifiable("Reddit is busy; check later.");
            case PASSING ->
                    new ProbeResult(
                            Verdict.UNREACHABLE,
                            "HTTP "
                                    + answer.status()
                                    + " is not an answer of Reddit; check endpoint and network.");
        };
    }

    private static String refusal(RedditAnswers read, Settings settings) {
        return settings.find(RedditSettings.TEST_ID).isPresent()
                ? "Reddit refused the check itself: " + read.said("no reason was given") + "."
                : "Reddit refused the empty check, as it should, and said nothing against token and"
                        + " pixel; set test-id for a check with an event that is not counted.";
    }

    private static ProbeResult refused(PlatformAnswer answer, String remedy) {
        return new ProbeResult(
                Verdict.REFUSED,
                "Reddit refused with HTTP " + answer.status() + ": " + remedy + ".");
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }
}
