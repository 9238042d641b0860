// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import io.tracklayer.core.bundle.LogLine;
import io.tracklayer.core.bundle.Surroundings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps the newest warnings and errors of this process for bundles. Thread-safe. */
final class RecentLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int LONGEST = 1_000;
    private static final int MOST_CAUSES = 5;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final Logger root;

    private RecentLog(Logger root) {
        this.root = root;
    }

    /** One that hears everything that is logged until it is closed. */
    static RecentLog listening() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        RecentLog log = new RecentLog(root);
        log.setContext(root.getLoggerContext());
        log.setName("recent");
        log.start();
        root.addAppender(log);
        return log;
    }

    /** Oldest first. */
    synchronized List<LogLine> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            while (lines.size() >= Surroundings.MOST_LINES) {
                lines.removeFirst();
            }
            lines.addLast(line(event));
        }
    }

    private static LogLine line(ILoggingEvent event) {
        String logger = event.getLoggerName();
        return new LogLine(
                Instant.ofEpochMilli(event.getTimeStamp()),
                event.getLevel().toString(),
                logger.substring(logger.lastIndexOf('.') + 1),
                cut(event.getFormattedMessage()),
                causes(event.getThrowableProxy()));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "… (cut)" : text;
    }

    /** What an exception says may quote anything; where it was thrown does not. */
    private static List<String> causes(IThrowableProxy thrown) {
        List<String> causes = new ArrayList<>();
        for (IThrowableProxy one = thrown;
                one != null && causes.size() < MOST_CAUSES;
                one = one.getCause()) {
            StackTraceElementProxy[] trace = one.getStackTraceElementProxyArray();
            String at = trace.length == 0 ? "" : " at " + trace[0].getStackTraceElement();
            causes.add(one.getClassName() + at);
        }
        return causes;
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
