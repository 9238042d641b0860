// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists deliveries. */
@Command(
        name = "deliveries",
        description = {
            "List what became of events at the destinations.",
            "Exit codes: 0 found, 1 none found, 3 no node answers.",
            "Example: tl deliveries --destination meta --status failed --since 24h"
        })
final class DeliveriesCommand implements Callable<Integer> {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "delivered, pending, held, failed or skipped.")
    private String status;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only of this merchant.")
    private String merchant;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this reason.")
    private String reason;

    @Option(names = "--event", paramLabel = "NAME", description = "Only events of this name.")
    private String event;

    @Mixin private SendingOptions sending;
    @Mixin private PageOptions page;
    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Listing listing = new Listing(spec);
        return listing.show(
                "deliveries",
                sending.order() == null ? listed(listing) : ofOrder(),
                page.json(),
                "event_name",
                "event_id",
                "order_id",
                "destination",
                "status",
                "reason",
                "attempts",
                "created_at");
    }

    private List<JsonNode> listed(Listing listing) {
        Query query =
                sending.query()
                        .with("status", status)
                        .with("merchant", merchant)
                        .with("reason", reason)
                        .with("event", event);
        Pages pages = new Pages(node.connect(), "/api/v1/deliveries", "deliveries", "created_at");
        List<JsonNode> rows = pages.rows(query, page, row -> true);
        listing.remark(pages.remark());
        return rows;
    }

    private List<JsonNode> ofOrder() {
        Predicate<JsonNode> wanted =
                sending.ofDestination()
                        .and(Members.equal("status", status))
                        .and(Members.equal("merchant", merchant))
                        .and(Members.equal("reason", reason))
                        .and(Members.equal("event_name", event));
        return new FoundEvents(node.connect())
                .deliveries(sending.order()).stream().filter(wanted).limit(page.most()).toList();
    }
}
