// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One webhook whose topic is known.
 *
 * @param body the request, with the charge, subscription or customer as one member and what was
 *     asked to be included beside it
 */
record RechargeMessage(
        InboundRequest request,
        String topic,
        Tree body,
        RechargeSettings account,
        SourceMemory memory) {

    /** The charge, subscription or customer the topic is about. */
    Tree subject() {
        return body.at("/" + topic.split("/", 2)[0]);
    }

    Optional<String> id() {
        return RechargeText.id(subject(), "/id");
    }

    /** When the subject was last changed, as it stands. */
    String updated() {
        return RechargeText.at(subject(), "/updated_at")
                .filter(text -> text.length() <= 40)
                .orElse("");
    }

    /**
     * Whether this request is the first to tell something that is remembered under the key; it
     * stays the first when an operator has it read again after a correction.
     */
    boolean first(String key) {
        Optional<String> known = memory.recall(key);
        if (known.isEmpty()) {
            memory.remember(key, mark());
        }
        return known.filter(other -> !other.equals(mark())).isEmpty();
    }

    /** What tells this request from all others, and is the same when it is read again. */
    String mark() {
        return Sha256.of(request.receivedAt() + " " + topic + " " + hash()).hex();
    }

    /** Starts an event of the topic that is told apart from others of the message by its name. */
    Builder of(EventName name) {
        return mark(Observation.of(name), name.wire());
    }

    /** Starts a message about who somebody is. */
    Builder identity() {
        return mark(Observation.identity(), "identity");
    }

    /** The first of these times of the subject. */
    Timing time(String... pointers) {
        return RechargeText.time(subject(), account.zone(), pointers)
                .map(time -> new Timing(time.toString(), null, false, subject().origin()))
                .orElseGet(Timing::unknown);
    }

    /** Recharge gives no id to a delivery; the same state told again is a repetition. */
    private Builder mark(Builder builder, String part) {
        String state = updated().isEmpty() ? hash() : id().orElse("") + ":" + updated();
        return builder.deliveryId(topic + ":" + state + ":" + part);
    }

    private String hash() {
        return HexFormat.of().formatHex(Sha256.digest(request.raw()));
    }
}
