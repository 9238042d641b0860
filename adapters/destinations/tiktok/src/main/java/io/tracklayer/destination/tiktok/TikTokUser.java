// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

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
import java.util.Optional;
import java.util.Set;

/** The block {@code user} (Events API 2.0: Payload). */
final class TikTokUser {
    /** Any of these is enough; TikTok takes less, and matches nobody by it. */
    private static final Set<String> STRONG =
            Set.of("email", "phone", "external_id", "ttclid", "ttp");

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> keys = new LinkedHashMap<>();

    TikTokUser(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * All usable identifiers.
     *
     * @param byBuyer whether the buyer's own device made the event
     */
    Map<String, Object> collect(boolean byBuyer) {
        String country = event.text(EventField.COUNTRY).orElse("");
        boolean fullZip = settings.text(TikTokSettings.US_ZIP).equals("full");
        hash("email", EventField.EMAIL, Rules.EMAIL_LOWER);
        phone();
        hash("external_id", EventField.EXTERNAL_ID, externalId());
        hash("first_name", EventField.FIRST_NAME, Rules.NAME);
        hash("last_name", EventField.LAST_NAME, Rules.NAME);
        hash("zip_code", EventField.POSTAL_CODE, TikTokRules.postalCode(country, fullZip));
        plain("city", EventField.CITY, Rules.NAME);
        plain("state", EventField.STATE, TikTokRegions.state(country));
        plain("country", EventField.COUNTRY, TikTokRules.COUNTRY);
        if (byBuyer) {
            click();
        }
        plain("ttp", EventField.TTP, Rules.AS_IS);
        if (byBuyer) {
            network();
        }
        plain("locale", EventField.LOCALE, TikTokRules.LOCALE);
        return keys;
    }

    static boolean sufficient(Map<String, Object> keys) {
        return keys.keySet().stream().anyMatch(STRONG::contains)
                || keys.containsKey("ip") && keys.containsKey("user_agent");
    }

    /** A hash that was made without the plus sign looks like any other and never matches. */
    private void phone() {
        boolean hashed = event.text(EventField.PHONE).flatMap(Sha256::recognise).isPresent();
        if (hashed && settings.text(TikTokSettings.HASHED_PHONE).equals("drop")) {
            warnings.add(
                    "user.phone was left out: it arrived hashed, and TikTok needs it hashed with"
                            + " the plus sign; see hashed-phone");
        } else {
            hash("phone", EventField.PHONE, Rules.PHONE_PLUS);
        }
    }

    private Rule externalId() {
        return settings.text(TikTokSettings.EXTERNAL_ID).equals("hash-raw")
                ? Rules.AS_IS
                : TikTokRules.LOWER;
    }

    private void hash(String key, EventField field, Rule rule) {
        Optional<Sha256> hash = event.text(field).flatMap(rule::hash);
        hash.ifPresent(found -> keys.put(key, found.hex()));
        warnIfLost(key, field);
    }

    private void plain(String key, EventField field, Rule rule) {
        event.text(field).flatMap(rule::plain).ifPresent(text -> keys.put(key, text));
        warnIfLost(key, field);
    }

    private void click() {
        event.clickId(EventField.TTCLID)
                .map(ClickId::value)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> keys.put("ttclid", value));
    }

    private void network() {
        event.text(EventField.CLIENT_IP)
                .flatMap(PublicAddress::find)
                .ifPresent(address -> keys.put("ip", address));
        warnIfLost("ip", EventField.CLIENT_IP);
        event.text(EventField.USER_AGENT).ifPresent(agent -> keys.put("user_agent", agent));
    }

    private void warnIfLost(String key, EventField field) {
        if (event.has(field) && !keys.containsKey(key)) {
            warnings.add(field.path() + " was left out: TikTok cannot use it as it was given");
        }
    }
}
