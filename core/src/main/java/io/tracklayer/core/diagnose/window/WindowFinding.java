// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.diagnose.Finding;

/**
 * One cause of a symptom that is present.
 *
 * @param affected how many requests, events or deliveries it concerns
 * @param of how many were looked at, or 0 when that says nothing
 * @param cut whether only the newest were looked at, so that there may be more
 */
public record WindowFinding(Finding finding, long affected, long of, boolean cut) {
    /** Such as {@code at least 500 of 2000}. */
    public String amount() {
        return (cut ? "at least " : "") + affected + (of > 0 ? " of " + of : "");
    }
}
