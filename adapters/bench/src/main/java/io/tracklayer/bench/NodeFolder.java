// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.spi.identity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of one node under test: a merchant with one store, a write key, and destinations that
 * are instances of the plugins there are.
 */
final class NodeFolder {
    static final String MERCHANT = "bench";
    static final String STORE = "bench-eu";
    static final String KEY = "bench-key";
    private static final String SIGNING =
            "whsec_"
                    + Base64.getEncoder()
                            .encodeToString(
                                    "0123456789abcdef0123456789abcdef"
                                            .getBytes(StandardCharsets.US_ASCII));

    private final Path folder;

    private NodeFolder(Path folder) {
        this.folder = folder;
    }

    /** An empty folder of that name, whatever was there. */
    static NodeFolder fresh(Path parent, String name) {
        Path folder = parent.resolve(name);
        remove(folder);
        return open(folder);
    }

    /** The folder as it is, with the node's configuration and no destinations. */
    static NodeFolder open(Path folder) {
        NodeFolder setup = new NodeFolder(folder);
        remove(folder.resolve("config"));
        setup.sources("segment: {}\n");
        setup.write("keys.yaml", "version: 1\nkeys:\n");
        setup.key("bench-segment", KEY, "segment", "server");
        return setup;
    }

    /** Gives the store these sources, as YAML. */
    void sources(String yaml) {
        write(
                "tracklayer.yaml",
                """
                version: 1
                node:
                  listen: 127.0.0.1:0
                  management-port: 0
                  data-dir: ../data
                  allowed-networks: [127.0.0.0/8]
                reconciliation:
                  hold: { purchase-like: 0s, other: 0s }
                merchants:
                  - id: %s
                    stores:
                      - id: %s
                        currency: EUR
                        country: DE
                        sources:
                %s"""
                        .formatted(MERCHANT, STORE, yaml.indent(10)));
    }

    /** Adds a write key. */
    void key(String id, String key, String source, String kind) {
        write(
                "keys.yaml",
                read("keys.yaml")
                        + ("  - { id: %s, sha256: %s, store: %s, source: %s, kind: %s,"
                                        + " rate: 9999999/s, burst: 1000000 }\n")
                                .formatted(id, Sha256.of(key).hex(), STORE, source, kind));
    }

    /** Adds destinations that take batches, in turn Meta and GA4, and returns their accounts. */
    List<Map<String, Object>> destinations(int count, String sandbox) {
        List<Map<String, Object>> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accounts.add(i % 2 == 0 ? meta(i, sandbox) : ga4(i, sandbox));
        }
        return accounts;
    }

    /** Adds one destination that takes one event a request, and returns its account. */
    List<Map<String, Object>> webhook(String sandbox) {
        return List.of(webhook(0, sandbox));
    }

    /** Adds one webhook destination. */
    void webhook(String id, String url, boolean enabled) {
        write(
                "destinations/" + id + ".yaml",
                """
                version: 1
                plugin: webhook
                merchant: %s
                enabled: %s
                settings: { url: "%s", secret: "${file:secrets/signing}", allow-http: true }
                """
                        .formatted(MERCHANT, enabled, url));
        write("secrets/signing", SIGNING);
    }

    private Map<String, Object> meta(int number, String sandbox) {
        String pixel = "4021000000%05d".formatted(number);
        String token = "EAADbench" + number;
        destination(
                number,
                "meta",
                token,
                "{ pixel: \"%s\", token: \"%s\", endpoint: \"%s/meta\" }"
                        .formatted(pixel, secret(number), sandbox));
        return Map.of("platform", "meta", "account", pixel, "token", token);
    }

    private Map<String, Object> ga4(int number, String sandbox) {
        String stream = "G-BENCH%05d".formatted(number);
        String secret = "bench-secret-" + number;
        destination(
                number,
                "ga4",
                secret,
                "{ measurement-id: %s, secret: \"%s\", endpoint: \"%s/ga4\" }"
                        .formatted(stream, secret(number), sandbox));
        return Map.of("platform", "ga4", "account", stream, "secret", secret);
    }

    private Map<String, Object> webhook(int number, String sandbox) {
        String account = "bench-" + number;
        destination(
                number,
                "webhook",
                SIGNING,
                "{ url: \"%s/webhook/%s\", secret: \"%s\", allow-http: true }"
                        .formatted(sandbox, account, secret(number)));
        return Map.of("platform", "webhook", "account", account, "secrets", List.of(SIGNING));
    }

    private void destination(int number, String plugin, String secret, String settings) {
        write("secrets/d" + number, secret);
        // GA4 takes 50 requests a second, and that is not what is to be measured here.
        write(
                "destinations/d" + number + ".yaml",
                "version: 1\nplugin: %s\nmerchant: %s\nrate: { requests: 1000000, per: 1s }\nsettings: %s\n"
                        .formatted(plugin, MERCHANT, settings));
    }

    private static String secret(int number) {
        return "${file:secrets/d" + number + "}";
    }

    Path folder() {
        return folder;
    }

    Path config() {
        return folder.resolve("config");
    }

    Path evidence() {
        return folder.resolve("data").resolve("evidence");
    }

    private String read(String name) {
        try {
            return Files.readString(config().resolve(name));
        } catch (IOException failed) {
            throw new BenchFailure("cannot read in " + folder + ": " + failed, failed);
        }
    }

    void write(String name, String text) {
        try {
            Path file = config().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new BenchFailure("cannot write in " + folder + ": " + failed, failed);
        }
    }

    /** Removes a folder and all in it. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new BenchFailure("cannot remove " + folder + ": " + failed, failed);
        }
    }
}
