// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The block {@code userInfo} (Conversions API: schema). One without both names fails the whole
 * request, so there is none then.
 */
final class LinkedInPerson {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final Event event;
    private final Settings settings;
    private final LinkedInVersion version;
    private final List<String> warnings;
    private final Optional<String> first;
    private final Optional<String> last;

    LinkedInPerson(Event event, Settings settings, LinkedInVersion version, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.version = version;
        this.warnings = warnings;
        this.first = event.text(EventField.FIRST_NAME);
        this.last = event.text(EventField.LAST_NAME);
    }

    /** Names and what belongs to them, often nothing. */
    Map<String, Object> collect() {
        if (first.isEmpty() || last.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> person =
                switch (settings.text(LinkedInSettings.NAMES)) {
                    case "plain" -> plainOrHashed();
                    case "hashed" -> warned(hashed());
                    default -> new LinkedHashMap<>();
                };
        if (!person.isEmpty()) {
            property("title", LinkedInSettings.TITLE_PROPERTY, person);
            property("companyName", LinkedInSettings.COMPANY_PROPERTY, person);
            event.text(EventField.COUNTRY)
                    .filter(COUNTRY.asMatchPredicate())
                    .ifPresent(country -> person.put("countryCode", country));
        }
        return person;
    }

    /** A name that was hashed before us can only be sent with the other one hashed, too. */
    private Map<String, Object> plainOrHashed() {
        Map<String, Object> names = new LinkedHashMap<>();
        Optional<String> plainFirst = first.flatMap(Rules.AS_IS::plain);
        Optional<String> plainLast = last.flatMap(Rules.AS_IS::plain);
        if (plainFirst.isEmpty() || plainLast.isEmpty()) {
            return warned(hashed());
        }
        names.put("firstName", plainFirst.get());
        names.put("lastName", plainLast.get());
        return names;
    }

    private Map<String, Object> hashed() {
        Map<String, Object> names = new LinkedHashMap<>();
        Optional<Sha256> hashedFirst = first.flatMap(LinkedInRules.NAME::hash);
        Optional<Sha256> hashedLast = last.flatMap(LinkedInRules.NAME::hash);
        if (version.takesHashedNames() && hashedFirst.isPresent() && hashedLast.isPresent()) {
            names.put("hashedFirstName", hashedFirst.get().hex());
            names.put("hashedLastName", hashedLast.get().hex());
        }
        return names;
    }

    private Map<String, Object> warned(Map<String, Object> names) {
        if (names.isEmpty()) {
            warnings.add(
                    "the name was left out: it cannot be sent hashed in version "
                            + version.number());
        }
        return names;
    }

    private void property(String name, String setting, Map<String, Object> person) {
        LinkedInUser.property(event, settings, setting).ifPresent(text -> person.put(name, text));
    }
}
