// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InertWriterTest {
    private final StringWriter terminal = new StringWriter();
    private final PrintWriter out = InertWriter.over(terminal);

    private String written(String text) {
        out.print(text);
        out.flush();
        return terminal.toString();
    }

    @Test
    void whatATerminalWouldObeyIsWrittenOut() {
        assertEquals(
                "\\u001b]0;title\\u0007\\u001b[2J\\u009b31m\\u202eevil\\u2028\\u000d\\udb40\\udc41",
                written("\u001b]0;title\u0007\u001b[2J\u009b31m\u202eevil\u2028\r\udb40\udc41"));
    }

    @Test
    void jsonStaysTheSameDocument() {
        Map<String, String> event = Map.of("order_id", "7\u202e\u009b\u001b[31m");
        written(Json.write(event));
        assertEquals(
                "7\u202e\u009b\u001b[31m",
                Json.read(terminal.toString()).orElseThrow().path("order_id").asText());
        assertEquals(-1, terminal.toString().indexOf('\u202e'));
    }

    @Test
    void linesTabsAndOurColoursPass() {
        String ours = "\u001b[1mBücher 日本\u001b[0m\t7\r\n\u001b[31mfailed\u001b[0m\n";
        assertEquals(ours, written(ours));
    }

    @Test
    void aTableIsRedrawnByTheProgramOnlyNotByWhatStandsInIt() {
        assertEquals("\u001b[12A\u001b[J", written("\u001b[12A\u001b[J"));
        assertEquals("\u001b[12A\u001b[Jx \\u001b[12A\\u001b[J", written("x \u001b[12A\u001b[J"));
    }
}
