// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** What was meant for which destination, of which order. */
final class SendingOptions {
    @Option(names = "--destination", paramLabel = "ID", description = "Only this destination.")
    private String destination;

    @Option(
            names = "--order",
            paramLabel = "ID",
            description = "Only of this order, or of the event with this id or number.")
    private String order;

    /** Order, event id or number; null for all. */
    String order() {
        return order;
    }

    Query query() {
        return new Query().with("destination", destination);
    }

    Predicate<JsonNode> ofDestination() {
        return Members.equal("destination", destination);
    }
}
