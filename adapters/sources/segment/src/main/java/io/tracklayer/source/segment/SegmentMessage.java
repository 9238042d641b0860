// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One message.
 *
 * @param body the message itself
 * @param batch what surrounds it; empty for a single message
 * @param pathType the type its path names, or empty text
 */
record SegmentMessage(Tree body, Tree batch, String pathType) {

    static SegmentMessage single(Tree body, String pathType) {
        return new SegmentMessage(body, Tree.root(Map.of()), pathType);
    }

    boolean isObject() {
        return body.node() instanceof Map;
    }

    /** The type it states, else the one of its path; empty text when there is neither. */
    String type() {
        return body.find("/type").isPresent() ? text("/type").orElse("") : pathType;
    }

    Optional<String> id() {
        return text("/messageId");
    }

    Optional<String> text(String pointer) {
        return Scalars.text(body, pointer);
    }

    Tree properties() {
        return body.at("/properties");
    }

    /**
     * The context object that has this member: the message's own, else the batch's. A member is
     * never mixed from both, so a page's title does not meet another page's address.
     */
    Tree contextWith(String member) {
        Tree own = body.at("/context");
        return own.members().containsKey(member) ? own : batch.at("/context");
    }

    Optional<String> contextText(String pointer) {
        String member = pointer.substring(1).split("/")[0];
        return Scalars.text(contextWith(member), pointer);
    }

    /** When the account was made, as identify tells it. */
    Optional<Object> createdAt() {
        return Stream.of("/traits/createdAt", "/traits/created_at", "/context/traits/createdAt")
                .flatMap(pointer -> body.find(pointer).stream())
                .findFirst();
    }

    /** Destinations the sender wants or does not want: the batch's, and over them its own. */
    Map<String, Object> integrations() {
        Map<String, Object> wanted = new LinkedHashMap<>(batch.at("/integrations").members());
        wanted.putAll(body.at("/integrations").members());
        return wanted;
    }

    /** When the client says it sent the message. */
    Optional<Object> sentAt() {
        return body.find("/sentAt").or(() -> batch.find("/sentAt"));
    }
}
