// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The visitor's answer as the storefront script leaves it in the cart, e.g. {@code
 * analytics=1,marketing=0,sale_of_data=1}. Shopify's own names are analytics, marketing,
 * sale_of_data and preferences with yes, no or nothing (Customer Privacy API, {@code
 * currentVisitorConsent}); preferences is nothing we ask for. Webhooks carry no other ads consent:
 * {@code buyer_accepts_marketing} is about e-mail.
 */
final class ShopifyConsent {
    private static final int LONGEST = 1_024;

    private static final Map<String, ConsentState> STATES =
            Map.of(
                    "1", ConsentState.GRANTED,
                    "yes", ConsentState.GRANTED,
                    "true", ConsentState.GRANTED,
                    "granted", ConsentState.GRANTED,
                    "0", ConsentState.DENIED,
                    "no", ConsentState.DENIED,
                    "false", ConsentState.DENIED,
                    "denied", ConsentState.DENIED);

    private ShopifyConsent() {}

    static Consent read(String raw, boolean marketingCoversAds) {
        if (raw.length() > LONGEST) {
            return Consent.notGiven();
        }
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        for (String answer : raw.split(",")) {
            String[] pair = answer.split("=", 2);
            ConsentState state = pair.length == 2 ? state(pair[1]) : ConsentState.UNKNOWN;
            Optional<Purpose> purpose = Purpose.find(lower(pair[0]));
            purpose.ifPresent(known -> states.merge(known, state, ShopifyConsent::stricter));
        }
        if (marketingCoversAds && states.containsKey(Purpose.MARKETING)) {
            states.putIfAbsent(Purpose.AD_USER_DATA, states.get(Purpose.MARKETING));
            states.putIfAbsent(Purpose.AD_PERSONALIZATION, states.get(Purpose.MARKETING));
        }
        return new Consent(states, "shopify", raw, null);
    }

    private static ConsentState state(String answer) {
        return STATES.getOrDefault(lower(answer), ConsentState.UNKNOWN);
    }

    /** A purpose that stands twice with two answers: no before not known before yes. */
    private static ConsentState stricter(ConsentState one, ConsentState other) {
        if (one == ConsentState.DENIED || other == ConsentState.DENIED) {
            return ConsentState.DENIED;
        }
        return one == other ? one : ConsentState.UNKNOWN;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
