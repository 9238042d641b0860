// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One event as the page states it.
 *
 * @param body the event
 * @param envelope what surrounds it; the same tree for a single event
 * @param index its position in the request
 * @param origins turns a pointer into where the value really stood
 */
record BrowserMessage(Tree body, Tree envelope, int index, UnaryOperator<String> origins) {
    /** What is said once for all events of a request; ids and money never are. */
    private static final Set<String> SHARED =
            Set.of(
                    "page",
                    "user",
                    "ids",
                    "click_ids",
                    "utm",
                    "consent",
                    "anonymous_id",
                    "sent_at",
                    "test");

    boolean isObject() {
        return body.node() instanceof Map;
    }

    Optional<String> text(String pointer) {
        return Scalars.text(holding(pointer), pointer);
    }

    Optional<Object> find(String pointer) {
        return holding(pointer).find(pointer);
    }

    /** The members of the object at a pointer, empty when there is none. */
    Map<String, Object> members(String pointer) {
        return holding(pointer).at(pointer).members();
    }

    String origin(String pointer) {
        return origins.apply(holding(pointer).origin() + pointer);
    }

    void read(EventField field, String pointer, Observation.Builder into) {
        find(pointer).ifPresent(raw -> into.read(field, raw, origin(pointer)));
    }

    private Tree holding(String pointer) {
        String member = pointer.substring(1).split("/")[0];
        boolean shared = SHARED.contains(member) && !body.members().containsKey(member);
        return shared ? envelope : body;
    }
}
