// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.GivenDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
    private static final String NEW = "EAA-brand-new";

    @TempDir Path folder;
    private final GivenDestination plugin = new GivenDestination("given");

    @Test
    void theNewValueStandsWhereTheFileOfTheDestinationRefersTo() throws IOException {
        new DestinationFile(folder, "given", "given", plugin.descriptor().settings())
                .write("acme", List.of(), Map.of("token", List.of("old")), false);
        String name = new SecretFile(folder, plugin.config()).replace("", NEW);
        Path secret = folder.resolve("secrets/given.token");
        assertEquals("token", name);
        assertEquals(NEW + "\n", Files.readString(secret));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
    }

    @ParameterizedTest
    @CsvSource({
        "${env:META_TOKEN}, ${env:META_TOKEN}",
        "${file:../outside}, leads out",
        "${file:/etc/hostname}, leads out",
        "plain-text, no reference",
        "'[a, b]', several values"
    })
    void whatStandsElsewhereIsNotWritten(String reference, String sentence) throws IOException {
        Path outside = folder.resolve("outside");
        Path config = Files.createDirectories(folder.resolve("config/destinations")).getParent();
        Files.writeString(outside, "kept");
        Files.writeString(
                config.resolve("destinations/given.yaml"),
                "version: 1\nplugin: given\nmerchant: acme\nsettings:\n  token: "
                        + reference
                        + "\n");
        NotWrittenException refused =
                assertThrows(
                        NotWrittenException.class,
                        () -> new SecretFile(config, plugin.config()).replace("token", NEW));
        assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
        assertFalse(refused.getMessage().contains(NEW));
        assertEquals("kept", Files.readString(outside));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAA\nbrand-new", "EAA\tnew", "EAA\u0000new", "{EAA\nnew"})
    void aValueThatNoRequestCouldCarryIsNotWritten(String value) throws IOException {
        new DestinationFile(folder, "given", "given", plugin.descriptor().settings())
                .write("acme", List.of(), Map.of("token", List.of("old")), false);
        SecretFile file = new SecretFile(folder, plugin.config());
        NotWrittenException refused =
                assertThrows(NotWrittenException.class, () -> file.replace("token", value));
        assertTrue(refused.getMessage().contains("control character"), refused.getMessage());
        assertFalse(refused.getMessage().contains("EAA"), refused.getMessage());
        assertEquals("old\n", Files.readString(folder.resolve("secrets/given.token")));
        DestinationFile next =
                new DestinationFile(folder, "next", "given", plugin.descriptor().settings());
        assertThrows(
                NotWrittenException.class,
                () -> next.write("acme", List.of(), Map.of("token", List.of(value)), false));
        assertFalse(Files.exists(folder.resolve("destinations/next.yaml")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n \"private_key\": \"x\"\n}",
                "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"
            })
    void aKeyFileKeepsItsLines(String value) throws IOException {
        new DestinationFile(folder, "given", "given", plugin.descriptor().settings())
                .write("acme", List.of(), Map.of("token", List.of("old")), false);
        new SecretFile(folder, plugin.config()).replace("token", value);
        assertEquals(value.strip() + "\n", Files.readString(folder.resolve("secrets/given.token")));
    }

    @Test
    void aSettingThatIsNoSecretCannotBeReplaced() {
        NotWrittenException refused =
                assertThrows(
                        NotWrittenException.class,
                        () -> new SecretFile(folder, plugin.config()).replace("rounding", NEW));
        assertTrue(refused.getMessage().contains("token"), refused.getMessage());
    }
}
