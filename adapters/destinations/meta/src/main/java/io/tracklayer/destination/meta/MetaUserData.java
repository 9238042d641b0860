// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.PublicAddress;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The block {@code user_data} (Customer information parameters). */
final class MetaUserData {
    static final String IP = "client_ip_address";
    private static final String USER_AGENT = "client_user_agent";
    private static final String EXTERNAL_ID = "external_id";

    private static final List<Hashed> HASHED =
            List.of(
                    new Hashed("em", EventField.EMAIL, country -> Rules.EMAIL_LOWER),
                    new Hashed("ph", EventField.PHONE, country -> Rules.PHONE_DIGITS),
                    new Hashed("fn", EventField.FIRST_NAME, country -> Rules.NAME),
                    new Hashed("ln", EventField.LAST_NAME, country -> Rules.NAME),
                    new Hashed("db", EventField.BIRTH_DATE, country -> MetaRules.BIRTH_DATE),
                    new Hashed("ge", EventField.GENDER, country -> MetaRules.GENDER),
                    new Hashed("ct", EventField.CITY, country -> Rules.CITY),
                    new Hashed("st", EventField.STATE, MetaRules::state),
                    new Hashed("zp", EventField.POSTAL_CODE, MetaRules::postalCode),
                    new Hashed("country", EventField.COUNTRY, country -> MetaRules.COUNTRY));

    /** Any of these is enough; Meta refuses events with only weaker ones (2804050). */
    private static final Set<String> STRONG = Set.of("em", "ph", EXTERNAL_ID, "fbp", "fbc");

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> keys = new LinkedHashMap<>();

    MetaUserData(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * All usable identifiers.
     *
     * @param browser whether the buyer's own device made the event; a job's address is not the
     *     buyer's
     */
    Map<String, Object> collect(Instant now, boolean browser) {
        String country = event.text(EventField.COUNTRY).orElse("");
        HASHED.forEach(key -> hash(key.name(), key.field(), key.rule().apply(country)));
        externalId();
        if (browser) {
            network();
        }
        boolean repair = settings.flag(MetaSettings.REPAIR_COOKIE_TIMES);
        MetaCookies cookies = new MetaCookies(now, repair, warnings);
        cookies.fbp(event).ifPresent(value -> keys.put("fbp", value));
        cookies.fbc(event).ifPresent(value -> keys.put("fbc", value));
        return keys;
    }

    static boolean sufficient(Map<String, Object> keys) {
        return keys.keySet().stream().anyMatch(STRONG::contains)
                || keys.containsKey(IP) && keys.containsKey(USER_AGENT);
    }

    private void hash(String name, EventField field, Rule rule) {
        Optional<String> value = event.text(field).map(String::strip);
        value.flatMap(given -> MetaRules.hash(rule, given))
                .ifPresent(hash -> keys.put(name, List.of(hash)));
        warnIfLost(name, field);
    }

    private void externalId() {
        switch (settings.text(MetaSettings.EXTERNAL_ID)) {
            case "plain" ->
                    event.text(EventField.EXTERNAL_ID)
                            .map(String::strip)
                            .ifPresent(id -> keys.put(EXTERNAL_ID, List.of(id)));
            case "hash-raw" -> hash(EXTERNAL_ID, EventField.EXTERNAL_ID, Rules.AS_IS);
            default -> hash(EXTERNAL_ID, EventField.EXTERNAL_ID, Rules.COMPACT_LOWER);
        }
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
            warnings.add(field.path() + " was left out: Meta cannot use it as it was given");
        }
    }

    private record Hashed(String name, EventField field, Function<String, Rule> rule) {}
}
