// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules over HTTP: what is in force, why an event was decided so, what other rules would change.
 */
class RulesApiTest {
    private static final String NO_VIEWS =
            """
            version: 1
            description: Product views stay inside.
            rules:
              - id: no-views
                when: { event: product_viewed }
                then: { skip: [warehouse], reason: no_views, sentence: Views are not wanted. }
                examples:
                  - given: { event: product_viewed }
                    expect: { warehouse: skipped:no_views }
            """;

    @TempDir static Path folder;
    private static RunningShop shop;
    private static String eventId;
    private static Object seq;

    @BeforeAll
    static void start() throws Exception {
        shop =
                RunningShop.start(
                        folder,
                        configured ->
                                configured.write(
                                        "rules/a.rules.yaml",
                                        NO_VIEWS.replace("product_viewed", "page_viewed")));
        eventId = RunningShop.freshId();
        Web.Answer taken =
                shop.web()
                        .post(
                                "/v1/track",
                                RunningShop.track(eventId).getBytes(StandardCharsets.UTF_8),
                                Map.of("Authorization", RunningShop.basic(Shop.SEGMENT_KEY)));
        assertEquals(200, taken.status(), taken.text());
        seq = shop.awaitEvent(eventId).get("seq");
        shop.awaitSent(eventId);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void theRulesInForceAreListedWithTheirPlaceAsJsonAndAsAPage() {
        Map<String, Object> rules = shop.web().json("/api/v1/rules");
        Map<?, ?> rule = (Map<?, ?>) ((List<?>) rules.get("rules")).get(0);
        assertEquals("no-views", rule.get("id"));
        assertEquals("a.rules.yaml:4", rule.get("location"));
        String page = shop.web().get("/rules").text();
        assertTrue(page.contains(rules.get("version").toString()), page);
        assertTrue(page.contains("no-views"), page);
    }

    @Test
    void anEventIsExplainedRuleByRuleByItsNumberOrItsId() {
        for (Object id : List.of(seq, eventId)) {
            Map<String, Object> answer =
                    shop.web().json("/api/v1/rules/explain?destination=warehouse&event=" + id);
            Map<?, ?> event = (Map<?, ?>) ((List<?>) answer.get("events")).get(0);
            assertEquals(eventId, event.get("event_id"));
            Map<?, ?> warehouse = (Map<?, ?>) ((List<?>) event.get("destinations")).get(0);
            assertEquals(true, warehouse.get("allowed"));
            Map<?, ?> trace = (Map<?, ?>) ((List<?>) warehouse.get("rules")).get(0);
            assertEquals(false, trace.get("matched"));
            assertEquals(
                    Map.of("key", "event", "wanted", "page_viewed", "actual", "product_viewed"),
                    trace.get("missed"));
        }
        assertEquals(404, shop.web().get("/api/v1/rules/explain?event=none").status());
        assertEquals(400, shop.web().get("/api/v1/rules/explain").status());
    }

    @Test
    void otherRulesAreTriedOnWhatArrivedAndNothingOfItIsSentOrKept() {
        Object sent = shop.shop().requests("webhook").get("requests");
        Map<String, Object> report = shadow(Map.of("b.rules.yaml", NO_VIEWS)).json();
        assertEquals(shop.web().json("/api/v1/rules").get("version"), report.get("version"));
        Map<?, ?> change = (Map<?, ?>) ((List<?>) report.get("changes")).get(0);
        assertEquals("warehouse", change.get("destination"));
        assertEquals("sent_no_more", change.get("direction"));
        assertEquals("no_views", change.get("after"));
        Map<?, ?> sample = (Map<?, ?>) ((List<?>) change.get("samples")).get(0);
        assertEquals(eventId, sample.get("event_id"));
        assertEquals("Views are not wanted.", sample.get("after"));
        assertEquals(sent, shop.shop().requests("webhook").get("requests"));
        assertEquals(
                "no-views",
                ((Map<?, ?>) ((List<?>) shop.web().json("/api/v1/rules").get("rules")).get(0))
                        .get("id"));
        assertEquals("pending or delivered", standing());
    }

    private static String standing() {
        Object status =
                shop.rows("/api/v1/events/" + seq, "deliveries").stream()
                        .filter(row -> "warehouse".equals(row.get("destination")))
                        .findFirst()
                        .orElseThrow()
                        .get("status");
        return List.of("pending", "delivered").contains(status)
                ? "pending or delivered"
                : status.toString();
    }

    @Test
    void otherRulesWithMistakesAreRefusedWithEveryPlaceAndNoFileLeavesItsFolder() {
        Web.Answer bad = shadow(Map.of("b.rules.yaml", NO_VIEWS.replace("[warehouse]", "[ware]")));
        assertEquals(422, bad.status());
        assertTrue(bad.text().contains("b.rules.yaml:6:"), bad.text());
        Web.Answer outside = shadow(Map.of("../../evil.rules.yaml", NO_VIEWS));
        assertEquals(400, outside.status());
        assertFalse(Files.exists(Path.of("/tmp/evil.rules.yaml")));
        assertEquals(
                400,
                shop.web().postJson("/api/v1/rules/shadow", "{\"files\":{},\"hours\":0}").status());
    }

    @Test
    void aRefusedChangeIsABannerOnEveryPageAndInHealthUntilItIsUndone() {
        shop.shop().write("rules/z.rules.yaml", "version: 1\nrules: [ half wri");
        Awaitility.await()
                .atMost(Web.PATIENCE)
                .until(() -> shop.web().get("/events").text().contains("is not in force"));
        for (String page : List.of("/events", "/deliveries", "/rules")) {
            String html = shop.web().get(page).text();
            assertTrue(html.contains("z.rules.yaml:"), page);
        }
        assertTrue(shop.web().json("/api/v1/rules").containsKey("refused"));
        shop.shop().write("rules/z.rules.yaml", "version: 1\ndescription: Nothing.\nrules: []\n");
        Awaitility.await()
                .atMost(Web.PATIENCE)
                .until(() -> !shop.web().get("/events").text().contains("is not in force"));
    }

    private static Web.Answer shadow(Map<String, String> files) {
        return shop.web()
                .postJson(
                        "/api/v1/rules/shadow",
                        StrictJson.writeText(Map.of("files", files, "hours", 24)));
    }
}
