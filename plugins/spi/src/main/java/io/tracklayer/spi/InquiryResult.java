// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;

/** What a platform says when it is asked what became of records it took. */
public sealed interface InquiryResult {

    /**
     * It does not say yet, or not now; the host asks again.
     *
     * @param code the platform's own code or a short lower-case word
     * @param text what the platform said
     */
    record NotYet(String code, String text) implements InquiryResult {}

    /**
     * It says.
     *
     * @param outcomes one for each record of the request, in its order; none is {@link
     *     Outcome.AcceptedPending}
     */
    record Told(List<Outcome> outcomes) implements InquiryResult {
        public Told {
            outcomes = List.copyOf(outcomes);
        }
    }
}
