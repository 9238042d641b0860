// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.document.EventDocument;
import io.tracklayer.spi.document.PersonDetail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The body of a message: type, business time and the whole event. */
final class WebhookPayload {
    private WebhookPayload() {}

    static Map<String, Object> of(Event event, PersonDetail person) {
        return message(event.name().wire(), event.eventTime(), EventDocument.of(event, person));
    }

    static Map<String, Object> message(String type, Instant time, Map<String, Object> data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("timestamp", EventDocument.time(time));
        message.put("data", data);
        return message;
    }
}
