// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchaseTest {
    @TempDir Path folder;

    @Test
    void aSignedOrderReachesEveryDestinationOnce() throws Exception {
        try (Shop shop = Shop.open(folder)) {
            shop.whileRunning(
                    node -> {
                        assertEquals(200, shop.order(node, 548291).status());
                        node.awaitDeliveries("meta", Map.of("delivered", 1L));
                        node.awaitDeliveries("warehouse", Map.of("delivered", 1L));
                        assertEquals(1L, shop.held("meta").get("received"));
                    });
        }
    }
}
