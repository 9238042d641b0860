// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One event with the platform's verdict.
 *
 * @param reason code and sentence, {@code "hash_invalid: user_data.em ..."}; empty when all is well
 */
public record LedgerEntry(
        Instant receivedAt, Verdict verdict, Optional<String> reason, Sighting sighting) {

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("account", sighting.account());
        json.put("event_name", sighting.eventName());
        sighting.eventId().ifPresent(id -> json.put("event_id", id));
        sighting.orderId().ifPresent(id -> json.put("order_id", id));
        sighting.value().ifPresent(value -> json.put("value", new BigDecimal(value)));
        sighting.currency().ifPresent(code -> json.put("currency", code));
        json.put("received_at", receivedAt.toString());
        json.put("verdict", verdict.wire());
        reason.ifPresent(text -> json.put("reason", text));
        var keys = json.putArray("match_keys");
        sighting.matchKeys().forEach(keys::add);
        json.putRawValue("payload", new RawValue(sighting.payload()));
        return json;
    }

    public long weight() {
        return sighting.payload().length() + 256L;
    }
}
