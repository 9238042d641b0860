// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code user_data} of a request: hashed contact details and a partly hashed address. */
final class Ga4UserData {
    private final Event event;

    Ga4UserData(Event event) {
        this.event = event;
    }

    /** The object, empty when nothing usable is known. */
    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        // The GA4 page keeps a "+tag", the Data Manager page removes it: both, where they differ.
        put(
                tree,
                "sha256_email_address",
                hashes(EventField.EMAIL, Rules.EMAIL_GOOGLE, Rules.EMAIL_GOOGLE_UNTAGGED));
        put(tree, "sha256_phone_number", hashes(EventField.PHONE, Rules.PHONE_PLUS));
        put(tree, "address", address());
        return tree;
    }

    private List<String> hashes(EventField field, Rule... rules) {
        return Stream.of(rules)
                .map(rule -> event.text(field).flatMap(rule::hash))
                .flatMap(Optional::stream)
                .map(Sha256::hex)
                .distinct()
                .toList();
    }

    /** An address without a name points to nobody, so none is sent. */
    private List<Map<String, Object>> address() {
        Map<String, Object> address = new LinkedHashMap<>();
        hashed(address, "sha256_first_name", EventField.FIRST_NAME, Ga4Rules.NAME);
        hashed(address, "sha256_last_name", EventField.LAST_NAME, Ga4Rules.NAME);
        if (address.isEmpty()) {
            return List.of();
        }
        hashed(address, "sha256_street", EventField.STREET, Ga4Rules.STREET);
        plain(address, "city", EventField.CITY, Ga4Rules.NAME);
        plain(address, "region", EventField.STATE, Ga4Rules.NAME);
        plain(address, "postal_code", EventField.POSTAL_CODE, Ga4Rules.POSTAL_CODE);
        plain(address, "country", EventField.COUNTRY, Ga4Rules.COUNTRY);
        return List.of(address);
    }

    private void hashed(Map<String, Object> tree, String name, EventField field, Rule rule) {
        event.text(field).flatMap(rule::hash).ifPresent(hash -> tree.put(name, hash.hex()));
    }

    private void plain(Map<String, Object> tree, String name, EventField field, Rule rule) {
        event.text(field).flatMap(rule::plain).ifPresent(text -> tree.put(name, text));
    }

    private static void put(Map<String, Object> tree, String name, List<?> values) {
        if (!values.isEmpty()) {
            tree.put(name, values);
        }
    }
}
