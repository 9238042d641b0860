// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import java.util.List;

/** What asking for the account of the key says about the connection. */
final class KlaviyoProbe {
    private KlaviyoProbe() {}

    static ProbeResult read(PlatformAnswer answer) {
        KlaviyoAnswers read = new KlaviyoAnswers(answer, List.of());
        return switch (read.meaning()) {
            case TAKEN ->
                    new ProbeResult(
                            Verdict.WORKS,
                            "Klaviyo accepted the key; whether it may write events shows with the"
                                    + " first one.");
            case AUTH -> credential(answer);
            case CONFIG ->
                    new ProbeResult(
                            Verdict.REFUSED,
                            "Klaviyo refused with HTTP "
                                    + answer.status()
                                    + ": check revision and endpoint.");
            case REFUSED, TOO_LARGE ->
                    unverifiable("Klaviyo refused the check itself: " + read.said());
            case THROTTLED -> unverifiable("Klaviyo is busy; check later.");
            case PASSING ->
                    new ProbeResult(
                            Verdict.UNREACHABLE,
                            "HTTP "
                                    + answer.status()
                                    + " is not an answer of Klaviyo; check endpoint and network.");
        };
    }

    /** A key for events alone may not read the account, and need not. */
    private static ProbeResult credential(PlatformAnswer answer) {
        return answer.status() == 403
                ? unverifiable(
                        "Klaviyo knows the key, but without the scope accounts:read the check ends"
                                + " here.")
                : new ProbeResult(
                        Verdict.REFUSED,
                        "Klaviyo does not know the key: put a private key (pk_...) in api-key.");
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }
}
