// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.rules.SetUp;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRulesTest {
    @TempDir Path installation;

    private Path shipped() {
        return SetUp.rulesFolder(installation);
    }

    @Test
    void canBeReadAgainAfterAReaderWasInterrupted() throws Exception {
        Path before = shipped().resolve("00-consent.rules.yaml");
        Thread.currentThread().interrupt();
        assertThrows(ClosedByInterruptException.class, () -> Files.readAllBytes(before));
        assertTrue(Thread.interrupted(), "the test's own interruption is over");

        Path after = shipped().resolve("00-consent.rules.yaml");
        assertTrue(Files.readString(after).contains("unknown-consent"));
    }
}
