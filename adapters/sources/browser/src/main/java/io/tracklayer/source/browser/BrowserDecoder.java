// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import java.util.Optional;
import java.util.Set;

/** Turns one message into an observation, or says why not. */
final class BrowserDecoder {
    /** Messages that tell who somebody is or what they decided, and no event. */
    private static final Set<String> IDENTITY = Set.of("identify", "consent");

    private static final int MAX_MESSAGE_ID = 100;
    private static final int MAX_EVENT_ID = 256;

    private final InboundRequest request;
    private final BrowserFields fields;

    BrowserDecoder(InboundRequest request, Settings settings) {
        this.request = request;
        this.fields = new BrowserFields(request, settings);
    }

    Decoded decode(BrowserMessage message) {
        if (!message.isObject()) {
            return new Decoded.Rejected("not_an_object", "An event must be a JSON object.");
        }
        Optional<String> event = message.text("/event");
        if (event.isEmpty()) {
            return new Decoded.Rejected("missing_event", "The name of the event is missing.");
        }
        if (message.text("/message_id").filter(id -> id.length() > MAX_MESSAGE_ID).isPresent()) {
            return new Decoded.Rejected(
                    "message_id_too_long", "A message_id may have 100 characters; shorten it.");
        }
        return IDENTITY.contains(event.get())
                ? identified(message)
                : happened(message, event.get());
    }

    private Decoded identified(BrowserMessage message) {
        Observation.Builder observation =
                Observation.identity()
                        .actionSource(ActionSource.WEBSITE)
                        .test(isTest(message))
                        .timing(timing(message))
                        .consent(BrowserConsent.of(message, request));
        message.text("/message_id").ifPresent(id -> observation.deliveryId("browser:" + id));
        fields.addTo(observation, message);
        return new Decoded.Identified(observation.build());
    }

    private static boolean isTest(BrowserMessage message) {
        return message.find("/test").filter(Boolean.TRUE::equals).isPresent();
    }

    private Decoded happened(BrowserMessage message, String event) {
        EventName name = EventName.find(event).orElse(EventName.CUSTOM);
        String eventId = BrowserEventIds.of(message, name, request);
        if (eventId.length() > MAX_EVENT_ID) {
            return new Decoded.Rejected(
                    "event_id_too_long",
                    "The event id, or the order id in it, is longer than 256 characters.");
        }
        Observation.Builder observation =
                Observation.of(name)
                        .derivedEventId(eventId)
                        .actionSource(ActionSource.WEBSITE)
                        .test(isTest(message))
                        .timing(timing(message))
                        .consent(BrowserConsent.of(message, request));
        BrowserEventIds.stated(message).ifPresent(observation::eventId);
        message.text("/message_id").ifPresent(id -> observation.deliveryId("browser:" + id));
        if (name == EventName.CUSTOM) {
            message.read(EventField.CUSTOM_NAME, "/custom_name", observation);
            observation.read(EventField.CUSTOM_NAME, event, message.origin("/event"));
        }
        fields.addTo(observation, message);
        return new Decoded.Happened(observation.build());
    }

    private static Observation.Timing timing(BrowserMessage message) {
        Optional<Object> occurred = message.find("/occurred_at").filter(BrowserDecoder::isTime);
        return new Observation.Timing(
                occurred.orElse(null),
                message.find("/sent_at").filter(BrowserDecoder::isTime).orElse(null),
                true,
                occurred.isPresent() ? message.origin("/occurred_at") : "");
    }

    private static boolean isTime(Object value) {
        return value instanceof String || value instanceof Number;
    }
}
