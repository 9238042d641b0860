// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.core.delivery.GivenDestination;
import io.tracklayer.core.intake.GivenSource;
import io.tracklayer.core.plugin.GivenPlugin;
import io.tracklayer.core.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration folder written by a test. Plugins: destination {@code given}; sources {@code
 * shop}, by store with a secret, and {@code sdk}, by write key. It starts out valid.
 */
final class ConfigFolder {
    /** One merchant, one store, both sources. */
    static final String NODE =
            """
            version: 1
            merchants:
              - id: acme
                stores:
                  - id: acme-eu
                    currency: EUR
                    country: DE
                    sources:
                      shop: { secret: "${env:SHOP_SECRET}" }
                      sdk: {}
            """;

    /** The shortest destination file. */
    static final String DESTINATION =
            """
            version: 1
            plugin: given
            merchant: acme
            settings: { token: "${env:TOKEN}" }
            """;

    final GivenDestination destination = new GivenDestination("given");
    final Path folder;
    final Map<String, String> environment =
            new HashMap<>(Map.of("SHOP_SECRET", "shop-canary", "TOKEN", "token-canary"));

    ConfigFolder(Path folder) {
        this.folder = folder;
        file("tracklayer.yaml", NODE);
    }

    ConfigFolder file(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Configuration read() throws InvalidConfigException {
        GivenPlugin plugin =
                new GivenPlugin(
                        "given",
                        List.of(destination),
                        List.of(new GivenSource("shop"), new GivenSource("sdk").byWriteKey()));
        return ConfigurationReader.read(folder, Plugins.of(List.of(plugin)), environment);
    }

    /** All problems, one a line. */
    String problems() {
        return assertThrows(InvalidConfigException.class, this::read).getMessage();
    }
}
