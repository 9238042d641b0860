// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import java.util.Locale;

/**
 * What the records of one request have in common.
 *
 * @param test whether they go to the test account
 * @param kind the call they need
 * @param alone the id of an event that shares its request with none, else empty
 */
record KlaviyoBatch(boolean test, Kind kind, String alone) {

    /** The calls of Klaviyo's API. */
    enum Kind {
        EVENTS,
        PROFILE,
        SUBSCRIPTION
    }

    String key() {
        return String.join(
                "/", test ? "test" : "live", kind.name().toLowerCase(Locale.ROOT), alone);
    }

    static KlaviyoBatch ofKey(String key) {
        String[] parts = key.split("/", 3);
        return new KlaviyoBatch(
                parts[0].equals("test"), Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2]);
    }
}
