// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

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
import java.util.regex.Pattern;

/** The block {@code user}, without the data processing options. */
final class RedditUser {
    /** The cookie {@code _rdt_uuid}: milliseconds and a UUID, or the UUID alone. */
    private static final Pattern COOKIE =
            Pattern.compile("(\\d{13}\\.)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> keys = new LinkedHashMap<>();

    RedditUser(Event event, Settings settings, List<String> warnings) {
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
        put("email", EventField.EMAIL, event.text(EventField.EMAIL).flatMap(this::email));
        put("phone_number", EventField.PHONE, hash(EventField.PHONE, RedditRules.PHONE));
        put("external_id", EventField.EXTERNAL_ID, hash(EventField.EXTERNAL_ID, Rules.AS_IS));
        if (byBuyer) {
            put("ip_address", EventField.CLIENT_IP, address());
            device();
        }
        put(
                "uuid",
                EventField.RDT_UUID,
                event.text(EventField.RDT_UUID).filter(COOKIE.asMatchPredicate()));
        return keys;
    }

    /** What may be said of somebody who must not be recognised. */
    Map<String, Object> collectAnonymous(boolean byBuyer) {
        warnings.add("sent without identifiers, click id and address: there is no consent to them");
        if (byBuyer) {
            device();
        }
        return keys;
    }

    private void device() {
        event.text(EventField.USER_AGENT).ifPresent(agent -> keys.put("user_agent", agent));
    }

    private Optional<String> email(String given) {
        return switch (settings.text(RedditSettings.EMAIL_FORM)) {
            case "simple" -> Rules.EMAIL_LOWER.hash(given).map(Sha256::hex);
            case "plain" ->
                    Sha256.recognise(given)
                            .map(Sha256::hex)
                            .or(() -> Rules.EMAIL_LOWER.plain(given));
            default -> RedditRules.EMAIL.hash(given).map(Sha256::hex);
        };
    }

    private Optional<String> hash(EventField field, Rule rule) {
        return event.text(field).flatMap(rule::hash).map(Sha256::hex);
    }

    private Optional<String> address() {
        Optional<String> found = event.text(EventField.CLIENT_IP).flatMap(PublicAddress::find);
        return settings.text(RedditSettings.IP_ADDRESS).equals("hash")
                ? found.map(Sha256::of).map(Sha256::hex)
                : found;
    }

    private void put(String name, EventField field, Optional<String> value) {
        value.ifPresent(text -> keys.put(name, text));
        if (event.has(field) && value.isEmpty()) {
            warnings.add(field.path() + " was left out: Reddit cannot use it as it was given");
        }
    }
}
