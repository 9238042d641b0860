// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertEquals(0, list("http://127.0.0.1:1"));
        assertTrue(rig.out().contains("first  s      segment  any"), rig.out());
        assertTrue(rig.err().contains("What came with the keys is not known"), rig.err());
    }

    @Test
    void keepsWhatAKeyMaySendAndHowOften() {
        assertEquals(
                0,
                create(
                        "--id=page",
                        "--kind=browser",
                        "--origin=https://shop.example",
                        "--origin=http://localhost:8080",
                        "--scope=events",
                        "--rate=50/s",
                        "--burst=200"));
        Map<String, Object> entry = new KeysFile(new ConfigFolder(config)).read().get(0);
        assertEquals(
                List.of("https://shop.example", "http://localhost:8080"), entry.get("origins"));
        assertEquals(List.of("events"), entry.get("scopes"));
        assertEquals("50/s", entry.get("rate"));
        assertEquals(200, entry.get("burst"));
    }

    @ParameterizedTest
    @CsvSource({
        "--origin=https://shop.example/, is no origin",
        "--origin=https://SHOP.example, is no origin",
        "--origin=shop.example, is no origin",
        "--origin=null, is no origin",
        "--origin=https://*.shop.example, is no origin",
        "--rate=50, is no rate",
        "--rate=0/s, is no rate",
        "--burst=5, goes with --rate",
        "'--id=two words', has blanks",
        "--scope=everything, the scopes are",
        "--scope=import, cannot have the scope import",
    })
    void refusesWhatTheNodeWouldRefuse(String option, String why) {
        assertEquals(1, create("--kind=browser", option));
        assertTrue(rig.err().contains(why), rig.err());
        assertEquals(List.of(), new KeysFile(new ConfigFolder(config)).read());
    }

    @Test
    void listsWhatCameWithEachKeySinceTheNodeWasStarted() throws IOException {
        create("--id", "first");
        create("--id", "second");
        HttpServer node = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        node.createContext("/api/v1/keys", KeysCommandTest::answer);
        node.start();
        try {
            assertEquals(0, list("http://127.0.0.1:" + node.getAddress().getPort()));
        } finally {
            node.stop(0);
        }
        assertTrue(
                rig.out()
                        .contains(
                                "first   s      segment  any   events,identify  2000/s        12"
                                        + "        3        1  2026-01-15T10:20:31Z"),
                rig.out());
        assertTrue(rig.out().contains("second  s      segment  any   -"), rig.out());
    }

    private static void answer(HttpExchange asked) throws IOException {
        byte[] body =
                """
                {"keys":[{"id":"first","scopes":["events","identify"],"rate":"2000/s","burst":10000,
                "accepted":12,"rate_limited":1,"refused":{"origin_not_allowed":2,"x":1},
                "last_seen":"2026-01-15T10:20:31Z"}]}"""
                        .getBytes(StandardCharsets.UTF_8);
        asked.sendResponseHeaders(200, body.length);
        asked.getResponseBody().write(body);
        asked.close();
    }

    private int list(String node) {
        return rig.run("keys", "list", "--config", config.toString(), "--node", node);
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
