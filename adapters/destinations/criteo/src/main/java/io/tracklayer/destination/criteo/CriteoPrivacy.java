// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.util.Optional;

/** What consent says about an event. Criteo's body has no member for it, so it is kept here. */
final class CriteoPrivacy {
    /** Criteo's own cookie, which the browser hands on as a property of that name. */
    private static final String OPTED_OUT = "crto_is_user_optout";

    private CriteoPrivacy() {}

    /** Why Criteo gets nothing of the event, if so. */
    static Optional<Mapping> refusal(Event event, Settings settings) {
        if (CriteoProperties.text(event, OPTED_OUT).filter("true"::equalsIgnoreCase).isPresent()) {
            return Optional.of(
                    Mapping.skip("vendor_optout", "The visitor opted out at Criteo itself."));
        }
        boolean limited =
                event.limitedUse()
                        || denied(event, Purpose.SALE_OF_DATA)
                        || denied(event, Purpose.AD_PERSONALIZATION);
        return limited && settings.text(CriteoSettings.LIMITED_USE).equals("skip")
                ? Optional.of(
                        Mapping.skip(
                                "limited_use",
                                "The use of the event is limited, and Criteo cannot be told so."))
                : Optional.empty();
    }

    /**
     * Whether the event may say who the visitor is. An open question about ad_user_data is a yes
     * only where nothing was answered about marketing either, which the region then allows.
     */
    static boolean mayIdentify(Event event) {
        return switch (event.consent().state(Purpose.AD_USER_DATA)) {
            case GRANTED -> true;
            case DENIED -> false;
            case UNKNOWN -> event.consent().state(Purpose.MARKETING) == ConsentState.UNKNOWN;
        };
    }

    private static boolean denied(Event event, Purpose purpose) {
        return event.consent().state(purpose) == ConsentState.DENIED;
    }
}
