// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.Map;

/** Colours of outcomes for a terminal; none where nobody sees them. */
final class Colours {
    private static final String ESCAPE = "\u001b[";
    private static final Map<String, String> BY_STATUS =
            Map.of(
                    "delivered", "32",
                    "ok", "32",
                    "pending", "36",
                    "warn", "33",
                    "skipped", "33",
                    "held", "35",
                    "failed", "31",
                    "FAIL", "31");

    private final boolean on;

    Colours(boolean on) {
        this.on = on;
    }

    /** When to colour. */
    enum When {
        auto,
        always,
        never
    }

    /**
     * Colours where a person looks, unless they said otherwise.
     *
     * @param noColor the value of NO_COLOR, which forbids colours when it is set and not empty
     */
    static Colours of(When when, String noColor, boolean terminal) {
        boolean forbidden = noColor != null && !noColor.isEmpty();
        return new Colours(when == When.always || when == When.auto && terminal && !forbidden);
    }

    /** As this process was started. */
    static Colours of(When when) {
        return of(when, System.getenv("NO_COLOR"), System.console() != null);
    }

    String of(String status, String text) {
        String code = BY_STATUS.get(status);
        return on && code != null ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }

    String bold(String text) {
        return on ? ESCAPE + "1m" + text + ESCAPE + "0m" : text;
    }
}
