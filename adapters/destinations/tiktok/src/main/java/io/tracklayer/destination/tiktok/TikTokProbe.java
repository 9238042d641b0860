// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import java.util.List;

/** What the refusal of an empty list says about token and pixel. */
final class TikTokProbe {
    private TikTokProbe() {}

    static ProbeResult read(PlatformAnswer answer) {
        return TikTokReply.find(answer)
                .map(TikTokProbe::read)
                .orElseGet(
                        () ->
                                new ProbeResult(
                                        Verdict.UNREACHABLE,
                                        "HTTP "
                                                + answer.status()
                                                + " is not an answer of TikTok; check endpoint,"
                                                + " api-version and network."));
    }

    private static ProbeResult read(TikTokReply reply) {
        String code = "code " + reply.shownCode() + " ";
        return switch (TikTokAnswers.meaning(reply)) {
            case AUTH -> refused(code, reply, "put a new token from Events Manager");
            case CONFIG -> refused(code, reply, "check the pixel and that the token may use it");
            case REFUSED, REFUSED_MAYBE ->
                    new ProbeResult(
                            Verdict.WORKS,
                            "TikTok accepted the token and refused the empty list, as it should."
                                    + " Whether the token may use the pixel may only show with the"
                                    + " first event.");
            case THROTTLED, PASSING, PASSING_MAYBE ->
                    new ProbeResult(
                            Verdict.UNVERIFIABLE,
                            "TikTok is busy (" + code.strip() + "); check later.");
            case TAKEN, PARTLY_TAKEN, DUPLICATE ->
                    new ProbeResult(
                            Verdict.UNVERIFIABLE,
                            "TikTok took an empty list, which proves nothing.");
        };
    }

    private static ProbeResult refused(String code, TikTokReply reply, String remedy) {
        String said = reply.text(new TikTokEcho(List.of()));
        String why = said.isEmpty() ? "" : "(" + said + ")";
        return new ProbeResult(
                Verdict.REFUSED,
                ("TikTok refused with " + code + why).strip() + ": " + remedy + ".");
    }
}
