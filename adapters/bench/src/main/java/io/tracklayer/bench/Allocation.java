// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a Java machine has allocated so far, from the log of its collector: what the heap grew
 * between collections, to the megabyte.
 */
final class Allocation {
    private static final Pattern PAUSE = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\(");

    private Allocation() {}

    /** The option that writes such a log. */
    static String option(Path log) {
        return "-Xlog:gc:file=" + log;
    }

    /**
     * Megabytes allocated since the start.
     *
     * @param used what is in use now, in megabytes
     */
    static double megabytes(Path log, double used) {
        try {
            return megabytes(Files.readString(log), used);
        } catch (IOException gone) {
            throw new BenchFailure("cannot read the collector's log " + log, gone);
        }
    }

    static double megabytes(String log, double used) {
        double allocated = 0;
        double left = 0;
        Matcher pause = PAUSE.matcher(log);
        while (pause.find()) {
            allocated += Math.max(0, Long.parseLong(pause.group(1)) - left);
            left = Long.parseLong(pause.group(2));
        }
        return allocated + Math.max(0, used - left);
    }
}
