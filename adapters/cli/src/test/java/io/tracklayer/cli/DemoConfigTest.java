// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoConfigTest {
    private static final DemoWorld WORLD = DemoWorld.of(42);

    @TempDir Path folder;

    @Test
    void writesTwoMerchantsFourStoresAndSixDestinations() throws IOException {
        new DemoConfig(folder, 18080, URI.create("http://127.0.0.1:9")).write(WORLD);
        assertEquals(
                Map.of(
                        "linen-and-oak", List.of("linen-de", "linen-us"),
                        "kumo", List.of("kumo-jp", "kumo-kw")),
                new ConfigFolder(folder).merchants());
        try (var files = Files.list(folder.resolve("destinations"))) {
            assertEquals(6, files.count());
        }
        assertEquals(8, new KeysFile(new ConfigFolder(folder)).read().size());
    }

    @Test
    void keepsSecretsOutOfTheYaml() throws IOException {
        new DemoConfig(folder, 18080, URI.create("http://127.0.0.1:9")).write(WORLD);
        DemoMerchant merchant = WORLD.merchants().get(0);
        String meta = Files.readString(folder.resolve("destinations/linen-and-oak-meta.yaml"));
        assertFalse(meta.contains(merchant.metaToken()));
        assertEquals(
                merchant.metaToken(),
                Files.readString(folder.resolve(merchant.metaTokenFile())).strip());
    }
}
