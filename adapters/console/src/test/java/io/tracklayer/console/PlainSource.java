// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads purchases from flat JSON: {@code id}, {@code order}, {@code value}, {@code consent}. */
record PlainSource(Authority side) implements Source {
    @Override
    public SourceDescriptor descriptor() {
        return new SourceDescriptor(
                "plain",
                "Plain",
                List.of(new SourceDescriptor.Endpoint("POST", "/plain/{store}")),
                Addressing.STORE_IN_PATH,
                List.of(),
                Set.of(),
                1_000,
                Malformed.ACKNOWLEDGE,
                side,
                false);
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        Tree tree = Tree.root(StrictJson.read(request.raw()));
        @SuppressWarnings("unchecked") // a JSON object
        Map<String, Object> consent = (Map<String, Object>) tree.find("/consent").orElse(Map.of());
        Observation.Builder observation =
                Observation.of(EventName.PURCHASE_PLACED)
                        .consent(ConsentSignals.collect().signalsOf(consent).build())
                        .readFrom(EventField.ORDER_ID, tree, "/order")
                        .readFrom(EventField.VALUE, tree, "/value")
                        .readFrom(EventField.CURRENCY, tree, "/currency");
        tree.text("/id").ifPresent(observation::eventId);
        return List.of(new Decoded.Happened(observation.build()));
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return new Reply(200, "text/plain", new byte[0], Map.of());
    }
}
