// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of this contract. The first two numbers of the version of the artifact {@code
 * tracklayer-spi} are the same. A plugin's jar names the one it was built against in its manifest,
 * attribute {@value #ATTRIBUTE}.
 *
 * @param major grows when a plugin must be changed, or at least compiled again
 * @param minor grows with every other change
 */
public record SpiVersion(int major, int minor) {
    /** The manifest attribute of a plugin's jar. */
    public static final String ATTRIBUTE = "TrackLayer-Spi-Version";

    /** The version of this copy of the contract. */
    public static final SpiVersion CURRENT = new SpiVersion(0, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})([.-].{0,60})?");

    /**
     * Reads {@code 0.1}; also the version of an artifact, such as {@code 0.1.3} or {@code
     * 0.1.0-SNAPSHOT}. Empty when it is of neither form.
     */
    public static Optional<SpiVersion> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new SpiVersion(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether a host of this version can run a plugin built against the other. */
    public boolean runs(SpiVersion built) {
        return major == built.major && built.minor <= minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
