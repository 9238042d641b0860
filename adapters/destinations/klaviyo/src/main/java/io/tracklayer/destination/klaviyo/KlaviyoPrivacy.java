// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What consent leaves of an event. */
final class KlaviyoPrivacy {
    private static final Set<EventName> TRANSACTIONAL =
            EnumSet.of(
                    EventName.PURCHASE_PLACED,
                    EventName.ORDER_FULFILLED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_REFUNDED);

    private KlaviyoPrivacy() {}

    /** Whether orders are sent without consent to marketing, too. */
    static boolean transactional(Settings settings) {
        return settings.text(KlaviyoSettings.WITHOUT_MARKETING).equals("transactional");
    }

    /** Whether the event is sent with e-mail, country and order alone. */
    static boolean reduced(Event event, Settings settings) {
        // The host asks for nothing then, so an unknown state must not pass for a yes here.
        return transactional(settings)
                && event.consent().state(Purpose.MARKETING) != ConsentState.GRANTED;
    }

    static Optional<KlaviyoEventNames.NotSent> refusal(Event event, Settings settings) {
        if (reduced(event, settings) && !TRANSACTIONAL.contains(event.name())) {
            return Optional.of(
                    new KlaviyoEventNames.NotSent(
                            "consent_"
                                    + event.consent().state(Purpose.MARKETING).wire()
                                    + ":marketing",
                            "Without consent to marketing only orders are sent to Klaviyo."));
        }
        if (browse(event.name())
                && event.consent().state(Purpose.ANALYTICS) == ConsentState.DENIED) {
            return Optional.of(
                    new KlaviyoEventNames.NotSent(
                            "consent_denied:analytics",
                            "The visitor refused analytics, so browsing is not sent."));
        }
        return Optional.empty();
    }

    private static boolean browse(EventName name) {
        return name.family() == EventName.Family.BROWSE && name != EventName.PRODUCT_ADDED_TO_CART;
    }
}
