// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectCommandTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir Path config;
    private final CommandRig rig = new CommandRig();

    @BeforeEach
    void oneMerchant() throws IOException {
        Files.writeString(
                config.resolve("tracklayer.yaml"),
                "version: 1\nmerchants:\n  - {id: m, stores: [{id: s, sources: {segment: {}}}]}\n");
    }

    @Test
    void writesTheFileAndKeepsSecretsApart() throws IOException {
        assertEquals(
                0,
                connect(
                        NOBODY,
                        "--cage",
                        "007",
                        "--word",
                        "sesame",
                        "--loud",
                        "--topics",
                        "a",
                        "--topics=b",
                        "--old-words",
                        "abra",
                        "--old-words",
                        "${env:OLD}"));
        String text = Files.readString(config.resolve("destinations/parrot.yaml"));
        Map<?, ?> tree = Yaml.read("parrot.yaml", text);
        assertEquals("parrot", tree.get("plugin"));
        assertEquals("m", tree.get("merchant"));
        assertEquals(
                Map.of(
                        "cage",
                        "007",
                        "word",
                        "${file:secrets/parrot.word}",
                        "old-words",
                        List.of("${file:secrets/parrot.old-words}", "${env:OLD}"),
                        "loud",
                        true,
                        "topics",
                        List.of("a", "b")),
                tree.get("settings"));
        Path secret = config.resolve("secrets/parrot.word");
        assertEquals("sesame", Files.readString(secret).strip());
        if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        }
        assertTrue(rig.out().contains("used at the next start"), rig.out());
        assertFalse(rig.out().contains("sesame"));
    }

    @Test
    void namesAllProblemsAndWritesNothing() {
        assertEquals(1, connect(NOBODY, "--cage", "seven", "--colour", "red"));
        assertTrue(rig.err().contains("\"colour\" does not exist"), rig.err());
        assertTrue(rig.err().contains("\"cage\" takes a whole number"), rig.err());
        assertTrue(rig.err().contains("\"word\" is required"), rig.err());
        assertFalse(Files.exists(config.resolve("destinations")));
        assertFalse(Files.exists(config.resolve("secrets")));
    }

    @Test
    void doesNotOverwriteUnasked() {
        assertEquals(0, connect(NOBODY, "--cage", "1", "--word", "x"));
        assertEquals(1, connect(NOBODY, "--cage", "2", "--word", "x"));
        assertTrue(rig.err().contains("--replace"), rig.err());
        assertEquals(0, connect(NOBODY, "--replace", "--cage", "2", "--word", "x"));
    }

    @Test
    void refusesUnknownPluginsMerchantsAndStores() {
        assertEquals(1, rig.run("connect", "owl", "--config", config.toString()));
        assertTrue(rig.err().contains("installed: parrot"), rig.err());
        assertEquals(1, connect(NOBODY, "--merchant", "n", "--cage", "1", "--word", "x"));
        assertTrue(rig.err().contains("no merchant \"n\""), rig.err());
        assertEquals(1, connect(NOBODY, "--store", "t", "--cage", "1", "--word", "x"));
        assertTrue(rig.err().contains("no store t"), rig.err());
    }

    @Test
    void asksARunningNodeToTry() throws IOException {
        List<String> calls = new ArrayList<>();
        HttpServer node =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    calls.add(exchange.getRequestMethod() + " " + path);
                    String text =
                            path.endsWith("/probe")
                                    ? "{\"verdict\":\"refused\",\"sentence\":\"The word is wrong.\"}"
                                    : "{\"destinations\":[{\"id\":\"parrot\"}]}";
                    byte[] body = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        node.start();
        try {
            String address = "http://127.0.0.1:" + node.getAddress().getPort();
            assertEquals(1, connect(address, "--cage", "1", "--word", "x"));
        } finally {
            node.stop(0);
        }
        assertTrue(rig.out().contains("refused: The word is wrong."), rig.out());
        assertTrue(calls.contains("POST /api/v1/destinations/parrot/probe"), calls.toString());
    }

    private int connect(String node, String... settings) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "connect",
                                "parrot",
                                "--config",
                                config.toString(),
                                "--node",
                                node));
        words.addAll(List.of(settings));
        return rig.run(words.toArray(String[]::new));
    }
}
