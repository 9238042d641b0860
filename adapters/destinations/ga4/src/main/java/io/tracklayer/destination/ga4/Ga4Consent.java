// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static io.tracklayer.spi.ConsentState.DENIED;
import static io.tracklayer.spi.ConsentState.GRANTED;
import static io.tracklayer.spi.ConsentState.UNKNOWN;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a visitor's consent means for GA4. What is unknown is left out: GA4 then uses the state it
 * last saw from the tag of that client.
 *
 * @param adUserData what is said about sending user data for ads
 * @param adPersonalization what is said about personalised ads
 * @param clickIds whether Google's click ids may stay in page addresses
 * @param location whether the buyer's whereabouts may be told
 */
record Ga4Consent(
        ConsentState adUserData,
        ConsentState adPersonalization,
        boolean clickIds,
        boolean location) {

    /** As the visitor consented; limited use means no personalised ads. */
    static Ga4Consent of(Event event) {
        Ga4Consent consent = of(event.consent());
        return event.limitedUse()
                ? new Ga4Consent(consent.adUserData, DENIED, consent.clickIds, consent.location)
                : consent;
    }

    private static Ga4Consent of(Consent consent) {
        ConsentState marketing = consent.state(Purpose.MARKETING);
        boolean optedOut = consent.state(Purpose.SALE_OF_DATA) == DENIED;
        return new Ga4Consent(
                narrowed(marketing, consent.state(Purpose.AD_USER_DATA)),
                optedOut ? DENIED : narrowed(marketing, consent.state(Purpose.AD_PERSONALIZATION)),
                marketing != DENIED,
                consent.state(Purpose.ANALYTICS) == GRANTED);
    }

    /** The {@code consent} object, empty when nothing is known. */
    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "ad_user_data", adUserData);
        put(tree, "ad_personalization", adPersonalization);
        return tree;
    }

    private static ConsentState narrowed(ConsentState marketing, ConsentState own) {
        return marketing == DENIED || own == UNKNOWN ? marketing : own;
    }

    private static void put(Map<String, Object> tree, String name, ConsentState state) {
        if (state != UNKNOWN) {
            tree.put(name, state.name());
        }
    }
}
