// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

/** Whether those that have a mark are wanted, those that lack it, or both. */
public enum Presence {
    ANY,
    ONLY,
    WITHOUT;

    /** Whether one is wanted that has the mark or lacks it. */
    public boolean fits(boolean marked) {
        return this == ANY || (this == ONLY) == marked;
    }
}
