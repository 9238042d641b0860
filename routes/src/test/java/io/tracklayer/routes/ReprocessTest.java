// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that could not be used are looked at again after a correction. */
class ReprocessTest {
    private static final String CURRENCY = "currency: EUR";

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop =
                RunningShop.start(
                        folder,
                        configured ->
                                configured.change(
                                        "tracklayer.yaml", text -> text.replace(CURRENCY, "")));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void anOrderWithoutACurrencyIsDeliveredOnceTheStoreHasADefaultAndOnlyOnce() {
        post(
                """
                {"event":"Order Completed","userId":"u1","messageId":"m-late-order",
                 "properties":{"event_id":"late-order","order_id":"9001","total":"12.00"}}
                """);
        Map<?, ?> rejected = shop.awaitRequest("rejected", "unusable_field:value", List.of());
        Map<String, Object> order = Map.of("reason", "unusable_field:value", "since", "1h");
        assertEquals(1L, reprocess("/preview", order).get("matched"));

        shop.shop()
                .change(
                        "tracklayer.yaml",
                        text ->
                                text.replace(
                                        "- id: shop-eu\n",
                                        "- id: shop-eu\n        " + CURRENCY + "\n"));
        Awaitility.await()
                .atMost(Web.PATIENCE)
                .until(() -> lookAgain(order) && shop.requests("rejected").isEmpty());
        Map<?, ?> sent = shop.awaitSent("late-order");
        assertTrue(sent.get("body").toString().contains("12.00"), sent.toString());
        assertEquals(
                "reprocessed",
                shop.awaitRequest("reprocessed", "reprocessed", List.of()).get("verdict"));
        assertEquals(
                0L,
                reprocess("", Map.of("request", rejected.get("offset"))).get("matched"),
                "nothing of it is left");
        assertTrue(
                shop.rows("/api/v1/audit", "entries").stream()
                        .anyMatch(row -> "request.reprocess".equals(row.get("action"))));
    }

    @Test
    void anOrderThatCannotBeMeantIsRefusedWithWhatIsWrong() {
        for (String wrong :
                List.of(
                        "{\"reasn\":\"x\"}",
                        "{\"verdict\":\"refused\"}",
                        "{\"request\":\"1\"}",
                        "{\"since\":\"yesterday\"}",
                        "[]")) {
            Web.Answer answer = shop.web().postJson("/api/v1/reprocess", wrong);
            assertEquals(400, answer.status(), wrong);
            assertEquals("bad_reprocess", answer.json().get("error"));
        }
    }

    /** The correction is in force a moment after it is written; until then it is rejected again. */
    private static boolean lookAgain(Map<String, Object> order) {
        reprocess("", order);
        return true;
    }

    private static Map<String, Object> reprocess(String path, Map<String, Object> order) {
        Web.Answer answer =
                shop.web()
                        .postJson(
                                "/api/v1/reprocess" + path,
                                new String(StrictJson.write(order), StandardCharsets.UTF_8));
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private static void post(String message) {
        Web.Answer taken =
                shop.web()
                        .post(
                                "/v1/track",
                                message.getBytes(StandardCharsets.UTF_8),
                                Map.of("Authorization", RunningShop.basic(Shop.SEGMENT_KEY)));
        assertEquals(200, taken.status(), taken.text());
    }
}
