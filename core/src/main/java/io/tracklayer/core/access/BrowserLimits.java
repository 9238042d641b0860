// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Reading;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What nobody can claim with a key that stands in a page: that money moved, that something happened
 * elsewhere than on the site or in the app, or who and where the visitor is beyond what the
 * connection shows.
 */
final class BrowserLimits {
    private static final Set<EventName> SERVER_ONLY =
            EnumSet.of(
                    EventName.PURCHASE_PAID,
                    EventName.ORDER_FULFILLED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_REFUNDED,
                    EventName.ORDER_EDITED,
                    EventName.SUBSCRIPTION_RENEWED,
                    EventName.SUBSCRIPTION_CANCELLED,
                    EventName.SUBSCRIPTION_PAUSED);
    private static final Set<ActionSource> PLACES =
            EnumSet.of(ActionSource.WEBSITE, ActionSource.APP);

    /** By which SDKs say that the address is to be left out. */
    private static final Set<String> NO_ADDRESS = Set.of("0.0.0.0", "::");

    private BrowserLimits() {}

    static Decoded limit(Decoded message, InboundRequest request, String key) {
        if (message instanceof Decoded.Happened happened) {
            return refusal(happened.observation(), key)
                    .map(Decoded.class::cast)
                    .orElseGet(() -> new Decoded.Happened(shown(happened.observation(), request)));
        }
        return message instanceof Decoded.Identified identified
                ? new Decoded.Identified(shown(identified.observation(), request))
                : message;
    }

    private static Optional<Decoded.Rejected> refusal(Observation observation, String key) {
        if (SERVER_ONLY.contains(observation.name())) {
            return Optional.of(
                    new Decoded.Rejected(
                            KeyRefusal.EVENT,
                            observation.name().wire()
                                    + " is known by the shop's server alone, and key "
                                    + key
                                    + " is for browsers; send it with a server key"));
        }
        return observation
                .actionSource()
                .filter(place -> !PLACES.contains(place))
                .map(
                        place ->
                                new Decoded.Rejected(
                                        KeyRefusal.PLACE,
                                        "key "
                                                + key
                                                + " is for browsers, which see websites and apps only;"
                                                + " send it with a server key"));
    }

    private static Observation shown(Observation stated, InboundRequest request) {
        boolean asShown =
                stated.readings().stream()
                        .allMatch(reading -> shown(reading, request).equals(Optional.of(reading)));
        return asShown ? stated : withoutOverrides(stated, request);
    }

    /** A reading as the connection shows it: nobody names another visitor's address or browser. */
    private static Optional<Reading> shown(Reading reading, InboundRequest request) {
        if (reading.field() == EventField.CLIENT_IP
                && !reading.raw().equals(request.remoteAddress())
                && !NO_ADDRESS.contains(reading.raw())) {
            return Optional.of(
                    new Reading(EventField.CLIENT_IP, request.remoteAddress(), "remote address"));
        }
        Optional<String> agent = request.header("user-agent");
        if (reading.field() == EventField.USER_AGENT && !agent.equals(Optional.of(reading.raw()))) {
            return agent.map(name -> new Reading(EventField.USER_AGENT, name, "header user-agent"));
        }
        return Optional.of(reading);
    }

    private static Observation withoutOverrides(Observation stated, InboundRequest request) {
        Observation.Builder limited =
                Observation.of(stated.name())
                        .test(stated.test())
                        .timing(stated.timing())
                        .consent(stated.consent());
        stated.actionSource().ifPresent(limited::actionSource);
        stated.deliveryIds().forEach(limited::deliveryId);
        stated.eventId().ifPresent(stated.derivedId() ? limited::derivedEventId : limited::eventId);
        for (Reading reading : stated.readings()) {
            shown(reading, request)
                    .ifPresent(kept -> limited.read(kept.field(), kept.raw(), kept.origin()));
        }
        return limited.build();
    }
}
