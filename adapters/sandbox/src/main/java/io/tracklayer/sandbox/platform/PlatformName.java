// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The platforms this server stands in for; the wire spelling is also the base path. */
public enum PlatformName {
    META("Meta Conversions API"),
    GA4("Google Analytics 4"),
    CRITEO("Criteo Events API"),
    PINTEREST("Pinterest API for Conversions"),
    SNAPCHAT("Snapchat Conversions API"),
    TABOOLA("Taboola conversions"),
    TIKTOK("TikTok Events API"),
    WEBHOOK("Webhook receivers");

    private final String title;

    PlatformName(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All wire spellings, for messages. */
    public static String known() {
        return Arrays.stream(values()).map(PlatformName::wire).collect(Collectors.joining(", "));
    }

    public static Optional<PlatformName> find(String wire) {
        return Arrays.stream(values()).filter(name -> name.wire().equals(wire)).findFirst();
    }
}
