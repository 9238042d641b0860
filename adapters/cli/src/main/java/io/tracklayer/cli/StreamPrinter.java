// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints the stream, nothing twice. Thread-safe. */
final class StreamPrinter {
    private static final int REMEMBERED = 2_000;

    private final PrintWriter out;
    private final boolean json;
    private final EventLine line;
    private final Map<String, String> shown = new LinkedHashMap<>();

    StreamPrinter(PrintWriter out, boolean json, EventLine line) {
        this.out = out;
        this.json = json;
        this.line = line;
    }

    /** An event, unless it looks as it did when it was shown. */
    synchronized void event(JsonNode row) {
        show("event " + row.path("seq").asText(), json ? row.toString() : line.of(row));
    }

    /** A request that became no event. */
    synchronized void rejected(JsonNode row) {
        show("request " + row.path("id").asText(), json ? row.toString() : line.rejected(row));
    }

    /** Whether nobody reads any more. */
    synchronized boolean ended() {
        return out.checkError();
    }

    private void show(String key, String text) {
        if (text.equals(shown.put(key, text))) {
            return;
        }
        if (shown.size() > REMEMBERED) {
            shown.remove(shown.keySet().iterator().next());
        }
        out.println(text);
        out.flush();
    }
}
