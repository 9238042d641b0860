// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Option;

/** Which events, by what became of them. */
final class OutcomeOptions {
    @Option(
            names = "--destination",
            paramLabel = "ID",
            description = "Only those meant for this destination.")
    private String destination;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those delivered, pending, held, failed or skipped somewhere.")
    private String status;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Only those with this reason somewhere.")
    private String reason;

    @Option(names = "--test", description = "Only test events.")
    private boolean test;

    /** Whether anything but the event itself is asked for. */
    boolean any() {
        return destination != null || status != null || reason != null || test;
    }

    boolean takes(JsonNode event) {
        boolean open = destination == null && status == null && reason == null;
        return (!test || event.path("test").asBoolean())
                && (open
                        || StreamSupport.stream(event.path("deliveries").spliterator(), false)
                                .anyMatch(this::matches));
    }

    private boolean matches(JsonNode delivery) {
        return equal(destination, delivery, "destination")
                && equal(status, delivery, "status")
                && equal(reason, delivery, "reason");
    }

    private static boolean equal(String wanted, JsonNode row, String member) {
        return wanted == null || wanted.equals(row.path(member).asText());
    }
}
