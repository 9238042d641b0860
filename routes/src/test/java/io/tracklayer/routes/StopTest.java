// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
    @TempDir Path folder;

    @Test
    void askedToStopUnderLoadTheNodeFinishesWhatItTookAndSaysSuccess() throws Exception {
        try (Shop shop = Shop.open(folder)) {
            Checkouts checkouts;
            try (NodeProcess node =
                    NodeProcess.start(shop.config(), folder.resolve("stopped.log"))) {
                checkouts = new Checkouts(shop, node.web(), 16);
                Awaitility.await("orders under way")
                        .atMost(Web.PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> checkouts.acknowledged().size() > 50);
                node.terminate();
                assertEquals(0, node.exitCode(), node.output());
                checkouts.close();
            }
            shop.whileRunning(
                    node -> {
                        Map<String, Long> delivered = awaitAllDelivered(node);
                        for (String destination : List.of("meta", "warehouse")) {
                            assertTrue(
                                    delivered.get(destination) >= checkouts.acknowledged().size(),
                                    delivered + " of " + checkouts.acknowledged().size());
                        }
                        for (String platform : List.of("meta", "webhook")) {
                            assertEquals(0L, shop.held(platform).get("deduplicated"), platform);
                        }
                    });
        }
    }

    private static Map<String, Long> awaitAllDelivered(Web node) {
        Map<String, Long> delivered = new TreeMap<>();
        Awaitility.await("everything delivered")
                .atMost(Web.PATIENCE)
                .untilAsserted(
                        () -> {
                            delivered.clear();
                            for (Object count :
                                    (Iterable<?>) node.json("/api/v1/counts").get("deliveries")) {
                                Map<?, ?> row = (Map<?, ?>) count;
                                assertEquals("delivered", row.get("status"), row.toString());
                                delivered.put(
                                        (String) row.get("destination"), (Long) row.get("count"));
                            }
                        });
        return delivered;
    }
}
