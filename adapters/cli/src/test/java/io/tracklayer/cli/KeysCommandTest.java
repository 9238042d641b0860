// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir Path config;
    private final CommandRig rig = new CommandRig();

    @BeforeEach
    void oneStore() throws IOException {
        Files.writeString(
                config.resolve("tracklayer.yaml"),
                "version: 1\nmerchants:\n  - {id: m, stores: [{id: s, sources: {segment: {}}}]}\n");
    }

    @Test
    void printsTheKeyOnceAndKeepsItsHash() throws IOException {
        assertEquals(0, create("--id", "first", "--kind", "server"));
        String key = rig.out().strip();
        assertTrue(key.startsWith("tlk_"), key);
        String file = Files.readString(config.resolve("keys.yaml"));
        assertFalse(file.contains(key));
        Map<String, Object> entry = new KeysFile(new ConfigFolder(config)).read().get(0);
        assertEquals(Sha256Text.hex(key), entry.get("sha256"));
        assertEquals("first", entry.get("id"));
        assertEquals("s", entry.get("store"));
        assertEquals("segment", entry.get("source"));
        assertEquals("server", entry.get("kind"));
        assertTrue(entry.get("created") instanceof String);
    }

    @Test
    void revokesOneAndKeepsTheOthers() {
        create("--id", "first");
        create("--id", "second");
        assertEquals(0, rig.run("keys", "revoke", "first", "--config", config.toString()));
        var keys = new KeysFile(new ConfigFolder(config)).read();
        assertEquals(1, keys.size());
        assertEquals("second", keys.get(0).get("id"));
        assertEquals(1, rig.run("keys", "revoke", "first", "--config", config.toString()));
        assertTrue(rig.err().contains("there is no key \"first\""), rig.err());
    }

    @Test
    void refusesAnUnknownStoreAndATakenId() {
        assertEquals(
                1,
                rig.run(
                        "keys",
                        "create",
                        "--store",
                        "x",
                        "--source",
                        "segment",
                        "--config",
                        config.toString()));
        assertTrue(rig.err().contains("no store \"x\""), rig.err());
        create("--id", "first");
        assertEquals(1, create("--id", "first"));
    }

    @Test
    void listsWithoutShowing() {
        create("--id", "first");
        assertEquals(0, rig.run("keys", "list", "--config", config.toString()));
        assertTrue(rig.out().contains("first  s      segment  any"), rig.out());
    }

    private int create(String... more) {
        String[] words = {
            "keys", "create", "--store", "s", "--source", "segment", "--config", config.toString()
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return rig.run(all);
    }
}
