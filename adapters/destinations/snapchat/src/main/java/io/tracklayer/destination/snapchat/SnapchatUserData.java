// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

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
import java.util.function.Function;

/** The block {@code user_data} (Parameters). */
final class SnapchatUserData {
    private static final String IP = "client_ip_address";
    private static final String USER_AGENT = "client_user_agent";

    private static final List<Hashed> HASHED =
            List.of(
                    new Hashed("em", EventField.EMAIL, country -> Rules.EMAIL_LOWER),
                    new Hashed("ph", EventField.PHONE, country -> Rules.PHONE_DIGITS),
                    new Hashed("fn", EventField.FIRST_NAME, country -> Rules.NAME),
                    new Hashed("ln", EventField.LAST_NAME, country -> Rules.NAME),
                    new Hashed("ge", EventField.GENDER, country -> SnapchatRules.GENDER),
                    new Hashed("ct", EventField.CITY, country -> Rules.NAME),
                    new Hashed("st", EventField.STATE, SnapchatRules::state),
                    new Hashed("zp", EventField.POSTAL_CODE, SnapchatRules::postalCode),
                    new Hashed("country", EventField.COUNTRY, country -> SnapchatRules.COUNTRY));

    private static final Hashed EXTERNAL_ID =
            new Hashed(
                    "external_id", EventField.EXTERNAL_ID, country -> SnapchatRules.CUSTOMER_KEY);
    private static final Hashed BIRTH_DATE =
            new Hashed("db", EventField.BIRTH_DATE, country -> SnapchatRules.BIRTH_DATE);

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> keys = new LinkedHashMap<>();

    SnapchatUserData(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * All usable identifiers.
     *
     * @param byBuyer whether the buyer's own device made the event; a job's address is not the
     *     buyer's
     */
    Map<String, Object> collect(boolean byBuyer) {
        HASHED.forEach(this::hash);
        if (settings.flag(SnapchatSettings.BIRTH_DATE)) {
            hash(BIRTH_DATE);
        }
        if (settings.text(SnapchatSettings.EXTERNAL_ID).equals("hash")) {
            hash(EXTERNAL_ID);
        }
        if (byBuyer) {
            network();
        }
        event.clickId(EventField.SCCID)
                .map(ClickId::value)
                .filter(value -> !value.isBlank())
                .ifPresent(value -> keys.put("sc_click_id", value));
        event.text(EventField.SCID).ifPresent(value -> keys.put("sc_cookie1", value));
        return keys;
    }

    /** Customer key, click id and cookie alone are not enough for Snapchat. */
    static boolean sufficient(Map<String, Object> keys) {
        return keys.containsKey("em")
                || keys.containsKey("ph")
                || keys.containsKey(IP) && keys.containsKey(USER_AGENT);
    }

    private void hash(Hashed key) {
        Rule rule = key.rule().apply(event.text(EventField.COUNTRY).orElse(""));
        event.text(key.field())
                .flatMap(rule::hash)
                .map(Sha256::hex)
                .ifPresent(hash -> keys.put(key.name(), List.of(hash)));
        warnIfLost(key.name(), key.field());
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
            warnings.add(field.path() + " was left out: Snapchat cannot use it as it was given");
        }
    }

    private record Hashed(String name, EventField field, Function<String, Rule> rule) {}
}
