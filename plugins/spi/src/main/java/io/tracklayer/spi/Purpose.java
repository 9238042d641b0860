// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a visitor can consent to. */
public enum Purpose {
    /** Audience measurement. */
    ANALYTICS,
    /** Reading and storing ad identifiers, and ad measurement. */
    MARKETING,
    /** Sending personal data, hashed or not, to ad platforms. */
    AD_USER_DATA,
    /** Remarketing and audiences. */
    AD_PERSONALIZATION,
    /** Sale or sharing of data; denied means the visitor opted out. */
    SALE_OF_DATA;

    private static final Map<String, Purpose> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toMap(Purpose::wire, Function.identity()));

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The spelling in JSON and YAML, e.g. {@code ad_user_data}. */
    public String wire() {
        return wire;
    }

    /** The purpose of that wire spelling, or empty. */
    public static Optional<Purpose> find(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }
}
