// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed while it sends; the rig kills many more times, at random and at exact
 * calls.
 */
class I3KilledWhileSendingTest {
    @TempDir Path folder;

    @Test
    void aRequestWhoseAnswerDiedWithTheNodeIsSentOnceMoreUnderTheSameIds() throws Exception {
        try (Shop shop = Shop.open(folder)) {
            shop.fault(
                    "{'platform':'meta','kind':'slow','times':1,'delay_ms':60000}"
                            .replace('\'', '"'));
            shop.fault(
                    "{'platform':'webhook','kind':'slow','times':1,'delay_ms':60000}"
                            .replace('\'', '"'));
            try (NodeProcess first = NodeProcess.start(shop.config(), folder.resolve("1.log"))) {
                assertEquals(200, shop.order(first.web(), 548291).status());
                awaitStored(shop, "meta");
                awaitStored(shop, "webhook");
                first.web().awaitDeliveries("meta", Map.of("pending", 1L));
            }
            try (NodeProcess second = NodeProcess.start(shop.config(), folder.resolve("2.log"))) {
                second.web().awaitDeliveries("meta", Map.of("delivered", 1L));
                second.web().awaitDeliveries("warehouse", Map.of("delivered", 1L));
                for (String platform : List.of("meta", "webhook")) {
                    Map<String, Object> held = shop.held(platform);
                    assertEquals(1L, held.get("stored"), platform);
                    assertEquals(1L, held.get("deduplicated"), platform);
                }
            }
        }
    }

    @Test
    void aSecondNodeOnTheSameDataFolderRefusesToStartAndSaysWhy() throws Exception {
        try (Shop shop = Shop.open(folder);
                NodeProcess first = NodeProcess.start(shop.config(), folder.resolve("first.log"));
                NodeProcess second =
                        NodeProcess.launch(shop.config(), folder.resolve("second.log"))) {
            assertNotEquals(0, second.exitCode());
            String why =
                    second.output()
                            .lines()
                            .filter(line -> line.startsWith("the node cannot start: "))
                            .findFirst()
                            .orElse(second.output());
            assertTrue(why.contains("in use by another running node"), why);
            assertTrue(why.contains(folder.resolve("data").toString()), why);
            assertEquals(200, shop.order(first.web(), 1).status());
        }
    }

    private static void awaitStored(Shop shop, String platform) {
        Awaitility.await(platform + " holds the event")
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Long.valueOf(1).equals(shop.held(platform).get("stored")));
    }
}
