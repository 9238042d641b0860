// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.PlatformAnswer;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an answer sends its request. The global host redirects advertisers of some regions; the
 * node follows no redirect, so the operator has to name the regional host.
 *
 * @param host lower case
 */
record CriteoRedirect(String scheme, String host) {

    /** The target of a 307 or 308; empty when the answer is another or names none. */
    static Optional<CriteoRedirect> of(PlatformAnswer answer) {
        return answer.status() == 307 || answer.status() == 308
                ? answer.header("location").flatMap(CriteoRedirect::read)
                : Optional.empty();
    }

    /** Whether it is one of Criteo's own. */
    boolean regional() {
        return scheme.equals("https") && host.endsWith(".criteo.com");
    }

    /** What the operator does about it. */
    String remedy() {
        return "Criteo serves this account elsewhere: set endpoint to https://" + host + ".";
    }

    private static Optional<CriteoRedirect> read(String location) {
        try {
            URI target = URI.create(location.strip());
            return target.getHost() == null || target.getScheme() == null
                    ? Optional.empty()
                    : Optional.of(
                            new CriteoRedirect(
                                    target.getScheme().toLowerCase(Locale.ROOT),
                                    target.getHost().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
