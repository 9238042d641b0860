// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import java.util.List;

/** What the answer to a page view of nobody says about address and account. */
final class CriteoProbe {
    private CriteoProbe() {}

    static ProbeResult read(PlatformAnswer answer) {
        CriteoAnswers read = new CriteoAnswers(answer, List.of());
        if (answer.successful()) {
            return new ProbeResult(
                    Verdict.UNVERIFIABLE,
                    "Criteo answers at this address; it does not reveal whether account and"
                            + " caller-id are right.");
        }
        return switch (read.meaning()) {
            case REGIONAL -> new ProbeResult(Verdict.REFUSED, read.said());
            case FORBIDDEN ->
                    new ProbeResult(
                            Verdict.REFUSED,
                            "Criteo refused with " + read.said() + ": check account.");
            case REFUSED, TAKEN ->
                    new ProbeResult(
                            Verdict.REFUSED,
                            "Criteo refused with " + read.said() + ": check endpoint and account.");
            case THROTTLED -> new ProbeResult(Verdict.UNVERIFIABLE, "Criteo is busy; check later.");
            case ELSEWHERE, PASSING ->
                    new ProbeResult(
                            Verdict.UNREACHABLE,
                            "HTTP "
                                    + answer.status()
                                    + " is not an answer of Criteo; check endpoint and network.");
        };
    }
}
