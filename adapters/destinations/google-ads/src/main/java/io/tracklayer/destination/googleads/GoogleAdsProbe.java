// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;
import io.tracklayer.spi.Settings;
import java.util.List;

/** What the validation of a made-up conversion says about credential, account and action. */
final class GoogleAdsProbe {
    private GoogleAdsProbe() {}

    static ProbeResult read(PlatformAnswer answer, Settings settings) {
        GoogleAdsAnswers read = new GoogleAdsAnswers(answer, 1, settings, true);
        Outcome outcome = read.outcomes().get(0);
        if (outcome instanceof Outcome.Delivered) {
            return accepted(answer, settings);
        }
        if (outcome instanceof Outcome.AuthHold hold) {
            return refused(
                    read,
                    hold.text(),
                    "check the credential, its scope datamanager and its access to the account");
        }
        if (outcome instanceof Outcome.ConfigHold hold) {
            return refused(
                    read,
                    hold.text(),
                    "check customer-id, login-customer-id, the first of conversion-actions and"
                            + " endpoint");
        }
        if (outcome instanceof Outcome.Permanent refusal) {
            return unverifiable("Google refused the check itself: " + refusal.text());
        }
        return outcome instanceof Outcome.Throttled
                ? unverifiable("Google is busy; check later.")
                : new ProbeResult(
                        Verdict.UNREACHABLE,
                        "HTTP "
                                + answer.status()
                                + " is not an answer of Google; check endpoint and network.");
    }

    private static ProbeResult accepted(PlatformAnswer answer, Settings settings) {
        if (answer.object().filter(body -> body.containsKey("requestId")).isEmpty()) {
            return unverifiable("Google answered without a request id; check endpoint.");
        }
        List<String> unusable = GoogleAdsActions.of(settings).unusable();
        return unusable.isEmpty()
                ? new ProbeResult(
                        Verdict.WORKS,
                        "Google accepted credential, account and the first conversion action; the"
                                + " check counts nothing.")
                : new ProbeResult(
                        Verdict.REFUSED,
                        "Google accepts the credential, but conversion-actions has entries that"
                                + " are not event=id or name an event twice: "
                                + String.join(", ", unusable));
    }

    private static ProbeResult refused(GoogleAdsAnswers read, String text, String remedy) {
        return new ProbeResult(
                Verdict.REFUSED, "Google refused (" + read.code() + "): " + text + " " + remedy);
    }

    private static ProbeResult unverifiable(String sentence) {
        return new ProbeResult(Verdict.UNVERIFIABLE, sentence);
    }
}
