// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.util.Optional;

/** What consent and a rule's limited use change in an event. */
final class PinterestPrivacy {
    private PinterestPrivacy() {}

    static Optional<Mapping> refusal(Event event, Settings settings) {
        if (state(event, Purpose.AD_USER_DATA) == ConsentState.DENIED) {
            return Optional.of(
                    Mapping.skip(
                            "insufficient_identifiers",
                            "ad_user_data is denied; without identifiers Pinterest takes no"
                                    + " event."));
        }
        boolean unwanted =
                settings.text(PinterestSettings.SALE_OF_DATA_DENIED).equals("skip")
                        && limited(event);
        return unwanted
                ? Optional.of(
                        Mapping.skip(
                                "limited_use_not_sent",
                                "Its use is limited, and sale-of-data-denied is skip."))
                : Optional.empty();
    }

    /** Limited Data Processing: the buyer opted out of the sale of data, or a rule says so. */
    static boolean limited(Event event) {
        return event.limitedUse() || state(event, Purpose.SALE_OF_DATA) == ConsentState.DENIED;
    }

    /** {@code opt_out}; empty when nobody asked the visitor, for that is neither yes nor no. */
    static Optional<Boolean> optOut(Event event) {
        if (limited(event)) {
            return Optional.of(true);
        }
        return switch (state(event, Purpose.AD_PERSONALIZATION)) {
            case DENIED -> Optional.of(true);
            case GRANTED -> Optional.of(false);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static ConsentState state(Event event, Purpose purpose) {
        return event.consent().state(purpose);
    }
}
