// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.document.JsonSize;
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
    private final boolean registrations;
    private final int maxBytes;

    SegmentDecoder(SegmentSender sender, Settings settings) {
        this.sender = sender;
        this.names = new SegmentEventNames(settings);
        this.properties = new SegmentProperties(settings);
        this.consents = new SegmentConsent(settings);
        this.registrations = settings.flag(SegmentSettings.REGISTRATIONS);
        this.maxBytes = SegmentLimits.of(settings).messageBytes();
    }

    Decoded decode(SegmentMessage message) {
        if (!message.isObject()) {
            return new Decoded.Rejected("not_an_object", "A message must be a JSON object.");
        }
        if (message.id().filter(id -> id.length() > MAX_MESSAGE_ID).isPresent()) {
            return new Decoded.Rejected(
                    "message_id_too_long", "A messageId may have 100 characters; shorten it.");
        }
        if (tooLarge(message)) {
            return new Decoded.Rejected(
                    "message_too_large",
                    "A message may have "
                            + maxBytes
                            + " bytes; shorten it, or set limits: rudder.");
        }
        if (Stream.of("/userId", "/anonymousId").allMatch(id -> message.text(id).isEmpty())) {
            return new Decoded.Rejected(
                    "no_user_anon_id", "A message needs a userId or an anonymousId.");
        }
        return byType(message);
    }

    /** Only measured where it can be: most requests are smaller than one message may be. */
    private boolean tooLarge(SegmentMessage message) {
        return sender.requestBytes() > maxBytes && JsonSize.bytes(message.body().node()) > maxBytes;
    }

    private Decoded byType(SegmentMessage message) {
        return switch (message.type()) {
            case "track" -> track(message);
            case "page", "screen" -> happened(message, EventName.PAGE_VIEWED, "");
            case "identify", "group", "alias" -> identified(message);
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

    private Decoded identified(SegmentMessage message) {
        return registered(message)
                ? happened(message, EventName.ACCOUNT_REGISTERED, "")
                : new Decoded.Identified(
                        observation(message, Observation.identity(), EventName.CUSTOM));
    }

    /** Says that the account is a few minutes old; nothing else in an identify tells a new one. */
    private boolean registered(SegmentMessage message) {
        return registrations
                && message.type().equals("identify")
                && message.text("/userId").isPresent()
                && message.createdAt().flatMap(Instants::read).filter(sender::justNow).isPresent();
    }

    private Decoded happened(SegmentMessage message, EventName name, String original) {
        String eventId = SegmentEventIds.of(message, name);
        if (eventId.length() > MAX_EVENT_ID) {
            return new Decoded.Rejected(
                    "event_id_too_long",
                    "The event id, or the order id in it, is longer than 256 characters.");
        }
        Observation.Builder observation = Observation.of(name).derivedEventId(eventId);
        SegmentEventIds.stated(message).ifPresent(observation::eventId);
        if (name == EventName.CUSTOM) {
            observation.read(EventField.CUSTOM_NAME, original, message.body().origin() + "/event");
        }
        return new Decoded.Happened(observation(message, observation, name));
    }

    private Observation observation(
            SegmentMessage message, Observation.Builder observation, EventName name) {
        observation
                .timing(SegmentTimes.of(message, sender))
                .consent(consents.of(message, sender.privacyControl()));
        message.id().ifPresent(id -> observation.deliveryId("message:" + id));
        sender.actionSource(message).ifPresent(observation::actionSource);
        properties.addTo(observation, message, name);
        sender.readNetwork(message, observation);
        return observation.build();
    }
}
