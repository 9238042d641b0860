// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The platforms this server stands in for; the wire spelling is also the base path. */
enum PlatformName {
    META("Meta Conversions API"),
    GA4("Google Analytics 4"),
    SNAPCHAT("Snapchat Conversions API"),
    WEBHOOK("Webhook receivers");

    private final String title;

    PlatformName(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PlatformName> find(String wire) {
        return Arrays.stream(values()).filter(name -> name.wire().equals(wire)).findFirst();
    }
}
