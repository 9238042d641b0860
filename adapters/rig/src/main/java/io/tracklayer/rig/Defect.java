// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

/** One thing that must not be, e.g. {@code LOST alpha-hook: view-7-12 has no row}. */
record Defect(Kind kind, String text) {
    enum Kind {
        /** Acknowledged, and neither accepted by a platform nor rightly ended. */
        LOST,
        /** A platform received what nobody sent. */
        UNEXPECTED,
        /** Accepted twice without a reason, or repeated under another identity. */
        DUPLICATED,
        /** Sent out of its order where order was asked for. */
        REORDERED,
        /** Reached a destination that is not entitled to it. */
        LEAKED,
        /** The node's counts do not add up. */
        UNACCOUNTED,
        /** The node says of a delivery what the platform knows to be untrue. */
        STATE_LIES,
        /** The node did not behave under a fault as promised. */
        PROMISE
    }

    @Override
    public String toString() {
        return kind + " " + text;
    }
}
