// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what a command found; that nothing was found is a result, too. */
final class Listing {
    private final CommandSpec spec;

    Listing(CommandSpec spec) {
        this.spec = spec;
    }

    /** Exit codes: 0 shown, 1 nothing found. */
    int show(String member, List<JsonNode> rows, boolean json, String... columns) {
        new RowPrinter(spec.commandLine().getOut())
                .print(Json.tree(Map.of(member, rows)), member, json, columns);
        return rows.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** Tells something beside the result. */
    void remark(String text) {
        if (!text.isEmpty()) {
            spec.commandLine().getErr().println(text);
            spec.commandLine().getErr().flush();
        }
    }
}
