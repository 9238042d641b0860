// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.SecretReferences.UnresolvedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTest {
    @TempDir Path folder;

    @Test
    void aVariableAndAFileGiveTheirValueWithoutTheLineBreakAtTheEnd() throws Exception {
        Files.writeString(folder.resolve("meta.token"), "from-file\n");
        SecretReferences secrets = new SecretReferences(folder, Map.of("TOKEN", " from-env\n"));
        assertEquals("from-env", secrets.resolve("${env:TOKEN}"));
        assertEquals("from-file", secrets.resolve("${file:meta.token}"));
        assertEquals("from-file", secrets.resolve("${file:" + folder.resolve("meta.token") + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "$TOKEN",
                "${TOKEN}",
                "${ENV:TOKEN}",
                "${env:}",
                "Bearer ${env:TOKEN}",
                "${env:TOKEN}}",
                "${sys:user.home}",
                "${bean:x}",
                "{{TOKEN}}"
            })
    void everythingElseIsTheTextItself(String text) throws Exception {
        SecretReferences secrets = new SecretReferences(folder, Map.of("TOKEN", "value"));
        assertFalse(SecretReferences.isReference(text));
        assertEquals(text, secrets.resolve(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "BLANK"})
    void aMissingOrBlankVariableIsNamedWithAdvice(String name) {
        SecretReferences secrets =
                new SecretReferences(folder, Map.of("BLANK", " \n", "OTHER", "hidden-value"));
        UnresolvedException missing =
                assertThrows(
                        UnresolvedException.class, () -> secrets.resolve("${env:" + name + "}"));
        assertEquals(
                "nothing stands behind ${env:" + name + "}; set the environment variable " + name,
                missing.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.token", "empty.token", "binary.token", ".", "a\u0000b"})
    void aFileThatGivesNothingIsNamedWithAdvice(String name) throws Exception {
        Files.writeString(folder.resolve("empty.token"), "\n");
        Files.write(folder.resolve("binary.token"), new byte[] {(byte) 0xC3, (byte) 0x28});
        SecretReferences secrets = new SecretReferences(folder, Map.of());
        UnresolvedException missing =
                assertThrows(
                        UnresolvedException.class, () -> secrets.resolve("${file:" + name + "}"));
        assertTrue(missing.getMessage().contains("${file:" + name + "}"), missing.getMessage());
        assertTrue(missing.getMessage().contains("relative to the configuration folder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok-en\nSECOND\n", "tok\ten", "a\r\nb"})
    void aSecretThatNoHeaderCouldCarryIsRefusedWithoutBeingShown(String content) throws Exception {
        Files.writeString(folder.resolve("meta.token"), content);
        SecretReferences secrets = new SecretReferences(folder, Map.of());
        UnresolvedException unusable =
                assertThrows(
                        UnresolvedException.class, () -> secrets.resolve("${file:meta.token}"));
        assertTrue(unusable.getMessage().contains("${file:meta.token}"), unusable.getMessage());
        assertFalse(
                unusable.getMessage().replace("meta.token", "").contains("tok"),
                unusable.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n  \"type\": \"service_account\"\n}",
                "-----BEGIN KEY-----\nx\n-----END KEY-----"
            })
    void aDocumentMayHaveLines(String document) throws Exception {
        Files.writeString(folder.resolve("account.json"), "\ufeff" + document + "\n");
        assertEquals(
                document, new SecretReferences(folder, Map.of()).resolve("${file:account.json}"));
    }
}
