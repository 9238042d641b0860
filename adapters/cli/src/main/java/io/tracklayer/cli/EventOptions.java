// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Option;

/** Which events, by what they are and whence they came. */
final class EventOptions {
    @Option(names = "--event", paramLabel = "NAME", description = "Only events of this name.")
    private String event;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only of this merchant.")
    private String merchant;

    @Option(names = "--store", paramLabel = "ID", description = "Only of this store.")
    private String store;

    @Option(names = "--source", paramLabel = "ID", description = "Only reported by this source.")
    private String source;

    /** Whether a name is asked for, which requests that became no event do not have. */
    boolean named() {
        return event != null;
    }

    Query query() {
        return new Query()
                .with("event", event)
                .with("merchant", merchant)
                .with("store", store)
                .with("source", source);
    }

    boolean takes(JsonNode row) {
        return Members.equal("event_name", event).test(row)
                && ofPlace(row)
                && (source == null
                        || StreamSupport.stream(row.path("sources").spliterator(), false)
                                .anyMatch(each -> each.asText().equals(source)));
    }

    /** The same for a request that became no event. */
    boolean takesRequest(JsonNode row) {
        return ofPlace(row) && Members.equal("source", source).test(row);
    }

    private boolean ofPlace(JsonNode row) {
        return Members.equal("merchant", merchant).test(row)
                && Members.equal("store", store).test(row);
    }
}
