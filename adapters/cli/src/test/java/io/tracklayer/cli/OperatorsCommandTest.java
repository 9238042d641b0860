// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsCommandTest {
    @TempDir Path config;

    @BeforeEach
    void oneMerchant() throws IOException {
        Files.writeString(
                config.resolve("tracklayer.yaml"),
                "version: 1\nmerchants:\n  - {id: m, stores: [{id: s, sources: {segment: {}}}]}\n");
    }

    @Test
    void printsThePasswordOnceAndKeepsItsHashForTheOwnerOfTheFileOnly() throws IOException {
        CommandRig rig = rig(0, "add", "anna", "--role", "admin", "--merchant", "m");
        String password = rig.out().strip();
        assertEquals(20, password.length(), password);
        String file = Files.readString(config.resolve("operators.yaml"));
        assertFalse(file.contains(password), file);
        Map<String, Object> anna = read().get(0);
        assertEquals("admin", anna.get("role"));
        assertEquals(List.of("m"), anna.get("merchants"));
        String[] hash = anna.get("password").toString().split("\\$");
        byte[] salt = Base64.getDecoder().decode(hash[2]);
        assertEquals(
                anna.get("password"), PasswordText.hash(password, salt, Integer.parseInt(hash[1])));
        assertEquals("600000", hash[1]);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(config.resolve("operators.yaml"))));
    }

    /** The node's own test has the same pair. */
    @Test
    void aHashIsWhatTheNodeExpects() {
        assertEquals(
                "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$eqfBD4kZCzazWxiQCJeHOp2Rek5cf7sXy7EGEwtD6lU=",
                PasswordText.hash("correct horse b\u00fccher", sixteen(), 100_000));
    }

    private static byte[] sixteen() {
        byte[] salt = new byte[16];
        for (byte i = 0; i < salt.length; i++) {
            salt[i] = i;
        }
        return salt;
    }

    @Test
    void aNewPasswordReplacesTheOldOneAndNothingElse() throws IOException {
        rig(0, "add", "anna", "--role", "viewer");
        Files.writeString(
                config.resolve("operators.yaml"),
                Files.readString(config.resolve("operators.yaml")) + "https: always\n");
        Map<String, Object> before = read().get(0);
        rig(0, "password", "anna");
        Map<String, Object> after = read().get(0);
        assertFalse(before.get("password").equals(after.get("password")));
        assertEquals(before.get("created"), after.get("created"));
        String file = Files.readString(config.resolve("operators.yaml"));
        assertTrue(file.contains("https: always"), file);
    }

    @Test
    void aTokenIsShownOnceListedByItsIdAndRevoked() throws IOException {
        rig(0, "add", "anna", "--role", "viewer");
        String token = rig(0, "token", "anna", "--id", "ci").out().strip();
        assertTrue(token.startsWith("tlo_"), token);
        List<?> tokens = (List<?>) read().get(0).get("tokens");
        assertEquals(Sha256Text.hex(token), ((Map<?, ?>) tokens.get(0)).get("sha256"));
        String listed = rig(0, "list").out();
        assertTrue(listed.matches("(?s).*anna +viewer +all +ci.*"), listed);
        String json = rig(0, "list", "--json").out();
        assertFalse(json.contains("pbkdf2") || json.contains("sha256"), json);
        assertTrue(rig(1, "token", "anna", "--id", "ci").err().contains("already"));
        rig(0, "token", "anna", "--id", "ci", "--revoke");
        assertEquals(List.of(), read().get(0).get("tokens"));
    }

    @Test
    void whoIsRemovedIsGoneAndTheOthersStay() {
        rig(0, "add", "anna", "--role", "viewer");
        rig(0, "add", "ben", "--role", "operator");
        rig(0, "remove", "anna");
        assertEquals(List.of("ben"), read().stream().map(one -> one.get("name")).toList());
        assertTrue(rig(1, "remove", "anna").err().contains("no operator \"anna\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin-token", "local", "Anna", "a b", "../x", "-a"})
    void aNameThatIsReservedOrStrangeIsRefused(String name) {
        assertTrue(
                rig(1, "add", "--role", "viewer", "--", name).err().contains("cannot be a name"));
        assertFalse(Files.exists(config.resolve("operators.yaml")));
    }

    @Test
    void anUnknownMerchantIsRefusedSinceItWouldShowNothing() {
        assertTrue(
                rig(1, "add", "anna", "--role", "viewer", "--merchant", "x")
                        .err()
                        .contains("no merchant \"x\""));
    }

    private List<Map<String, Object>> read() {
        return new OperatorsFile(new ConfigFolder(config)).read();
    }

    private CommandRig rig(int expected, String... arguments) {
        CommandRig rig = new CommandRig();
        List<String> all = new ArrayList<>(List.of("operators", "--config", config.toString()));
        all.addAll(List.of(arguments));
        assertEquals(expected, rig.run(all.toArray(String[]::new)), rig.out() + rig.err());
        return rig;
    }
}
