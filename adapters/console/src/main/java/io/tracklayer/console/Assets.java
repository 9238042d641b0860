// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The style sheet and the script, read once from the jar. */
final class Assets {
    private final Map<String, HttpOutput> byPath =
            Map.of(
                    "/assets/console.css",
                    Answers.asset("text/css; charset=utf-8", read("console.css")),
                    "/assets/console.js",
                    Answers.asset("text/javascript; charset=utf-8", read("console.js")));

    Optional<HttpOutput> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the console's jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
