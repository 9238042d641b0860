// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.source.custom.WebhookDesk;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found in mappings, as text or JSON. */
final class WebhooksReport {
    private final PrintWriter out;
    private final boolean json;
    private final List<Map<String, Object>> findings = new ArrayList<>();
    private int files;
    private int examples;

    WebhooksReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(Path file, List<WebhookDesk.Finding> found, int exampleCount) {
        files++;
        examples += exampleCount;
        for (WebhookDesk.Finding finding : found) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", file.toString());
            row.put("line", finding.line());
            row.put("sentence", finding.sentence());
            findings.add(row);
        }
    }

    /** Prints everything and gives the exit code. */
    int print(String what) {
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("files", files);
            tree.put("examples", examples);
            tree.put(what + "s", findings);
            out.println(Json.writePretty(tree));
        } else {
            findings.forEach(
                    row ->
                            out.println(
                                    row.get("file")
                                            + ":"
                                            + row.get("line")
                                            + ": "
                                            + row.get("sentence")));
            out.println(
                    files
                            + " mapping(s)"
                            + (what.equals("failure") ? ", " + examples + " example(s)" : "")
                            + ", "
                            + findings.size()
                            + " "
                            + what
                            + "(s)");
        }
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }
}
