// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import java.util.List;

/** What the answer to a test order says about API key and advertiser. */
final class AwinProbe {
    private AwinProbe() {}

    static ProbeResult read(PlatformAnswer answer) {
        AwinAnswers read = new AwinAnswers(answer, List.of());
        return switch (read.meaning()) {
            case TAKEN, ACCEPTED -> taken(read.reply());
            case AUTH ->
                    refused(
                            answer,
                            "put an API key of a user who may write to the advertiser; it travels"
                                    + " as x-api-key");
            case CONFIG -> refused(answer, "check the advertiser id and endpoint");
            case REFUSED, TOO_LARGE ->
                    unverifiable(
                            "Awin refused the check itself: "
                                    + read.reply().messageOr("no reason was given")
                                    + ".");
            case THROTTLED -> unverifiable("The calls of this minute are used up; check later.");
            case PASSING ->
                    new ProbeResult(
                            Verdict.UNREACHABLE,
                            "HTTP "
                                    + answer.status()
                                    + " is not an answer of Awin's; check endpoint and network.");
        };
    }

    private static ProbeResult taken(AwinReply reply) {
        return reply.judges() || !reply.batch().isEmpty()
                ? new ProbeResult(
                        Verdict.WORKS,
                        "Awin accepted API key and advertiser; a test order is ignored there.")
                : unverifiable("Awin answered without a word about the test order.");
    }

    private static ProbeResult refused(PlatformAnswer answer, String remedy) {
        return new ProbeResult(
                Verdict.REFUSED, "Awin refused with HTTP " + answer.status() + ": " + remedy + ".");
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }
}
