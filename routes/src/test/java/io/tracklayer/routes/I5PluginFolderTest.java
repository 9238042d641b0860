// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running node with jars in its plugin folder, good ones and bad ones. */
class I5PluginFolderTest {
    private static final int EVENTS = 150;

    @TempDir Path folder;

    private final Set<String> received = new ConcurrentSkipListSet<>();
    private final int managementPort = NodeProcess.freePort();
    private HttpServer platform;
    private RunningShop shop;

    @BeforeEach
    void listen() throws Exception {
        platform = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        platform.createContext(
                "/",
                exchange -> {
                    received.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        platform.start();
    }

    @AfterEach
    void stop() {
        if (shop != null) {
            shop.close();
        }
        platform.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflow", "miss"})
    void aPluginThatThrowsIsSuspendedAndSaidSoWhileTheHealthyOnesDeliverEverything(String conduct)
            throws Exception {
        start("well", conduct);
        Set<String> sent = send();
        awaitReceived(sent);
        awaitDelivered("warehouse");
        Map<?, ?> row =
                RunningShop.awaitRow(
                        "the suspended plugin",
                        () -> shop.rows("/api/v1/plugins", "plugins"),
                        plugin -> "suspended".equals(plugin.get("state")));
        assertEquals("fixture-" + conduct, row.get("id"));
        assertTrue(row.get("reason").toString().contains("map failed 5 times in a row"), "" + row);
        assertEquals(
                "[{destination=" + conduct + ", sentence=" + row.get("reason") + "}]",
                row.get("suspended").toString());
        assertEquals("plugin_suspended", incident().get("kind"));
        String health = management().get("/observe/health?data=true").text();
        assertTrue(health.contains("map failed 5 times in a row"), health);
        assertEquals(200, management().get("/observe/health/ready").status());
        Map<?, ?> delivery = delivery(conduct);
        assertEquals("held", delivery.get("status"));
        Map<?, ?> first =
                RunningShop.awaitRow(
                        "a delivery that was tried",
                        () -> deliveries(conduct),
                        tried -> "adapter_contract".equals(tried.get("reason")));
        assertEquals(1L, first.get("attempts"));
    }

    @Test
    void aPluginThatBlocksForEverHoldsUpNobodyAndTheNodeStopsAllTheSame() throws Exception {
        start("well", "block");
        Set<String> sent = send();
        awaitReceived(sent);
        awaitDelivered("warehouse");
        assertEquals("pending", delivery("block").get("status"));
        String metrics = management().get("/observe/metrics").text();
        assertTrue(metrics.contains("tracklayer_plugin_abandoned_threads 0.0"), metrics);
        assertTrue(metrics.contains("tracklayer_plugin_threads{plugin=\"fixture-well\"} 0.0"));
        long before = System.nanoTime();
        shop.close();
        shop = null;
        assertTrue(System.nanoTime() - before < 30_000_000_000L, "it stops without it");
    }

    @Test
    void whatIsRefusedIsListedWithTheReasonAndChangesNothingForTheRest() throws Exception {
        Path plugins = folder.resolve("plugins");
        Path well = FixturePlugin.write(plugins, "well");
        Files.copy(well, plugins.resolve("z-twin.jar"));
        Files.writeString(plugins.resolve("broken.jar"), "no jar at all");
        start("well");
        List<Map<?, ?>> rows = shop.rows("/api/v1/plugins", "plugins");
        assertEquals(
                List.of("broken.jar refused", "well.jar loaded", "z-twin.jar refused"),
                rows.stream()
                        .filter(row -> !"built-in".equals(row.get("origin")))
                        .map(row -> row.get("origin") + " " + row.get("state"))
                        .toList());
        assertTrue(rows.stream().anyMatch(row -> "meta".equals(row.get("id"))), "" + rows);
        Set<String> sent = send();
        awaitReceived(sent);
    }

    private void start(String... conducts) throws Exception {
        for (String conduct : conducts) {
            FixturePlugin.write(folder.resolve("plugins"), conduct);
        }
        shop =
                RunningShop.start(
                        folder,
                        configured -> {
                            configured.change(
                                    "tracklayer.yaml",
                                    text ->
                                            text.replace(
                                                    "management-port: 0",
                                                    "management-port: " + managementPort));
                            for (String conduct : conducts) {
                                configured.write(
                                        "destinations/" + conduct + ".yaml", file(conduct));
                            }
                        });
    }

    private String file(String conduct) {
        return """
        version: 1
        plugin: fixture-%s
        merchant: shop
        settings:
          endpoint: http://127.0.0.1:%d/events
        """
                .formatted(conduct, platform.getAddress().getPort());
    }

    private Set<String> send() {
        Set<String> sent = new TreeSet<>();
        for (int i = 0; i < EVENTS; i++) {
            String id = RunningShop.freshId();
            Web.Answer answer =
                    shop.web()
                            .post(
                                    "/v1/track",
                                    RunningShop.track(id).getBytes(StandardCharsets.UTF_8),
                                    Map.of(
                                            "Authorization",
                                            RunningShop.basic(Shop.SEGMENT_KEY),
                                            "Content-Type",
                                            "application/json"));
            assertEquals(200, answer.status(), answer.text());
            sent.add("{\"event_id\":\"" + id + "\"}");
        }
        return sent;
    }

    private void awaitReceived(Set<String> sent) {
        Awaitility.await("the healthy plugin's platform has all")
                .atMost(Web.PATIENCE)
                .until(() -> received.containsAll(sent));
    }

    private void awaitDelivered(String destination) {
        Awaitility.await(destination + " delivers all")
                .atMost(Web.PATIENCE)
                .until(() -> deliveries(destination, "delivered").size() >= EVENTS);
    }

    private Map<?, ?> incident() {
        return RunningShop.awaitRow(
                "an incident", () -> shop.rows("/api/v1/incidents", "incidents"), row -> true);
    }

    private Map<?, ?> delivery(String destination) {
        return RunningShop.awaitRow("a delivery", () -> deliveries(destination), row -> true);
    }

    private List<Map<?, ?>> deliveries(String destination) {
        return new ArrayList<>(
                shop.rows("/api/v1/deliveries?limit=500&destination=" + destination, "deliveries"));
    }

    private List<Map<?, ?>> deliveries(String destination, String status) {
        return deliveries(destination).stream()
                .filter(row -> status.equals(row.get("status")))
                .toList();
    }

    private Web management() {
        return new Web(URI.create("http://127.0.0.1:" + managementPort));
    }
}
