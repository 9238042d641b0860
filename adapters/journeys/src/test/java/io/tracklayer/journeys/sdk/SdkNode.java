// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import io.tracklayer.routes.NodeMain;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A node as a process of its own, with one store whose Segment key pages and servers share. */
final class SdkNode implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String KEY = "tlk_key_of_the_sdks";
    private static final String READY = "tracklayer ready on ";

    private final Process process;
    private final Path output;
    private final HttpClient client = HttpClient.newHttpClient();

    private SdkNode(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static SdkNode start(Path folder) throws IOException {
        configure(Files.createDirectories(folder.resolve("config")));
        Path output = folder.resolve("node.out");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:-BytecodeVerificationRemote",
                                "-cp",
                                System.getProperty("java.class.path"),
                                NodeMain.class.getName(),
                                "--config",
                                folder.resolve("config").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        SdkNode node = new SdkNode(process, output);
        Awaitility.await("node ready")
                .atMost(PATIENCE)
                .failFast("the node ended", () -> !process.isAlive())
                .until(() -> node.said().contains(READY));
        return node;
    }

    private static void configure(Path config) throws IOException {
        Files.writeString(
                config.resolve("tracklayer.yaml"),
                """
                version: 1
                node: {listen: "127.0.0.1:0", management-port: 0, data-dir: ../data, trusted-proxies: [127.0.0.1]}
                reconciliation: {hold: {purchase-like: 0s}}
                merchants:
                  - id: shop
                    stores:
                      - {id: shop-eu, currency: EUR, country: DE, client-data: keep, sources: {segment: {}}}
                """);
        Files.writeString(
                config.resolve("keys.yaml"),
                """
                version: 1
                keys:
                  - {id: sdks, sha256: %s, store: shop-eu, source: segment, kind: any}
                """
                        .formatted(Sha256.of(KEY).hex()));
    }

    URI base() {
        return URI.create(
                said().lines()
                        .filter(line -> line.startsWith(READY))
                        .findFirst()
                        .orElseThrow()
                        .substring(READY.length()));
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The events of this name, as /api/v1/events lists them, newest first. */
    List<Tree> events(String name) {
        return get("/api/v1/events?limit=500").each("/events").stream()
                .filter(row -> row.text("/event_name").equals(Optional.of(name)))
                .toList();
    }

    /** The rows of /api/v1/requests with this verdict. */
    List<Tree> requests(String verdict) {
        return get("/api/v1/requests?limit=500&verdict=" + verdict).each("/requests");
    }

    /** Waits for the event of an id, and gives all there is about it. */
    Tree awaitEvent(String name, String eventId) {
        Tree row =
                Awaitility.await(name + " " + eventId)
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> find(name, eventId), Optional::isPresent)
                        .orElseThrow();
        return get("/api/v1/events/" + row.text("/seq").orElseThrow());
    }

    private Optional<Tree> find(String name, String eventId) {
        return events(name).stream()
                .filter(row -> row.text("/event_id").equals(Optional.of(eventId)))
                .findFirst();
    }

    /** The fields of an event, by their path: {@code value} or {@code user.email}. */
    static TreeMap<String, Object> fields(Tree whole) {
        TreeMap<String, Object> fields = new TreeMap<>();
        collect("", whole.at("/event"), fields);
        return fields;
    }

    private static void collect(String path, Tree tree, TreeMap<String, Object> into) {
        if (tree.members().isEmpty() || path.equals("properties")) {
            into.put(path, tree.node());
            return;
        }
        tree.members()
                .keySet()
                .forEach(
                        name ->
                                collect(
                                        path.isEmpty() ? name : path + "." + name,
                                        tree.at("/" + name),
                                        into));
    }

    Tree get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(base().resolve(path)).build();
            return Tree.root(Json.read(client.send(request, BodyHandlers.ofByteArray()).body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (MalformedInputException broken) {
            throw new AssertionError(path, broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
