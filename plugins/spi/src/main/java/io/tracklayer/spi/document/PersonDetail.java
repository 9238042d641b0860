// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.document;

import static java.util.Map.entry;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much a document says about the person. A key ends in {@code _sha256} if its value is a hash.
 */
public enum PersonDetail {
    /** Only what fits many people: country and language. */
    NONE {
        @Override
        Optional<Map.Entry<String, String>> identifier(EventField field, String value) {
            return Optional.empty();
        }

        @Override
        Optional<Map.Entry<String, String>> network(EventField field, String value) {
            return Optional.empty();
        }
    },

    /** Hashes where receivers can compute the same ones. */
    HASHED {
        @Override
        Optional<Map.Entry<String, String>> identifier(EventField field, String value) {
            return Optional.ofNullable(HASHABLE.get(field))
                    .flatMap(rule -> rule.hash(value))
                    .map(hash -> hashed(field, hash));
        }
    },

    /** As the event knows it. */
    RAW {
        @Override
        Optional<Map.Entry<String, String>> identifier(EventField field, String value) {
            return Sha256.recognise(value)
                    .filter(hash -> MAY_ARRIVE_HASHED.contains(field))
                    .map(hash -> hashed(field, hash))
                    .or(() -> Optional.of(entry(field.path(), value)));
        }
    };

    // Street, birth date and gender are missing on purpose: streets have no form that two systems
    // agree on, and the others have so few values that a hash hides nothing.
    private static final Map<EventField, Rule> HASHABLE =
            Map.of(
                    EventField.EMAIL, Rules.EMAIL_LOWER,
                    EventField.PHONE, Rules.PHONE_PLUS,
                    EventField.FIRST_NAME, Rules.NAME,
                    EventField.LAST_NAME, Rules.NAME,
                    EventField.CITY, Rules.CITY,
                    EventField.STATE, Rules.NAME,
                    EventField.POSTAL_CODE, Rules.COMPACT_LOWER,
                    EventField.EXTERNAL_ID, Rules.AS_IS,
                    EventField.ANONYMOUS_ID, Rules.AS_IS);

    private static final Set<EventField> MAY_ARRIVE_HASHED =
            Set.of(EventField.EMAIL, EventField.PHONE, EventField.FIRST_NAME, EventField.LAST_NAME);

    /** All wire spellings, for a setting's allowed values. */
    public static List<String> all() {
        return Arrays.stream(values()).map(PersonDetail::wire).toList();
    }

    /**
     * The one of that wire spelling.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PersonDetail of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** {@code none}, {@code hashed} or {@code raw}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path and value a document carries for something that names a person. */
    abstract Optional<Map.Entry<String, String>> identifier(EventField field, String value);

    /** The path and value a document carries for the address or the browser of a device. */
    Optional<Map.Entry<String, String>> network(EventField field, String value) {
        return Optional.of(entry(field.path(), value));
    }

    private static Map.Entry<String, String> hashed(EventField field, Sha256 hash) {
        return entry(field.path() + "_sha256", hash.hex());
    }
}
