// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import java.time.Instant;
import java.util.List;

/**
 * One line of the node's log.
 *
 * @param level {@code WARN} or {@code ERROR}
 * @param origin the class that wrote it, without its package
 * @param message as it was written, not redacted
 * @param causes of each exception its class and where it was thrown, outermost first; not what it
 *     said
 */
public record LogLine(
        Instant at, String level, String origin, String message, List<String> causes) {
    public LogLine {
        causes = List.copyOf(causes);
    }
}
