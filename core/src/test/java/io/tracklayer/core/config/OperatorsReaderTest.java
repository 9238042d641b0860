// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Operators;
import io.tracklayer.core.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsReaderTest {
    private static final String TOKEN =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir Path folder;

    private Operators read(String text) throws InvalidConfigException, IOException {
        Files.writeString(folder.resolve("operators.yaml"), text);
        return OperatorsReader.read(folder, Set.of("acme", "other"));
    }

    @Test
    void whoStandsInTheFileIsKnownByNameAndToken() throws Exception {
        Operators operators =
                read(
                        """
                        version: 1
                        https: always
                        session-idle: 30m
                        operators:
                          - name: anna
                            role: operator
                            merchants: [acme]
                            tokens: [{id: ci, sha256: %s}]
                          - {name: ben, role: admin}
                        """
                                .formatted(TOKEN));
        Operator anna = new Operator("anna", Role.OPERATOR, Set.of("acme"));
        assertEquals(anna, operators.find("anna").orElseThrow().operator());
        assertEquals(anna, operators.holder("abc").orElseThrow());
        assertTrue(operators.holder("abd").isEmpty());
        assertEquals(Set.of(), operators.find("ben").orElseThrow().operator().merchants());
        assertTrue(operators.alwaysHttps());
        assertEquals(Duration.ofMinutes(30), operators.idle());
        assertEquals(Duration.ofDays(7), operators.lifetime());
    }

    @Test
    void withoutAFileThereIsNobody() throws Exception {
        assertTrue(OperatorsReader.read(folder, Set.of()).none());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{name: anna, role: boss}; takes one of viewer, operator, admin",
                "{name: Anna, role: viewer}; does not match",
                "{name: admin-token, role: viewer}; operators.0.name",
                "{name: anna, role: viewer, merchants: []}; merchants",
                "{name: anna, role: viewer, merchants: [nobody]}; no merchant \"nobody\"",
                "{name: anna, role: viewer, password: secret}; does not match",
                "{name: anna, role: viewer, merchant: acme}; Did you mean \"merchants\"",
                "{name: ben, role: viewer}; stands twice"
            })
    void whatWouldShowTooMuchOrNothingIsAProblemInItsPlace(String entry, String problem) {
        InvalidConfigException invalid =
                assertThrows(
                        InvalidConfigException.class,
                        () ->
                                read(
                                        "version: 1\noperators:\n  - "
                                                + entry
                                                + "\n  - {name: ben, role: viewer}\n"));
        assertTrue(invalid.getMessage().contains(problem), invalid.getMessage());
        assertTrue(invalid.getMessage().startsWith("operators.yaml:"), invalid.getMessage());
    }
}
