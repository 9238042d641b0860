// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.ProbeResult.Verdict;

/** What the answer to a postback without click id says about the address. */
final class TaboolaProbe {
    private TaboolaProbe() {}

    static ProbeResult read(PlatformAnswer answer) {
        int status = answer.status();
        if (status == 400) {
            return new ProbeResult(
                    Verdict.UNVERIFIABLE,
                    "Taboola answers at this address; account and event names it does not check."
                            + " See in Realize that each rule turns active.");
        }
        if (status == 429) {
            return new ProbeResult(Verdict.UNVERIFIABLE, "Taboola is busy; check later.");
        }
        return status >= 500 || status == 408
                ? new ProbeResult(
                        Verdict.UNREACHABLE, "Taboola fails with HTTP " + status + "; check later.")
                : new ProbeResult(
                        Verdict.REFUSED,
                        "HTTP "
                                + status
                                + " is not what Taboola answers to a call without click id; check"
                                + " endpoint and network.");
    }
}
