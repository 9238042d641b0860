// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/** Prints rows of the read API as a table of some of their members. */
final class RowPrinter {
    private static final int LONGEST = 60;

    private final PrintWriter out;

    RowPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode answer, String member, boolean json, String... columns) {
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            TextTable table = new TextTable(columns);
            List<JsonNode> rows = Rows.of(answer, member);
            for (JsonNode row : rows) {
                table.row(Arrays.stream(columns).map(name -> cell(row.path(name))).toArray());
            }
            table.lines().forEach(out::println);
            if (rows.isEmpty()) {
                out.println("(none)");
            }
        }
        out.flush();
    }

    private static String cell(JsonNode value) {
        String text = value.isValueNode() ? value.asText("") : value.toString();
        if (value.isNull() || text.isEmpty()) {
            return "-";
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }
}
