// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.GivenRequest;
import java.util.Map;
import java.util.Optional;

/**
 * One message as it arrived.
 *
 * @param body its own JSON
 * @param decoded what the source makes of it
 * @param request what brought it
 */
record Message(Map<String, Object> body, Decoded decoded, GivenRequest request) {
    String name() {
        return body.get("event").toString();
    }

    String id() {
        return body.get("message_id").toString();
    }

    Optional<Object> at(String pointer) {
        return Tree.root(body).find(pointer);
    }

    Observation observation() {
        if (decoded instanceof Decoded.Happened happened) {
            return happened.observation();
        }
        if (decoded instanceof Decoded.Identified identified) {
            return identified.observation();
        }
        throw new AssertionError(body + " became " + decoded);
    }

    /** What a field is read from; empty when nothing says it. */
    Optional<Object> raw(EventField field) {
        return observation().readings().stream()
                .filter(reading -> reading.field() == field)
                .map(Observation.Reading::raw)
                .findFirst();
    }
}
