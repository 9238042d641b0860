// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.spi.ConsentState.DENIED;
import static io.tracklayer.spi.ConsentState.UNKNOWN;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the visitor's consent says to Google; what is unknown is left out. */
record GoogleAdsConsent(ConsentState adUserData, ConsentState adPersonalization) {

    /** Limited use and an opt-out of sale mean no personalised ads. */
    static GoogleAdsConsent of(Event event) {
        Consent consent = event.consent();
        ConsentState marketing = consent.state(Purpose.MARKETING);
        boolean impersonal = event.limitedUse() || consent.state(Purpose.SALE_OF_DATA) == DENIED;
        return new GoogleAdsConsent(
                finer(consent.state(Purpose.AD_USER_DATA), marketing),
                impersonal ? DENIED : finer(consent.state(Purpose.AD_PERSONALIZATION), marketing));
    }

    /** The same with what the other one refuses refused, too. */
    GoogleAdsConsent and(GoogleAdsConsent other) {
        return new GoogleAdsConsent(
                other.adUserData == DENIED ? DENIED : adUserData,
                other.adPersonalization == DENIED ? DENIED : adPersonalization);
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "adUserData", adUserData);
        put(tree, "adPersonalization", adPersonalization);
        return tree;
    }

    /** A banner without the finer switch answers with marketing. */
    private static ConsentState finer(ConsentState own, ConsentState marketing) {
        return own == UNKNOWN || marketing == DENIED ? marketing : own;
    }

    private static void put(Map<String, Object> tree, String name, ConsentState state) {
        if (state != UNKNOWN) {
            tree.put(name, "CONSENT_" + state.name());
        }
    }
}
