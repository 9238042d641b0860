// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.spi.Tree;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The members of what an operator sends. */
record OrderMembers(Tree tree) {
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 100;
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    /** Refuses what nobody reads: a misspelt filter would match too much. */
    void known(List<String> names) throws BadReplayException {
        if (!(tree.node() instanceof Map)) {
            throw new BadReplayException("send a JSON object");
        }
        Set<String> unknown = new TreeSet<>(tree.members().keySet());
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new BadReplayException(
                    "unknown member \""
                            + unknown.iterator().next()
                            + "\". Known: "
                            + String.join(", ", names));
        }
    }

    /** A text; empty when it is not given. */
    String text(String name) throws BadReplayException {
        Object given = tree.members().getOrDefault(name, "");
        if (given instanceof String text && text.length() <= LONGEST) {
            return text.strip();
        }
        throw new BadReplayException(
                name + " must be a text of at most " + LONGEST + " characters");
    }

    /** Who asks, as they say; empty when they do not. */
    String by() throws BadReplayException {
        String by = text("by");
        return by.length() > LONGEST_NAME ? by.substring(0, LONGEST_NAME) : by;
    }

    /** A time, or as long ago as it says. */
    Instant time(String name, Instant usual, Instant now) throws BadReplayException {
        String text = text(name);
        try {
            if (text.isEmpty()) {
                return usual;
            }
            return text.matches("\\d{1,6}[smhd]") ? now.minus(ago(text)) : Instant.parse(text);
        } catch (DateTimeException | ArithmeticException notATime) {
            throw new BadReplayException(
                    name
                            + " must be a time like 2026-01-31T12:00:00Z, or as long ago as 24h or 7d");
        }
    }

    private static Duration ago(String text) {
        int end = text.length() - 1;
        return UNITS.get(text.substring(end)).multipliedBy(Long.parseLong(text.substring(0, end)));
    }
}
