// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** The spelling in JSON and YAML, e.g. {@code ad_user_data}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose of that wire spelling, or empty. */
    public static Optional<Purpose> find(String wire) {
        return Arrays.stream(values()).filter(purpose -> purpose.wire().equals(wire)).findFirst();
    }
}
