// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.bundle.LogLine;
import io.tracklayer.core.bundle.Surroundings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RecentLogTest {
    private static final Logger LOG = LoggerFactory.getLogger("io.tracklayer.Somewhere");

    @Test
    void warningsAndErrorsAreKeptWithWhereExceptionsWereThrownNotWhatTheySaid() {
        try (RecentLog recent = RecentLog.listening()) {
            LOG.info("all is well");
            LOG.warn("{}: auth_hold", "meta");
            LOG.error("broken", new IllegalStateException("of anna@example.com", cause()));
            List<LogLine> lines =
                    recent.lines().stream().filter(l -> l.origin().equals("Somewhere")).toList();
            assertEquals(
                    List.of("meta: auth_hold", "broken"),
                    lines.stream().map(LogLine::message).toList());
            assertEquals(List.of("WARN", "ERROR"), lines.stream().map(LogLine::level).toList());
            List<String> causes = lines.get(1).causes();
            assertEquals(2, causes.size());
            assertTrue(
                    causes.get(0).matches("java.lang.IllegalStateException at .*RecentLogTest.*"),
                    causes.toString());
            assertFalse(causes.toString().contains("anna"), causes.toString());
        }
    }

    @Test
    void onlyTheNewestAreKeptAndLongOnesAreCut() {
        try (RecentLog recent = RecentLog.listening()) {
            for (int i = 0; i <= Surroundings.MOST_LINES; i++) {
                LOG.warn("line {} {}", i, "x".repeat(2_000));
            }
            List<LogLine> lines = recent.lines();
            assertEquals(Surroundings.MOST_LINES, lines.size());
            assertTrue(lines.get(0).message().startsWith("line 1 "), lines.get(0).message());
            assertTrue(lines.get(0).message().length() < 1_100);
        }
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        RecentLog recent = RecentLog.listening();
        recent.close();
        LOG.warn("late");
        assertTrue(recent.lines().stream().noneMatch(line -> line.message().equals("late")));
    }

    private static Exception cause() {
        return new java.io.IOException("of +4915112345678");
    }
}
