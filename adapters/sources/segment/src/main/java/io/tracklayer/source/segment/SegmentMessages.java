// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes a request apart into messages. */
final class SegmentMessages {
    /** Paths of one message. The one-letter forms are those of the browser and mobile SDKs. */
    static final Map<String, String> TYPES_BY_PATH = typesByPath();

    /** Paths of many; import is the default of Segment's Java library. */
    static final Set<String> BATCH_PATHS =
            new TreeSet<>(Set.of("/v1/batch", "/v1/import", "/v1/b"));

    /** Segment's documents state bytes only; 500 KB rarely hold more. */
    private static final int MAX_MESSAGES = 2_500;

    private SegmentMessages() {}

    static List<SegmentMessage> of(InboundRequest request) throws MalformedInputException {
        Tree root = Tree.root(request.json());
        if (!(root.node() instanceof Map)) {
            throw new MalformedInputException(
                    "not_an_object", "the body must be one JSON object with a message or a batch");
        }
        String type = TYPES_BY_PATH.get(request.path());
        if (type == null && !BATCH_PATHS.contains(request.path()) && stated(root)) {
            return List.of(SegmentMessage.single(root, ""));
        }
        return type == null ? batch(root) : List.of(SegmentMessage.single(root, type));
    }

    /** One message that came by another way than HTTP, where only its own word says what it is. */
    private static boolean stated(Tree root) {
        return root.find("/type").isPresent() && root.find("/batch").isEmpty();
    }

    private static List<SegmentMessage> batch(Tree root) throws MalformedInputException {
        List<Tree> messages = root.each("/batch");
        if (messages.isEmpty()) {
            throw new MalformedInputException(
                    "empty_batch", "\"batch\" must be a list with at least one message");
        }
        if (messages.size() > MAX_MESSAGES) {
            throw new MalformedInputException(
                    "too_many_messages",
                    "a batch may hold "
                            + MAX_MESSAGES
                            + " messages but has "
                            + messages.size()
                            + "; send it in parts");
        }
        return messages.stream().map(message -> new SegmentMessage(message, root, "")).toList();
    }

    private static Map<String, String> typesByPath() {
        Map<String, String> types = new LinkedHashMap<>();
        for (String type : List.of("track", "identify", "page", "screen", "group", "alias")) {
            types.put("/v1/" + type, type);
            types.put("/v1/" + type.charAt(0), type);
        }
        return types;
    }
}
