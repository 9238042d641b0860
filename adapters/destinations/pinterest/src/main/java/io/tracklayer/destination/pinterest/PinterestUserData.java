// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.PublicAddress;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The block {@code user_data}; hashed keys are arrays, even of one. */
final class PinterestUserData {
    private static final String EMAIL = "em";
    private static final String IP = "client_ip_address";
    private static final String USER_AGENT = "client_user_agent";

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> keys = new LinkedHashMap<>();

    PinterestUserData(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /** All usable identifiers. */
    Map<String, Object> collect() {
        hash(EMAIL, EventField.EMAIL, Rules.EMAIL_LOWER);
        hash("ph", EventField.PHONE, Rules.PHONE_DIGITS);
        person();
        place();
        hash("external_id", EventField.EXTERNAL_ID, PinterestRules.LOWER);
        if (PinterestPlace.madeByBuyer(event)) {
            network();
        }
        event.clickId(EventField.EPIK)
                .map(ClickId::value)
                .filter(value -> !value.isBlank())
                .ifPresent(value -> keys.put("click_id", value));
        return keys;
    }

    /** Telephone number, customer key and click id are not enough for Pinterest. */
    static boolean sufficient(Map<String, Object> keys) {
        return keys.containsKey(EMAIL) || keys.containsKey(IP) && keys.containsKey(USER_AGENT);
    }

    private void person() {
        Rule name =
                settings.text(PinterestSettings.NAME_FORM).equals("letters")
                        ? Rules.NAME
                        : PinterestRules.LOWER;
        boolean dashed = settings.text(PinterestSettings.BIRTH_DATE_FORM).equals("dashed");
        hash("fn", EventField.FIRST_NAME, name);
        hash("ln", EventField.LAST_NAME, name);
        hash("ge", EventField.GENDER, PinterestRules.GENDER);
        hash("db", EventField.BIRTH_DATE, PinterestRules.birthDate(dashed));
    }

    private void place() {
        String country = event.text(EventField.COUNTRY).orElse("");
        hash("ct", EventField.CITY, Rules.NAME);
        hash("st", EventField.STATE, PinterestRules.state(country));
        hash("zp", EventField.POSTAL_CODE, PinterestRules.postalCode(country));
        hash("country", EventField.COUNTRY, PinterestRules.COUNTRY);
    }

    private void hash(String name, EventField field, Rule rule) {
        event.text(field)
                .flatMap(rule::hash)
                .map(Sha256::hex)
                .ifPresent(hash -> keys.put(name, List.of(hash)));
        warnIfLost(name, field);
    }

    private void network() {
        event.text(EventField.CLIENT_IP)
                .flatMap(PublicAddress::find)
                .ifPresent(address -> keys.put(IP, address));
        warnIfLost(IP, EventField.CLIENT_IP);
        event.text(EventField.USER_AGENT).ifPresent(agent -> keys.put(USER_AGENT, agent));
    }

    private void warnIfLost(String name, EventField field) {
        if (event.has(field) && !keys.containsKey(name)) {
            warnings.add(field.path() + " was left out: Pinterest cannot use it as it was given");
        }
    }
}
