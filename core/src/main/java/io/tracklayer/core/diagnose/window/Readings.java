// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.Blanks;
import io.tracklayer.core.diagnose.Meaning;
import io.tracklayer.core.diagnose.PauseMeanings;
import io.tracklayer.core.diagnose.window.Groups.Key;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Adds deliveries to groups by what their reason stands for. */
final class Readings {
    private final Window window;
    private final Groups groups;

    Readings(Window window, Groups groups) {
        this.window = window;
        this.groups = groups;
    }

    /** A delivery with its own reason. */
    void add(Delivery row, Meaning meaning) {
        add(row, meaning, row.reason() + ": " + row.sentence());
    }

    /**
     * A delivery with other words.
     *
     * @param what the same for all that belong together
     */
    void add(Delivery row, Meaning meaning, String what) {
        groups.add(
                new Key(row.destination(), meaning.cause(), what),
                Groups.proof(row),
                blanks(row).fill(meaning));
    }

    /** A delivery that waits because its whole destination does. */
    void add(Delivery row, Pause pause, String more) {
        add(row, PauseMeanings.of(pause), said(row, pause) + more);
    }

    private String said(Delivery row, Pause pause) {
        String since =
                pause.isOrdered()
                        ? " (since " + pause.since().truncatedTo(ChronoUnit.SECONDS) + ")"
                        : "";
        return pause.cause(blanks(row).file()) + since;
    }

    private Blanks blanks(Delivery row) {
        return new Blanks(
                row.destination(),
                window.configuration().destination(row.destination()),
                Optional.of(row),
                row.eventSeq(),
                replay(row));
    }

    /** What is pending now can be sent again once it has failed. */
    private String replay(Delivery row) {
        String status = row.status() == DeliveryStatus.SKIPPED ? "skipped" : "failed";
        return "tl replay --destination "
                + row.destination()
                + " --status "
                + status
                + " --since "
                + window.question().since().truncatedTo(ChronoUnit.SECONDS)
                + (window.question().ended()
                        ? " --until " + window.question().until().truncatedTo(ChronoUnit.SECONDS)
                        : "");
    }
}
