// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the calls made to the platforms, and shows one. */
@Command(
        name = "api-logs",
        description = {
            "List the calls made to the platforms with their answers, secrets masked, or show one.",
            "Exit codes: 0 found, 1 none found, 3 no node answers.",
            "Example: tl api-logs --destination meta --status 400",
            "Example: tl api-logs show att-17 --curl"
        })
final class ApiLogsCommand implements Callable<Integer> {
    @Option(
            names = "--outcome",
            paramLabel = "NAME",
            description = "Only this outcome, e.g. retry.")
    private String outcome;

    @Option(names = "--status", paramLabel = "HTTP", description = "Only answers with this status.")
    private Integer status;

    @Option(names = "--code", paramLabel = "CODE", description = "Only with this code.")
    private String code;

    @Option(names = "--text", paramLabel = "TEXT", description = "Only calls that contain this.")
    private String text;

    @Mixin private SendingOptions sending;
    @Mixin private PageOptions page;
    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Listing listing = new Listing(spec);
        return listing.show(
                "attempts",
                sending.order() == null ? listed(listing) : ofOrder(),
                page.json(),
                "id",
                "started_at",
                "destination",
                "status",
                "outcome",
                "code",
                "latency_ms",
                "text");
    }

    private List<JsonNode> listed(Listing listing) {
        Query query = sending.query().with("outcome", outcome).with("text", text);
        Pages pages = new Pages(node.connect(), "/api/v1/api-logs", "attempts", "started_at");
        List<JsonNode> rows =
                pages.rows(
                        query,
                        page,
                        Members.equal("status", status).and(Members.equal("code", code)));
        listing.remark(pages.remark());
        return rows;
    }

    private List<JsonNode> ofOrder() {
        Predicate<JsonNode> wanted =
                sending.ofDestination()
                        .and(Members.equal("outcome", outcome))
                        .and(Members.equal("status", status))
                        .and(Members.equal("code", code))
                        .and(row -> text == null || row.toString().contains(text));
        return new FoundEvents(node.connect())
                .attempts(sending.order()).stream().filter(wanted).limit(page.most()).toList();
    }

    @Command(
            name = "show",
            description = {
                "Show one call: request and answer as they are kept.",
                "Exit codes: 0 found, 1 not found, 3 no node answers.",
                "Example: tl api-logs show att-17 --curl"
            })
    int show(
            @Parameters(paramLabel = "ID", description = "Its id, as tl api-logs lists it.")
                    String id,
            @Option(
                            names = "--curl",
                            description =
                                    "As a command of curl; put the secrets in where they are"
                                            + " masked.")
                    boolean curl) {
        Optional<JsonNode> found =
                id.matches("[A-Za-z0-9_.-]{1,100}")
                        ? node.connect().find("/api/v1/api-logs/" + id)
                        : Optional.empty();
        if (found.isEmpty()) {
            new Listing(spec)
                    .remark(
                            "tl: no call has the id \""
                                    + Printable.of(id)
                                    + "\"; tl api-logs lists them");
            return ExitCode.FAILED;
        }
        CallReport report = new CallReport(found.get());
        String shown = curl ? report.curl() : report.text();
        spec.commandLine().getOut().println(page.json() ? found.get().toPrettyString() : shown);
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }
}
