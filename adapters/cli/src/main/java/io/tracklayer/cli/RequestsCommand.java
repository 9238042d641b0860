// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists requests that did not become events. */
@Command(
        name = "requests",
        description = {
            "List requests that were rejected or refused, with why and what to do.",
            "Exit codes: 0 found, 1 none found, 3 no node answers.",
            "Example: tl requests --source shopify --since 24h",
            "Example: tl requests --verdict ignored"
        })
final class RequestsCommand implements Callable<Integer> {
    @Option(
            names = "--verdict",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "rejected,refused",
            description =
                    "accepted, merged, duplicate, identity, ignored, rejected, reprocessed or"
                            + " refused. Default: ${DEFAULT-VALUE}")
    private List<String> verdicts;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this reason.")
    private String reason;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only of this merchant.")
    private String merchant;

    @Option(names = "--store", paramLabel = "ID", description = "Only of this store.")
    private String store;

    @Option(names = "--source", paramLabel = "ID", description = "Only of this source.")
    private String source;

    @Mixin private PageOptions page;
    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Http http = node.connect();
        Listing listing = new Listing(spec);
        List<JsonNode> rows = new ArrayList<>();
        for (String verdict : verdicts) {
            Query query =
                    new Query()
                            .with("verdict", verdict)
                            .with("merchant", merchant)
                            .with("source", source);
            Pages pages = new Pages(http, "/api/v1/requests", "requests", "received_at");
            rows.addAll(
                    pages.rows(
                            query,
                            page,
                            Members.equal("reason", reason).and(Members.equal("store", store))));
            listing.remark(pages.remark());
        }
        rows.sort(
                Comparator.comparingLong((JsonNode row) -> row.path("offset").asLong()).reversed());
        return listing.show(
                "requests",
                rows.stream().limit(page.most()).toList(),
                page.json(),
                "offset",
                "received_at",
                "store",
                "source",
                "verdict",
                "reason",
                "sentence");
    }
}
