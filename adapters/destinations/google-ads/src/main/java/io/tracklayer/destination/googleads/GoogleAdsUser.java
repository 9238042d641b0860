// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code userIdentifiers} of an event (Formatting). At most three of the ten allowed. */
final class GoogleAdsUser {
    private final Event event;
    private final List<String> warnings;

    GoogleAdsUser(Event event, List<String> warnings) {
        this.event = event;
        this.warnings = warnings;
    }

    List<Map<String, Object>> identifiers() {
        List<Map<String, Object>> identifiers = new ArrayList<>();
        hashed("emailAddress", EventField.EMAIL, GoogleAdsRules.EMAIL).ifPresent(identifiers::add);
        hashed("phoneNumber", EventField.PHONE, Rules.PHONE_PLUS).ifPresent(identifiers::add);
        address().ifPresent(found -> identifiers.add(Map.of("address", found)));
        return identifiers;
    }

    private Optional<Map<String, Object>> hashed(String name, EventField field, Rule rule) {
        Optional<String> hash = event.text(field).flatMap(rule::hash).map(Sha256::hex);
        if (event.has(field) && hash.isEmpty()) {
            warnings.add(field.path() + " was left out: Google cannot use it as it was given");
        }
        return hash.map(hex -> Map.of(name, hex));
    }

    /** All four parts or none. */
    private Optional<Map<String, Object>> address() {
        Optional<String> country =
                event.text(EventField.COUNTRY).flatMap(GoogleAdsRules.COUNTRY::plain);
        Map<String, Object> parts = new LinkedHashMap<>();
        part(parts, "givenName", hash(EventField.FIRST_NAME, GoogleAdsRules.GIVEN_NAME));
        part(parts, "familyName", hash(EventField.LAST_NAME, GoogleAdsRules.FAMILY_NAME));
        part(parts, "regionCode", country);
        part(
                parts,
                "postalCode",
                country.flatMap(
                        code ->
                                event.text(EventField.POSTAL_CODE)
                                        .flatMap(GoogleAdsRules.postalCode(code)::plain)));
        return Optional.of(parts).filter(found -> found.size() == 4);
    }

    private Optional<String> hash(EventField field, Rule rule) {
        return event.text(field).flatMap(rule::hash).map(Sha256::hex);
    }

    private static void part(Map<String, Object> parts, String name, Optional<String> value) {
        value.ifPresent(text -> parts.put(name, text));
    }
}
