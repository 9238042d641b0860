// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Google says hours later about two orders of one request, through a running node. */
class LateResultNodeTest {
    private static final String ORDER =
            """
            {"type":"track","event":"Order Completed","userId":"u1","messageId":"m-%1$s",
             "context":{"page":{"url":"https://shop.example/thanks?gclid=%2$s"},
               "traits":{"email":"anna@example.com"},
               "consent":{"categoryPreferences":{"Advertising":true,"Analytics":true}}},
             "properties":{"order_id":"%1$s","total":129.90,"currency":"EUR"}}
            """;

    @TempDir Path folder;
    private final AheadClock clock = new AheadClock();
    private Shop shop;
    private Node node;
    private Web web;

    @BeforeEach
    void start() throws Exception {
        shop = Shop.open(folder);
        new Web(shop.sandbox())
                .postJson(
                        "/control/accounts",
                        """
                        {"platform":"google-ads","account":"4812345670","conversion_actions":["712034455"],
                         "client_id":"C","client_secret":"S","refresh_token":"R-of-the-shop","processing_seconds":8}
                        """);
        shop.write("secrets/google", "R-of-the-shop\n");
        shop.write("secrets/google-client", "S\n");
        shop.write(
                "destinations/google-ads.yaml",
                """
                version: 1
                plugin: google-ads
                merchant: shop
                settings:
                  customer-id: "4812345670"
                  conversion-actions: ["purchase_placed=712034455"]
                  client-id: C
                  client-secret: ${file:secrets/google-client}
                  refresh-token: ${file:secrets/google}
                  endpoint: %1$s/google-ads
                  token-endpoint: %1$s/google-ads/token
                """
                        .formatted(shop.sandbox()));
        run();
    }

    @AfterEach
    void stop() {
        node.close();
        shop.close();
    }

    @Test
    void twoOrdersOfOneRequestAreDeliveredUntilGoogleSaysThatOneIsNot() throws Exception {
        send(ORDER.formatted("10042", "Cj0KCQclick") + "," + ORDER.formatted("10043", "OLDclick"));
        await("10042", "delivered accepted_pending");
        await("10043", "delivered accepted_pending");
        clock.pass(Duration.ofMinutes(31));
        Awaitility.await("the first question")
                .atMost(Web.PATIENCE)
                .untilAsserted(() -> assertEquals(List.of("PROCESSING"), questions()));
        assertEquals("delivered accepted_pending", state("10042"));
        node.close();
        run();

        Awaitility.await("the answer")
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            clock.pass(Duration.ofMinutes(50));
                            return state("10043").startsWith("failed");
                        });
        assertEquals("failed EVENT_TOO_OLD", state("10043"));
        await("10042", "delivered accepted");
        Map<?, ?> asked = attempts("inquiry").get(0);
        assertEquals("GET", ((Map<?, ?>) asked.get("request")).get("method"));
        assertEquals(2, ((List<?>) asked.get("events")).size());
        assertFalse(asked.toString().contains("R-of-the-shop"));
    }

    private void run() throws Exception {
        node = Node.start(shop.config(), clock);
        web = new Web(URI.create("http://127.0.0.1:" + node.address().getPort()));
    }

    private void send(String orders) {
        Web.Answer answer =
                web.post(
                        "/v1/batch",
                        ("{\"batch\":[" + orders + "]}").getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                RunningShop.basic(Shop.SEGMENT_KEY + ":")));
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    private List<String> questions() {
        return attempts("inquiry").stream().map(row -> row.get("code").toString()).toList();
    }

    private List<Map<?, ?>> attempts(String outcome) {
        return rows("/api/v1/api-logs?limit=100&destination=google-ads&outcome=" + outcome);
    }

    private void await(String order, String state) {
        Awaitility.await(order)
                .atMost(Web.PATIENCE)
                .untilAsserted(() -> assertEquals(state, state(order)));
    }

    private String state(String order) {
        return rows("/api/v1/deliveries?limit=100&destination=google-ads").stream()
                .filter(row -> row.get("order_id").equals(order))
                .map(row -> row.get("status") + " " + row.get("reason"))
                .findFirst()
                .orElse("none");
    }

    private List<Map<?, ?>> rows(String path) {
        List<Map<?, ?>> rows = new ArrayList<>();
        web.json(path)
                .values()
                .forEach(
                        member -> {
                            if (member instanceof List<?> list) {
                                list.forEach(row -> rows.add((Map<?, ?>) row));
                            }
                        });
        return rows;
    }
}
