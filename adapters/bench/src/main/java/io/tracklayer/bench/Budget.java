// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

/** What a figure has to keep to. */
record Budget(double limit, boolean atMost) {
    static Budget atMost(double limit) {
        return new Budget(limit, true);
    }

    static Budget atLeast(double limit) {
        return new Budget(limit, false);
    }

    boolean met(double value) {
        return atMost ? value <= limit : value >= limit;
    }

    @Override
    public String toString() {
        return (atMost ? "≤ " : "≥ ") + Numbers.text(limit);
    }
}
