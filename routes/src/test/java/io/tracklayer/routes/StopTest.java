// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                        awaitDelivered(node, checkouts.acknowledged().size());
                        for (String platform : List.of("meta", "webhook")) {
                            assertEquals(0L, shop.held(platform).get("deduplicated"), platform);
                        }
                    });
        }
    }

    /**
     * What the evidence has not taken over yet waits in the journal; stopping is no failure of it.
     */
    @Test
    void whatStillWaitsInTheJournalAtTheStopIsAppliedAtTheNextStart() throws Exception {
        try (Shop shop = Shop.open(folder)) {
            shop.whileRunning(
                    node -> {
                        for (int batch = 0; batch < 6; batch++) {
                            assertEquals(200, batchOf200(node, batch).status());
                        }
                    });
            shop.whileRunning(
                    node ->
                            Awaitility.await("everything delivered")
                                    .atMost(Web.PATIENCE)
                                    .untilAsserted(
                                            () ->
                                                    assertEquals(
                                                            Map.of(
                                                                    "meta skipped",
                                                                    1_200L,
                                                                    "warehouse delivered",
                                                                    1_200L),
                                                            node.deliveryCounts())));
        }
    }

    private static Web.Answer batchOf200(Web node, int batch) {
        String messages =
                IntStream.range(0, 200)
                        .mapToObj(i -> RunningShop.track("e-" + batch + "-" + i))
                        .map(track -> track.replaceFirst("\\{", "{\"type\":\"track\","))
                        .collect(Collectors.joining(","));
        return node.post(
                "/v1/batch",
                ("{\"batch\":[" + messages + "]}").getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        RunningShop.basic(Shop.SEGMENT_KEY + ":")));
    }

    /** What was taken in last may still have to be read from the journal. */
    private static void awaitDelivered(Web node, long acknowledged) {
        Awaitility.await("everything delivered")
                .atMost(Web.PATIENCE)
                .untilAsserted(
                        () -> {
                            Map<String, Long> counts = node.deliveryCounts();
                            assertEquals(
                                    Set.of("meta delivered", "warehouse delivered"),
                                    counts.keySet());
                            assertTrue(
                                    counts.values().stream().allMatch(n -> n >= acknowledged),
                                    counts + " of " + acknowledged);
                        });
    }
}
