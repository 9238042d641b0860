// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns one message into an observation, or says why not. */
final class SegmentDecoder {
    /** Segment "Spec: Common Fields": a message id has at most 100 characters. */
    private static final int MAX_MESSAGE_ID = 100;

    private static final int MAX_EVENT_ID = 256;

    private final SegmentSender sender;
    private final SegmentEventNames names;
    private final SegmentProperties properties;
    private final SegmentConsent consents;

    SegmentDecoder(SegmentSender sender, Settings settings) {
        this.sender = sender;
        this.names = new SegmentEventNames(settings);
        this.properties = new SegmentProperties(settings);
        this.consents = new SegmentConsent(settings);
    }

    Decoded decode(SegmentMessage message) {
        if (!message.isObject()) {
            return new Decoded.Rejected("not_an_object", "A message must be a JSON object.");
        }
        if (message.id().filter(id -> id.length() > MAX_MESSAGE_ID).isPresent()) {
            return new Decoded.Rejected(
                    "message_id_too_long", "A messageId may have 100 characters; shorten it.");
        }
        if (Stream.of("/userId", "/anonymousId").allMatch(id -> message.text(id).isEmpty())) {
            return new Decoded.Rejected(
                    "no_user_anon_id", "A message needs a userId or an anonymousId.");
        }
        return byType(message);
    }

    private Decoded byType(SegmentMessage message) {
        return switch (message.type()) {
            case "track" -> track(message);
            case "page", "screen" -> happened(message, EventName.PAGE_VIEWED, "");
            case "identify", "group", "alias" -> identityOnly(message.type());
            default ->
                    new Decoded.Rejected(
                            "unknown_type",
                            "The type must be track, identify, page, screen, group or alias.");
        };
    }

    private Decoded track(SegmentMessage message) {
        Optional<String> event = message.text("/event");
        if (event.isEmpty()) {
            return new Decoded.Rejected("missing_event", "A track message needs an event name.");
        }
        return happened(message, names.of(event.get(), message.properties()), event.get());
    }

    private static Decoded identityOnly(String type) {
        return new Decoded.Ignored(
                "identity_only",
                "A message of type "
                        + type
                        + " tells who somebody is, not that something happened.");
    }

    private Decoded happened(SegmentMessage message, EventName name, String original) {
        String eventId = SegmentEventIds.of(message, name);
        if (eventId.length() > MAX_EVENT_ID) {
            return new Decoded.Rejected(
                    "event_id_too_long",
                    "The event id, or the order id in it, is longer than 256 characters.");
        }
        Observation.Builder observation =
                Observation.of(name)
                        .derivedEventId(eventId)
                        .timing(timing(message))
                        .consent(consents.of(message, sender.privacyControl()));
        SegmentEventIds.stated(message).ifPresent(observation::eventId);
        message.id().ifPresent(id -> observation.deliveryId("message:" + id));
        sender.actionSource(message).ifPresent(observation::actionSource);
        if (name == EventName.CUSTOM) {
            observation.read(EventField.CUSTOM_NAME, original, message.body().origin() + "/event");
        }
        properties.addTo(observation, message, name);
        sender.readNetwork(message, observation);
        return new Decoded.Happened(observation.build());
    }

    /** The client's timestamp is the original one; only Segment's own API rewrites it. */
    private Observation.Timing timing(SegmentMessage message) {
        String pointer =
                message.body().find("/originalTimestamp").isPresent()
                        ? "/originalTimestamp"
                        : "/timestamp";
        Optional<Object> occurred = message.body().find(pointer).filter(SegmentDecoder::isTime);
        return new Observation.Timing(
                occurred.orElse(null),
                message.sentAt().filter(SegmentDecoder::isTime).orElse(null),
                sender.clientClock(message),
                occurred.isPresent() ? message.body().origin() + pointer : "");
    }

    private static boolean isTime(Object value) {
        return value instanceof String || value instanceof Number;
    }
}
