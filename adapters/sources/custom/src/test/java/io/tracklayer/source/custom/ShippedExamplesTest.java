// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators copy from must hold. */
class ShippedExamplesTest {
    private static final Path FOLDER = Path.of("../../../config/webhooks/examples");

    static List<Path> mappings() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> mappings =
                    files.filter(file -> file.toString().endsWith(".webhook.yaml"))
                            .sorted()
                            .toList();
            assertTrue(mappings.size() >= 4, mappings.toString());
            return mappings;
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyShippedMappingHasNoProblemAndItsExamplesHold(Path mapping) throws IOException {
        String text = Files.readString(mapping);
        assertEquals(List.of(), WebhookDesk.check(text));
        WebhookDesk.TestReport report = WebhookDesk.test(text, ShippedExamplesTest::file);
        assertEquals(List.of(), report.failures());
        assertTrue(report.examples() >= 2, mapping.toString());
    }

    private static Optional<byte[]> file(String name) {
        try {
            return Optional.of(Files.readAllBytes(FOLDER.resolve(name)));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
