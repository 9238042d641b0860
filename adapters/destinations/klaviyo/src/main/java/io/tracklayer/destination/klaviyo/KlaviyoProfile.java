// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.PublicAddress;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes of a profile. What is left out stays as it is at Klaviyo; null would clear it. */
final class KlaviyoProfile {
    private static final List<String> IDENTIFIERS =
            List.of("email", "phone_number", "external_id", "anonymous_id", "_kx");

    /** Made by jobs or the back office: the address is not the buyer's. */
    private static final Set<EventName> WITHOUT_BUYER =
            EnumSet.of(
                    EventName.SUBSCRIPTION_RENEWED,
                    EventName.ORDER_FULFILLED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_REFUNDED,
                    EventName.ORDER_EDITED);

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final Map<String, Object> location = new LinkedHashMap<>();

    KlaviyoProfile(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    static boolean identified(Map<String, Object> attributes) {
        return IDENTIFIERS.stream().anyMatch(attributes::containsKey);
    }

    /** Everything known. */
    Map<String, Object> collect() {
        put(attributes, "email", EventField.EMAIL, Rules.EMAIL_LOWER);
        phone();
        keys();
        put(attributes, "first_name", EventField.FIRST_NAME, Rules.AS_IS);
        put(attributes, "last_name", EventField.LAST_NAME, Rules.AS_IS);
        put(attributes, "locale", EventField.LOCALE, KlaviyoRules.LANGUAGE_TAG);
        locate();
        return attributes;
    }

    /** Everything but the visitor id, which Create or Update Profile does not take. */
    Map<String, Object> update() {
        collect().remove("anonymous_id");
        return attributes;
    }

    /** E-mail address and country. */
    Map<String, Object> reduce() {
        put(attributes, "email", EventField.EMAIL, Rules.EMAIL_LOWER);
        put(location, "country", EventField.COUNTRY, KlaviyoRules.COUNTRY);
        if (!location.isEmpty()) {
            attributes.put("location", location);
        }
        warnings.add(
                "without consent to marketing only e-mail address, country and order were sent");
        return attributes;
    }

    /** The e-mail address with the consent given for it. */
    Map<String, Object> subscribe() {
        put(attributes, "email", EventField.EMAIL, Rules.EMAIL_LOWER);
        attributes.put(
                "subscriptions",
                Map.of("email", Map.of("marketing", Map.of("consent", "SUBSCRIBED"))));
        return attributes;
    }

    private void phone() {
        String choice = settings.text(KlaviyoSettings.PHONE);
        boolean needed = !choice.equals("alone") || !attributes.containsKey("email");
        if (needed && !choice.equals("omit")) {
            put(attributes, "phone_number", EventField.PHONE, KlaviyoRules.PHONE);
        }
    }

    private void keys() {
        if (sends(KlaviyoSettings.EXTERNAL_ID)
                && !settings.flag(KlaviyoSettings.SHOP_INTEGRATION)) {
            put(attributes, "external_id", EventField.EXTERNAL_ID, KlaviyoRules.CUSTOMER_KEY);
        }
        if (sends(KlaviyoSettings.ANONYMOUS_ID)) {
            // Nobody hashes it, though many look so: 32 digits of hex.
            event.text(EventField.ANONYMOUS_ID)
                    .ifPresent(id -> attributes.put("anonymous_id", id.strip()));
        }
        event.clickId(EventField.KLAVIYO_KX)
                .map(ClickId::value)
                .filter(value -> !value.isBlank())
                .ifPresent(value -> attributes.put("_kx", value));
    }

    private boolean sends(String setting) {
        return settings.text(setting).equals("send");
    }

    private void locate() {
        put(location, "address1", EventField.STREET, Rules.AS_IS);
        put(location, "city", EventField.CITY, Rules.AS_IS);
        put(location, "region", EventField.STATE, Rules.AS_IS);
        put(location, "zip", EventField.POSTAL_CODE, Rules.AS_IS);
        put(location, "country", EventField.COUNTRY, KlaviyoRules.COUNTRY);
        if (!WITHOUT_BUYER.contains(event.name())
                && event.actionSource() != ActionSource.SYSTEM_GENERATED) {
            put(location, "ip", EventField.CLIENT_IP, PublicAddress::find);
        }
        if (!location.isEmpty()) {
            attributes.put("location", location);
        }
    }

    private void put(Map<String, Object> into, String name, EventField field, Rule rule) {
        event.text(field).flatMap(rule::plain).ifPresent(value -> into.put(name, value));
        if (event.has(field) && !into.containsKey(name)) {
            warnings.add(field.path() + " was left out: Klaviyo cannot use it as it was given");
        }
    }
}
