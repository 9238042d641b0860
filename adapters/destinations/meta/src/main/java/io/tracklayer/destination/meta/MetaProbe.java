// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;

/** What the refusal of an empty list says about token and dataset. */
final class MetaProbe {
    private MetaProbe() {}

    static ProbeResult read(PlatformAnswer answer) {
        return MetaError.find(answer).map(MetaProbe::read).orElseGet(() -> withoutError(answer));
    }

    private static ProbeResult read(MetaError error) {
        return MetaAnswers.meaning(error)
                .map(meaning -> read(error, meaning))
                .orElseGet(() -> unexplained(error));
    }

    private static ProbeResult read(MetaError error, MetaAnswers.Meaning meaning) {
        return switch (meaning) {
            case AUTH -> refused(error, "put a new token that may send to the dataset");
            case CONFIG -> refused(error, remedy(error));
            case PASSING, THROTTLED ->
                    unverifiable("Meta is busy (code " + error.shownCode() + "); check later.");
            case REFUSED -> error.code() == 100 ? emptyListRefused() : unexplained(error);
        };
    }

    private static ProbeResult withoutError(PlatformAnswer answer) {
        if (answer.successful()) {
            return unverifiable("Meta took an empty list, which proves nothing.");
        }
        String sentence = " is not an answer of Meta; check endpoint and network.";
        return new ProbeResult(Verdict.UNREACHABLE, "HTTP " + answer.status() + sentence);
    }

    private static ProbeResult emptyListRefused() {
        return new ProbeResult(
                Verdict.WORKS,
                "Meta accepted token and dataset and refused the empty list, as it should.");
    }

    private static ProbeResult unexplained(MetaError error) {
        return unverifiable("Meta answered with code " + error.shownCode() + ".");
    }

    private static String remedy(MetaError error) {
        if (error.aboutProof() || error.code() == 104) {
            return "set app-secret to the secret of the app the token belongs to";
        }
        if (error.code() == 368) {
            return "Meta blocks this business for a policy reason; see Business Support";
        }
        return error.code() == 2635
                ? "raise api-version"
                : "check the dataset id in pixel and that the token may use it";
    }

    private static ProbeResult refused(MetaError error, String remedy) {
        return new ProbeResult(
                Verdict.REFUSED,
                "Meta refused with code " + error.shownCode() + ": " + remedy + ".");
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }
}
