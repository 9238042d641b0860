// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration folder: merchant "m" with store "s", and destination "bird" of plugin parrot. */
final class Installation {
    private final Path config;

    Installation(Path folder) throws IOException {
        config = folder.resolve("config");
        write(
                "tracklayer.yaml",
                """
                version: 1
                node: { data-dir: ../data }
                merchants:
                  - id: m
                    stores: [{ id: s, currency: EUR, country: DE, sources: {} }]
                """);
        write(
                "destinations/bird.yaml",
                """
                version: 1
                plugin: parrot
                merchant: m
                settings: { cage: 1, word: "${env:PATH}" }
                """);
    }

    Path config() {
        return config;
    }

    void write(String name, String text) throws IOException {
        Path file = config.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
