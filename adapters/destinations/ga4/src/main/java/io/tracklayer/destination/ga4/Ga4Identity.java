// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName.Family;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which client and user an event belongs to.
 *
 * @param clientId the browser's client id, or one derived from the external id
 * @param derived whether it was derived, so that no session can be joined
 */
record Ga4Identity(String clientId, boolean derived) {
    private static final Set<Family> ORDER_FAMILIES = Set.of(Family.ORDER, Family.SUBSCRIPTION);
    private static final int LONGEST_USER_ID = 256;

    /** The identity, or empty when there is none and the settings do not allow to derive one. */
    static Optional<Ga4Identity> of(Event event, Settings settings) {
        Optional<String> client =
                event.text(EventField.GA_CLIENT_ID).filter(id -> !Ga4Text.looksLikePerson(id));
        return client.isPresent()
                ? client.map(id -> new Ga4Identity(id, false))
                : customer(event)
                        .filter(id -> settings.text(missingClient(event)).equals("derive"))
                        .map(id -> new Ga4Identity(derive(id), true));
    }

    /** The setting that says what happens to an event without a client id. */
    static String missingClient(Event event) {
        return ORDER_FAMILIES.contains(event.name().family())
                ? Ga4Settings.MISSING_ORDER
                : Ga4Settings.MISSING_BROWSE;
    }

    /** The merchant's customer key as {@code user_id}, unless GA4 must not get it. */
    static Optional<String> userId(Event event, List<String> warnings) {
        Optional<String> known = event.text(EventField.EXTERNAL_ID);
        Optional<String> usable = customer(event).filter(id -> id.length() <= LONGEST_USER_ID);
        if (known.isPresent() && usable.isEmpty()) {
            warnings.add(
                    "user_id left out: the external id looks like an e-mail address or phone number or has more than 256 characters");
        }
        return usable;
    }

    private static Optional<String> customer(Event event) {
        return event.text(EventField.EXTERNAL_ID)
                .map(String::strip)
                .filter(id -> !Ga4Text.looksLikePerson(id))
                .filter(id -> !isPhone(id, event));
    }

    /** Customer keys are often bare numbers, so one is a phone only if it is this buyer's. */
    private static boolean isPhone(String id, Event event) {
        return event.text(EventField.PHONE)
                .filter(phone -> phone.equals("+" + id) || phone.equals(id))
                .isPresent();
    }

    private static String derive(String customer) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.digest(customer.getBytes(StandardCharsets.UTF_8)));
        return (hash.getInt() & Integer.MAX_VALUE) + "." + (hash.getInt() & Integer.MAX_VALUE);
    }
}
