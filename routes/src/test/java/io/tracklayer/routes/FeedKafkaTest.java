// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a Kafka topic, with a real broker. */
class FeedKafkaTest {
    private static final Path EXAMPLE =
            Path.of("../config/routes/examples/offline-sales-kafka.camel.yaml");

    @TempDir private Path folder;

    @Test
    void recordsAreCommittedOnceStoredAndAPoisonedOneHoldsUpNothing() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
                Shop shop = Shop.open(folder)) {
            OfflineSales.map(shop, "store-sales.webhook.yaml");
            String example = Files.readString(EXAMPLE);
            shop.write(
                    "routes/offline-sales-kafka.camel.yaml",
                    example.replace("my-shop-eu", "shop-eu")
                            .replace("kafka.example.com:9092", broker.address()));
            List<byte[]> records = new ArrayList<>(sales(0, 20));
            records.add(10, new byte[] {(byte) 0xff, 0, 1});
            records.add(11, "${bean:node?method=close}".getBytes(StandardCharsets.UTF_8));
            broker.send("offline-sales", records);

            try (NodeProcess node = node(shop)) {
                RunningShop running = RunningShop.of(shop, node);
                running.awaitRequest("rejected", "malformed_utf8", List.of());
                running.awaitRequest("rejected", OfflineSales.NO_ROW, List.of());
                awaitStored(running, 22);
                assertEquals(20, running.rows("/api/v1/events?limit=500", "events").size());
                assertEquals(Map.of(), headers(running));
                node.kill();
            }
            broker.send("offline-sales", sales(20, 25));
            try (NodeProcess node = node(shop)) {
                RunningShop running = RunningShop.of(shop, node);
                awaitStored(running, 5);
                Awaitility.await("25 events")
                        .atMost(Web.PATIENCE)
                        .until(
                                () ->
                                        running.rows("/api/v1/events?limit=500", "events").size()
                                                == 25);
                assertEquals(5L, OfflineSales.route(running, "offline-sales-kafka").get("stored"));
                node.terminate();
                assertEquals(0, node.exitCode());
                assertFalse(node.output().contains("Exception"), node.output());
            }
        }
    }

    private NodeProcess node(Shop shop) throws Exception {
        return NodeProcess.start(shop.config(), folder.resolve(RunningShop.freshId() + ".txt"));
    }

    private static Map<?, ?> headers(RunningShop shop) {
        Map<?, ?> event = shop.rows("/api/v1/events", "events").get(0);
        Map<?, ?> observation =
                shop.rows("/api/v1/events/" + event.get("seq"), "observations").get(0);
        return (Map<?, ?>) ((Map<?, ?>) observation.get("request")).get("headers");
    }

    private static List<byte[]> sales(int from, int to) {
        List<byte[]> sales = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String sale =
                    "{\"receipt\":\"K%d\",\"total\":12.5,\"sold_at\":\"2026-11-01T10:00:00Z\"}"
                            .formatted(i);
            sales.add(sale.getBytes(StandardCharsets.UTF_8));
        }
        return sales;
    }

    private static void awaitStored(RunningShop shop, long number) {
        Awaitility.await(number + " records")
                .atMost(Web.PATIENCE)
                .until(
                        () ->
                                (Long) OfflineSales.route(shop, "offline-sales-kafka").get("stored")
                                        >= number);
        Awaitility.await("all are applied")
                .atMost(Web.PATIENCE)
                .until(() -> shop.rows("/api/v1/requests?limit=500", "requests").size() >= number);
    }
}
