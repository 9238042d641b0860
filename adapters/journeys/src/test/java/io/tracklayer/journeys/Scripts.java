// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts that tests run in pages. */
public final class Scripts {
    private Scripts() {}

    /** The text of a resource. */
    public static String read(String resource) {
        try (InputStream file = Scripts.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalArgumentException("there is no resource " + resource);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
