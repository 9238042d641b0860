// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import java.util.Collections;
import java.util.List;

/** What answers of the classic call mean: its status is all it has to say. */
final class AwinClassicAnswers {
    private static final List<Integer> PASSING = List.of(408, 425);

    private AwinClassicAnswers() {}

    static List<Outcome> outcomes(PlatformAnswer answer, int records) {
        return Collections.nCopies(records, outcome(answer));
    }

    private static Outcome outcome(PlatformAnswer answer) {
        int status = answer.status();
        String code = "http_" + status;
        if (answer.successful()) {
            return new Outcome.Delivered(false, List.of());
        }
        if (status == 429) {
            return AwinAnswers.throttled(answer, "Awin asks for a pause");
        }
        return status >= 500 || PASSING.contains(status)
                ? new Outcome.Retry(code, "Awin did not answer the call")
                : new Outcome.Permanent(
                        code, "Awin did not take the call; check endpoint and advertiser");
    }
}
