// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which keys the consent of an event's visitor is remembered: the anonymous id, the customer
 * key and the hashed e-mail address, each within its merchant. Keys are hashes, so that what is
 * remembered names nobody.
 */
public final class VisitorKeys {
    private VisitorKeys() {}

    /** The keys of an event, none when it does not say whose it is. */
    public static List<String> of(Event event) {
        List<String> keys = new ArrayList<>();
        event.text(EventField.ANONYMOUS_ID)
                .ifPresent(id -> keys.add(key(event.merchant(), "anonymous_id", id)));
        event.text(EventField.EXTERNAL_ID)
                .ifPresent(id -> keys.add(key(event.merchant(), "external_id", id)));
        event.text(EventField.EMAIL)
                .flatMap(Rules.EMAIL_LOWER::hash)
                .ifPresent(hash -> keys.add(key(event.merchant(), "email", hash.hex())));
        return keys;
    }

    /**
     * The key of one value.
     *
     * @param kind e.g. {@code external_id}
     * @param value of an e-mail address its hash in hex
     */
    public static String key(String merchant, String kind, String value) {
        return Sha256.of(StrictJson.writeText(List.of(merchant, kind, value))).hex();
    }
}
