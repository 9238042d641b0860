// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that ends while a file is being read, between the journal's sync and the file's move. */
class FeedKilledTest {
    private static final String ROUTE =
            """
            - route:
                id: drop
                from:
                  uri: file
                  parameters:
                    directoryName: "{{config-folder}}/../inbox"
                    move: .done/${file:name}
                    delay: 100
                    initialDelay: 0
                  steps:
                    - split:
                        tokenize: "\\n"
                        stopOnException: true
                        steps:
                          - to: tracklayer:shop-eu/offline-sales
                    - delay:
                        constant: "%s"
            """;

    @TempDir private Path folder;
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.open(folder);
        OfflineSales.addTo(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void afterAKillTheFileIsReadAgainAndMakesNoSecondEvent() throws Exception {
        shop.write("routes/drop.camel.yaml", ROUTE.formatted("600000"));
        Path file = drop();
        try (NodeProcess node = node()) {
            awaitEvents(RunningShop.of(shop, node));
            node.kill();
        }
        assertTrue(Files.exists(file), "the file was not moved");

        shop.write("routes/drop.camel.yaml", ROUTE.formatted("0"));
        try (NodeProcess node = node()) {
            RunningShop running = RunningShop.of(shop, node);
            await(folder.resolve("inbox/.done/sales.jsonl"));
            running.awaitRequest("merged", "merged", List.of());
            assertEquals(2L, OfflineSales.route(running, "drop").get("stored"));
            assertEquals(2, running.rows("/api/v1/events", "events").size());
            running.awaitSent("ord_2_purchase");
            assertEquals(2, ((List<?>) shop.requests("webhook").get("requests")).size());
        }
    }

    @Test
    void aNodeThatStopsFinishesTheFileFirst() throws Exception {
        shop.write("routes/drop.camel.yaml", ROUTE.formatted("6000"));
        Path file = drop();
        try (NodeProcess node = node()) {
            awaitEvents(RunningShop.of(shop, node));
            assertTrue(Files.exists(file), "it is not done yet");
            node.terminate();
            assertEquals(0, node.exitCode());
        }
        assertTrue(Files.exists(folder.resolve("inbox/.done/sales.jsonl")), "it is done");
    }

    private NodeProcess node() throws Exception {
        return NodeProcess.start(shop.config(), folder.resolve(RunningShop.freshId() + ".txt"));
    }

    private Path drop() throws Exception {
        Path file = Files.createDirectories(folder.resolve("inbox")).resolve("sales.jsonl");
        return Files.writeString(file, sale(1) + "\n" + sale(2));
    }

    private static String sale(int order) {
        return "{\"event\":\"purchase_placed\",\"order_id\":\"%d\",\"value\":5,\"currency\":\"EUR\"}"
                .formatted(order);
    }

    private static void awaitEvents(RunningShop shop) {
        Awaitility.await("both events")
                .atMost(Web.PATIENCE)
                .until(() -> shop.rows("/api/v1/events", "events").size() == 2);
    }

    private static void await(Path file) {
        Awaitility.await(file + " is there").atMost(Web.PATIENCE).until(() -> Files.exists(file));
    }
}
