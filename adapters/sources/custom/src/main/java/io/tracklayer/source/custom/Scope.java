// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Tree;
import java.util.Map;

/**
 * What values are read from.
 *
 * @param document the whole body
 * @param message the message in it
 * @param here the message, or one element of a list of it
 * @param attributes of a CloudEvent, empty when it is none
 */
record Scope(
        InboundRequest request,
        Tree document,
        Tree message,
        Tree here,
        Map<String, Object> attributes) {

    /**
     * Whether the message is all that a CloudEvent of JSON holds, and shares its attributes with no
     * other.
     */
    boolean isFramed() {
        return message.origin().equals(document.origin() + "/data");
    }

    /** The same for one element. */
    Scope within(Tree element) {
        return new Scope(request, document, message, element, attributes);
    }

    Tree base(Base base) {
        return switch (base) {
            case DOCUMENT -> document;
            case MESSAGE -> message;
            case HERE -> here;
        };
    }

    /** Where pointers start. */
    enum Base {
        DOCUMENT,
        MESSAGE,
        HERE
    }
}
