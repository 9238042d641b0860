// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the node's log makes of text that strangers chose. */
class LogLinesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "order\r\n2026-01-15 ERROR all is lost",
                "order\n\n\nforged",
                "order\rforged",
                "\u001b[2J\u001b[31morder"
            })
    void oneMessageIsOneLineWithoutEscapeCharacters(String text) throws JoranException {
        String line = line("order {} came", text);
        assertEquals(1, line.lines().count(), line);
        assertFalse(line.contains("\r") || line.contains("\u001b"), line);
        assertTrue(line.contains("order"), line);
    }

    private static String line(String format, String text) throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console =
                (ConsoleAppender<ILoggingEvent>) root.getAppender("STDERR");
        LoggingEvent event =
                new LoggingEvent("x", root, Level.INFO, format, null, new Object[] {text});
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
