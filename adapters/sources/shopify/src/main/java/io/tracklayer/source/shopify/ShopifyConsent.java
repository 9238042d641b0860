// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The visitor's answer as the storefront script leaves it in the cart, e.g. {@code
 * analytics=1,marketing=0,sale_of_data=1}: Shopify's own names with yes, no or nothing (Customer
 * Privacy API, {@code currentVisitorConsent}), and beside them any further signal under its name,
 * e.g. {@code gpp=DBABLA~...}. Webhooks carry no other ads consent: {@code buyer_accepts_marketing}
 * is about e-mail.
 */
final class ShopifyConsent {
    private static final String STATED_BY = "shopify";

    private static final Map<String, ConsentSignal> ANSWERS =
            Map.of(
                    "analytics", ConsentSignal.SHOPIFY_ANALYTICS,
                    "marketing", ConsentSignal.SHOPIFY_MARKETING,
                    "sale_of_data", ConsentSignal.SHOPIFY_SALE_OF_DATA);

    /** What a pixel calls the same answers. */
    private static final Map<String, String> ALLOWED =
            Map.of(
                    "analyticsProcessingAllowed", "analytics",
                    "marketingAllowed", "marketing",
                    "saleOfDataAllowed", "sale_of_data");

    private ShopifyConsent() {}

    /**
     * @param marketingCoversAds whether the marketing answer also answers ad_user_data and
     *     ad_personalization
     * @param latest the choice was made then or before, when it does not say when
     */
    static ConsentSignals read(String raw, boolean marketingCoversAds, Optional<Instant> latest) {
        Map<String, Object> members = new HashMap<>();
        for (String answer : raw.split(",")) {
            String[] pair = answer.split("=", 2);
            if (pair.length == 2) {
                String name = pair[0].strip();
                boolean ours = ANSWERS.containsKey(lower(name)) || purpose(name).isPresent();
                members.merge(ours ? lower(name) : name, pair[1].strip(), ShopifyConsent::stricter);
            }
        }
        if (!members.isEmpty()) {
            latest.ifPresent(time -> members.putIfAbsent("collected_at", time.toString()));
        }
        return signals(members, marketingCoversAds, raw);
    }

    /**
     * As the Customer Privacy API gives it to a pixel: names with flags, or with yes, no, nothing.
     */
    static ConsentSignals of(Map<String, Object> given, boolean marketingCoversAds) {
        Map<String, Object> members = new HashMap<>();
        given.forEach(
                (name, answer) -> {
                    if (answer instanceof String || answer instanceof Boolean) {
                        members.merge(
                                ALLOWED.getOrDefault(name, name), answer, ShopifyConsent::stricter);
                    }
                });
        return signals(members, marketingCoversAds, members.toString());
    }

    private static ConsentSignals signals(
            Map<String, Object> members, boolean marketingCoversAds, String raw) {
        ConsentSignals.Builder signals = ConsentSignals.collect().signalsOf(members);
        ANSWERS.forEach((name, signal) -> signals.signal(signal, members.get(name)));
        Map<Purpose, ConsentState> stated = stated(members, marketingCoversAds);
        return stated.isEmpty() ? signals.build() : signals.stated(STATED_BY, stated, raw).build();
    }

    /** A purpose of its own beats the marketing answer that would cover it. */
    private static Map<Purpose, ConsentState> stated(
            Map<String, Object> members, boolean marketingCoversAds) {
        Map<Purpose, ConsentState> stated = new EnumMap<>(Purpose.class);
        for (Purpose purpose : new Purpose[] {Purpose.AD_USER_DATA, Purpose.AD_PERSONALIZATION}) {
            Object own = members.get(purpose.wire());
            if (own != null) {
                stated.put(purpose, state(own));
            } else if (!marketingCoversAds && members.containsKey("marketing")) {
                stated.put(purpose, ConsentState.UNKNOWN);
            }
        }
        return stated;
    }

    private static ConsentState state(Object answer) {
        return switch (lower(answer.toString())) {
            case "1", "yes", "true", "granted" -> ConsentState.GRANTED;
            default -> ConsentState.read(answer);
        };
    }

    /** A purpose that stands twice with two answers: no before not known before yes. */
    private static Object stricter(Object one, Object other) {
        if (state(one) == ConsentState.DENIED || state(other) == ConsentState.DENIED) {
            return "no";
        }
        return state(one) == state(other) ? one : "";
    }

    private static Optional<Purpose> purpose(String name) {
        return Purpose.find(lower(name));
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
