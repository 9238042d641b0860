// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which deliveries to send again, and how. */
final class ReplayFilterOptions {
    @Option(names = "--destination", paramLabel = "ID", description = "Only to this destination.")
    private String destination;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only of this merchant.")
    private String merchant;

    @Option(names = "--store", paramLabel = "ID", description = "Only of this store.")
    private String store;

    @Option(names = "--event", paramLabel = "NAME", description = "Only events of this name.")
    private String event;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only failed, skipped or delivered ones.")
    private String status;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only those with this reason.")
    private String reason;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Only those whose last attempt the platform answered with this code.")
    private String code;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Events received since then: 24h, 7d or 2026-01-31T12:00:00Z. Usual: 24h")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Events received before then. Usual: now")
    private String until;

    @Option(names = "--rate", paramLabel = "N", description = "Most per second. Usual: 50")
    private Integer rate;

    @Option(
            names = "--force",
            description = "Accepted ones too, where the platform would recognise the repetition.")
    private boolean force;

    @Option(
            names = "--backfill",
            description =
                    "Events that have no delivery to the destination, or met it switched off.")
    private boolean backfill;

    /** What the node is asked for. */
    Map<String, Object> toOrder() {
        Map<String, Object> order = new LinkedHashMap<>();
        put(order, "destination", destination);
        put(order, "merchant", merchant);
        put(order, "store", store);
        put(order, "event", event);
        put(order, "status", status);
        put(order, "reason", reason);
        put(order, "code", code);
        put(order, "since", since);
        put(order, "until", until);
        put(order, "rate", rate);
        order.put("force", force);
        order.put("backfill", backfill);
        return order;
    }

    private static void put(Map<String, Object> order, String name, Object value) {
        if (value != null) {
            order.put(name, value);
        }
    }
}
