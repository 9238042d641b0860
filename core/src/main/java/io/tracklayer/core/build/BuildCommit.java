// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The commit this build was made of: at least twelve digits, with {@code -dirty} behind them when
 * files differed from it; {@code unknown} when it was not built in a checkout.
 */
public final class BuildCommit {
    /** Written by the build. */
    private static final String FILE = "build.properties";

    private static final String TEXT = read();

    private BuildCommit() {}

    /** The commit. */
    public static String text() {
        return TEXT;
    }

    /** A version with the commit, as people are told it. */
    public static String with(String version) {
        return version + " (commit " + TEXT + ")";
    }

    private static String read() {
        Properties written = new Properties();
        try (InputStream in = BuildCommit.class.getResourceAsStream(FILE)) {
            if (in != null) {
                written.load(in);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return written.getProperty("commit", "unknown").strip();
    }
}
