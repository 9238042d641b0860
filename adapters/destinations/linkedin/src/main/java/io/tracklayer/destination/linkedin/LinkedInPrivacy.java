// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Consent at LinkedIn: its API has no field for it, so less is sent or nothing. */
final class LinkedInPrivacy {
    private static final String AD_USER_DATA_DENIED = "ad_user_data_denied";

    /** What the setting click-id-only takes. */
    static final List<String> REASONS =
            List.of(
                    "never",
                    "always",
                    "limited_use",
                    "sale_of_data_denied",
                    "ad_personalization_denied",
                    AD_USER_DATA_DENIED);

    private LinkedInPrivacy() {}

    /** The purposes without which nothing is sent. */
    static Set<Purpose> purposes(Settings settings) {
        return settings.list(LinkedInSettings.CLICK_ID_ONLY).contains(AD_USER_DATA_DENIED)
                ? Set.of(Purpose.MARKETING)
                : Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA);
    }

    /** Why only the click id may be sent, empty when everything may. */
    static Optional<String> reduced(Event event, Settings settings) {
        return settings.list(LinkedInSettings.CLICK_ID_ONLY).stream()
                .filter(reason -> holds(reason, event))
                .findFirst();
    }

    private static boolean holds(String reason, Event event) {
        return switch (reason) {
            case "always" -> true;
            case "limited_use" -> event.limitedUse();
            case "sale_of_data_denied" -> state(event, Purpose.SALE_OF_DATA) == ConsentState.DENIED;
            case "ad_personalization_denied" ->
                    state(event, Purpose.AD_PERSONALIZATION) == ConsentState.DENIED;
            // The host no longer asks for the purpose then, so not knowing counts as no.
            case AD_USER_DATA_DENIED -> state(event, Purpose.AD_USER_DATA) != ConsentState.GRANTED;
            default -> false;
        };
    }

    private static ConsentState state(Event event, Purpose purpose) {
        return event.consent().state(purpose);
    }
}
