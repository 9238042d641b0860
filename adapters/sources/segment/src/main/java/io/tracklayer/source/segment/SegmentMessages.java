// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.source.segment.SegmentPaths.Call;
import io.tracklayer.source.segment.SegmentPaths.Purpose;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a request apart into messages. */
final class SegmentMessages {
    private SegmentMessages() {}

    static List<SegmentMessage> of(InboundRequest request, SegmentLimits limits)
            throws MalformedInputException {
        if (request.raw().length > limits.requestBytes()) {
            throw new MalformedInputException(
                    "too_large",
                    "a request may have "
                            + limits.requestBytes()
                            + " bytes; send smaller batches, or set limits: rudder");
        }
        Optional<Call> call = SegmentPaths.find(request);
        if (call.filter(found -> found.purpose() == Purpose.PIXEL).isPresent()) {
            return List.of(SegmentMessage.single(PixelQuery.message(request), call.get().type()));
        }
        Tree root = Tree.root(request.json());
        if (!(root.node() instanceof Map)) {
            throw new MalformedInputException(
                    "not_an_object", "the body must be one JSON object with a message or a batch");
        }
        return call.map(Call::purpose).orElse(stated(root) ? Purpose.MESSAGE : Purpose.BATCH)
                        == Purpose.BATCH
                ? batch(root)
                : List.of(SegmentMessage.single(root, call.map(Call::type).orElse("")));
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
        if (messages.size() > SegmentLimits.MAX_MESSAGES) {
            throw new MalformedInputException(
                    "too_many_messages",
                    "a batch may hold "
                            + SegmentLimits.MAX_MESSAGES
                            + " messages but has "
                            + messages.size()
                            + "; send it in parts");
        }
        return messages.stream().map(message -> new SegmentMessage(message, root, "")).toList();
    }
}
