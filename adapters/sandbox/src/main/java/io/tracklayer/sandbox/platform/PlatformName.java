// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The platforms this server stands in for; the wire spelling is also the base path. */
public enum PlatformName {
    AWIN("Awin"),
    CRITEO("Criteo Events API"),
    GA4("Google Analytics 4"),
    GOOGLE_ADS("Google Ads"),
    KLAVIYO("Klaviyo"),
    LINKEDIN("LinkedIn Conversions API"),
    META("Meta Conversions API"),
    OTHER("Any other API"),
    PINTEREST("Pinterest API for Conversions"),
    REDDIT("Reddit Conversions API"),
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
