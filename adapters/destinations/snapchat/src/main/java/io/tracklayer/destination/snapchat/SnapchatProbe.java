// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.Settings;
import java.util.List;

/** What the check of a made-up event says about token and pixel. */
final class SnapchatProbe {
    private SnapchatProbe() {}

    static ProbeResult read(PlatformAnswer answer, Settings settings) {
        SnapchatAnswers read = new SnapchatAnswers(answer, List.of(), settings);
        return switch (read.meaning()) {
            case TAKEN ->
                    new ProbeResult(
                            Verdict.WORKS,
                            "Snapchat accepted token and pixel; the check counts no event.");
            case AUTH ->
                    refused(
                            answer,
                            "put a token of the organisation that owns the pixel, or correct"
                                    + " pixel");
            case CONFIG -> refused(answer, "check the pixel id, a UUID, and endpoint");
            case REFUSED, TOO_LARGE ->
                    unverifiable(
                            "Snapchat refused the check itself: "
                                    + read.said("no reason was given")
                                    + ".");
            case UNSAID -> unverifiable("Snapchat answered without a verdict.");
            case THROTTLED -> unverifiable("Snapchat is busy; check later.");
            case PASSING ->
                    new ProbeResult(
                            Verdict.UNREACHABLE,
                            "HTTP "
                                    + answer.status()
                                    + " is not an answer of Snapchat; check endpoint and network.");
        };
    }

    private static ProbeResult refused(PlatformAnswer answer, String remedy) {
        return new ProbeResult(
                Verdict.REFUSED,
                "Snapchat refused with HTTP " + answer.status() + ": " + remedy + ".");
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }
}
