// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells {@code site_type} from a user agent. */
final class CriteoDevices {
    /** An Android that does not call itself mobile; Windows says Tablet PC on any machine. */
    private static final Pattern TABLET =
            Pattern.compile("iPad|Tablet(?! PC)|Kindle|Silk|PlayBook|Android(?!.*Mobi)");

    private static final Pattern MOBILE =
            Pattern.compile("Mobi|iPhone|iPod|Windows Phone|BlackBerry|Opera Mini");
    private static final Pattern DESKTOP = Pattern.compile("Windows NT|Macintosh|X11|CrOS");

    private CriteoDevices() {}

    /** {@code t}, {@code m} or {@code d}; empty when it does not tell. */
    static Optional<String> siteType(String userAgent) {
        if (TABLET.matcher(userAgent).find()) {
            return Optional.of("t");
        }
        if (MOBILE.matcher(userAgent).find()) {
            return Optional.of("m");
        }
        return DESKTOP.matcher(userAgent).find() ? Optional.of("d") : Optional.empty();
    }
}
