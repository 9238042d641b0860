// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Takes a request apart into messages. */
final class BrowserMessages {
    private static final int MAX_EVENTS = 100;

    private BrowserMessages() {}

    static List<BrowserMessage> of(InboundRequest request) throws MalformedInputException {
        if (request.method().equals("GET")) {
            return List.of(PixelQuery.message(request.query()));
        }
        Tree root = Tree.root(request.json());
        if (!(root.node() instanceof Map)) {
            throw new MalformedInputException(
                    "not_an_object", "the body must be one JSON object with an event or events");
        }
        if (root.find("/events").isEmpty()) {
            return List.of(new BrowserMessage(root, root, 0, UnaryOperator.identity()));
        }
        return several(root, root.each("/events"));
    }

    /** The write key in the body, when the body can be read at all. */
    static Optional<String> key(InboundRequest request) {
        try {
            return request.method().equals("GET")
                    ? Optional.empty()
                    : Scalars.text(Tree.root(request.json()), "/key");
        } catch (MalformedInputException unreadable) {
            return Optional.empty();
        }
    }

    private static List<BrowserMessage> several(Tree root, List<Tree> events)
            throws MalformedInputException {
        if (events.isEmpty()) {
            throw new MalformedInputException(
                    "empty_events", "\"events\" must be a list with at least one event");
        }
        if (events.size() > MAX_EVENTS) {
            throw new MalformedInputException(
                    "too_many_events",
                    "a request may hold "
                            + MAX_EVENTS
                            + " events but has "
                            + events.size()
                            + "; send them in parts");
        }
        return IntStream.range(0, events.size())
                .mapToObj(
                        index ->
                                new BrowserMessage(
                                        events.get(index), root, index, UnaryOperator.identity()))
                .toList();
    }
}
