// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries sent again by an operator, on a node with a shop and platforms of its own. */
class ReplayTest {
    private static final String REFUSING =
            "{\"platform\":\"webhook\",\"kind\":\"status\",\"status\":400}";

    @TempDir Path folder;
    private Shop shop;
    private Node node;
    private Web web;

    @BeforeEach
    void start() throws Exception {
        shop = Shop.open(folder);
        shop.change("destinations/warehouse.yaml", text -> text + "  retry-4xx: false\n");
        run();
    }

    @AfterEach
    void stop() {
        node.close();
        shop.close();
    }

    private void run() throws Exception {
        node = Node.start(shop.config(), Clock.systemUTC());
        web = new Web(node.address());
    }

    @Test
    void twoHundredFailedOrdersAreDeliveredOnceEachUnderTheirOwnIdsAndTimes() {
        failed(200);
        Map<?, ?> before = sent("ord_7_purchase").get(0);
        Map<String, Object> preview = post("/preview", Map.of("destination", "warehouse")).json();
        assertEquals(200L, preview.get("admitted"), preview.toString());
        assertEquals(20, ((List<?>) preview.get("first")).size());
        Map<?, ?> done = done(started(Map.of("destination", "warehouse", "rate", 500L)));
        assertEquals(200L, done.get("delivered"), done.toString());
        assertEquals(200L, held("stored"));
        assertEquals(0L, held("deduplicated"));
        Map<?, ?> after = sent("ord_7_purchase").get(0);
        assertEquals(2, sent("ord_7_purchase").size());
        assertEquals(before.get("body"), after.get("body"));
        Map<?, ?> again = done(started(Map.of("destination", "warehouse")));
        assertEquals(Map.of("already_accepted", 200L), again.get("excluded"));
        assertEquals(2, sent("ord_7_purchase").size());
        assertAudited("replay.start", "replay.end");
        assertTrue(web.get("/replays").text().contains("already_accepted 200"));
        String first = web.get("/api/v1/deliveries?destination=warehouse&limit=1").text();
        String seq = first.replaceAll("(?s).*\"event_seq\": ?(\\d+).*", "$1");
        assertTrue(web.get("/events/" + seq).text().contains("Replayed by api at "), seq);
    }

    @Test
    void anAcceptedOrderGoesAgainOnlyByForceAndWhileThePlatformWouldRecogniseIt() {
        orders(2);
        web.awaitDeliveries("warehouse", Map.of("delivered", 2L));
        Map<?, ?> plain = done(started(Map.of("destination", "warehouse")));
        assertEquals(Map.of("already_accepted", 2L), plain.get("excluded"));
        assertEquals(0L, held("deduplicated"));
        Map<?, ?> forced = done(started(Map.of("destination", "warehouse", "force", true)));
        assertEquals(2L, forced.get("delivered"), forced.toString());
        assertEquals(2L, held("deduplicated"));
        assertEquals(2L, held("stored"));
    }

    @Test
    void pressingTwiceAtOnceGivesOneReplay() {
        failed(30);
        Map<String, Object> order = Map.of("destination", "warehouse", "rate", 5L);
        List<CompletableFuture<Web.Answer>> presses =
                Stream.of(1, 2)
                        .map(press -> CompletableFuture.supplyAsync(() -> post("", order)))
                        .toList();
        List<Web.Answer> answers = presses.stream().map(CompletableFuture::join).toList();
        List<Integer> statuses = answers.stream().map(Web.Answer::status).sorted().toList();
        assertEquals(List.of(201, 409), statuses);
        Web.Answer started =
                answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
        assertEquals(30L, done(started.json().get("id").toString()).get("delivered"));
        assertEquals(0L, held("deduplicated"));
        assertAudited("replay.start", "replay.refused", "replay.end");
    }

    @Test
    void consentWithdrawnSinceKeepsTheDeliveryBack() {
        shop.change(
                "destinations/meta.yaml",
                text -> text.replace("max-attempts: 50", "max-attempts: 1"));
        restart();
        shop.fault("{\"platform\":\"meta\",\"kind\":\"status\",\"status\":503}");
        orders(1);
        web.awaitDeliveries("meta", Map.of("failed", 1L));
        shop.healFaults();
        String withdrawn = Shop.orderJson(1).replace("marketing=granted", "marketing=denied");
        assertEquals(200, shop.webhook(web, "orders/create", withdrawn, "withdrawal").status());
        Awaitility.await("the second copy")
                .atMost(Web.PATIENCE)
                .until(() -> web.get("/api/v1/events").text().contains("\"copies\":2"));
        Map<?, ?> done = done(started(Map.of("destination", "meta")));
        assertEquals(Map.of("consent_denied:marketing", 1L), done.get("excluded"));
        assertEquals(0L, shop.held("meta").get("stored"));
    }

    @Test
    void aStoppedNodeGoesOnWhereItWasAndSendsNothingTwice() {
        failed(40);
        String id = started(Map.of("destination", "warehouse", "rate", 8L));
        Awaitility.await("some were taken up")
                .atMost(Web.PATIENCE)
                .until(() -> (Long) replay(id).get("queued") >= 8);
        restart();
        assertEquals(40L, done(id).get("delivered"));
        assertEquals(40L, held("stored"));
        assertEquals(0L, held("deduplicated"));
    }

    @Test
    void aLiveEventDoesNotWaitForTheEndOfAReplay() {
        failed(60);
        String id = started(Map.of("destination", "warehouse", "rate", 5L));
        Awaitility.await("the replay has begun")
                .atMost(Web.PATIENCE)
                .until(() -> (Long) replay(id).get("queued") > 0);
        assertEquals(200, shop.order(web, 9_999).status());
        Awaitility.await("the live order")
                .atMost(Web.PATIENCE)
                .until(() -> sent("ord_9999_purchase").size() == 1);
        Map<?, ?> meanwhile = replay(id);
        assertEquals("running", meanwhile.get("state"));
        assertTrue((Long) meanwhile.get("queued") < 60, meanwhile.toString());
        assertEquals("cancelled", post("/" + id + "/cancel", Map.of()).json().get("state"));
    }

    @Test
    void aDestinationConnectedLaterGetsTheEventsOfBefore() {
        orders(12);
        web.awaitDeliveries("warehouse", Map.of("delivered", 12L));
        shop.change(
                "destinations/warehouse.yaml",
                text -> {
                    shop.write("destinations/late.yaml", text);
                    return text;
                });
        Awaitility.await("the new destination")
                .atMost(Web.PATIENCE)
                .until(() -> web.get("/api/v1/destinations").text().contains("\"late\""));
        Map<String, Object> order = Map.of("destination", "late", "since", "7d", "backfill", true);
        assertEquals(12L, post("/preview", order).json().get("admitted"));
        assertEquals(12L, done(started(order)).get("delivered"));
        web.awaitDeliveries("late", Map.of("delivered", 12L));
        assertEquals(0L, post("/preview", order).json().get("matched"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, http://evil.example, 403",
        "text/plain, '', 415",
        "application/json, '', 400"
    })
    void aRequestThatIsNotTheOperatorsIsRefused(String type, String origin, int status) {
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", type));
        if (!origin.isEmpty()) {
            headers.put("Origin", origin);
        }
        byte[] body = "{\"destination\":\"nowhere\"}".getBytes(StandardCharsets.UTF_8);
        Web.Answer answer = web.post("/api/v1/replays", body, headers);
        assertEquals(status, answer.status(), answer.text());
        assertFalse(web.get("/api/v1/audit").text().contains("replay.start"));
    }

    @Test
    void aBodyWithoutBoundIsRefused() {
        Web.Answer answer =
                web.postJson("/api/v1/replays", "{\"by\":\"" + "x".repeat(100_000) + "\"}");
        assertEquals(413, answer.status());
    }

    private void restart() {
        node.close();
        try {
            run();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void orders(long number) {
        LongStream.rangeClosed(1, number)
                .parallel()
                .forEach(o -> assertEquals(200, shop.order(web, o).status()));
    }

    /** Orders the warehouse has refused for good, and then is well again. */
    private void failed(long number) {
        shop.fault(REFUSING);
        orders(number);
        web.awaitDeliveries("warehouse", Map.of("failed", number));
        shop.healFaults();
    }

    private Web.Answer post(String path, Map<String, Object> order) {
        return web.post(
                "/api/v1/replays" + path,
                StrictJson.write(order),
                Map.of("Content-Type", "application/json"));
    }

    private String started(Map<String, Object> order) {
        Web.Answer answer = post("", order);
        assertEquals(201, answer.status(), answer.text());
        return answer.json().get("id").toString();
    }

    private Map<?, ?> replay(String id) {
        return web.json("/api/v1/replays/" + id);
    }

    private Map<?, ?> done(String id) {
        Awaitility.await("the replay's end")
                .atMost(Web.PATIENCE)
                .untilAsserted(
                        () -> assertEquals("done", replay(id).get("state"), "" + replay(id)));
        return replay(id);
    }

    private long held(String counter) {
        return (Long) shop.held("webhook").get(counter);
    }

    /** Calls that carried an event to the warehouse, newest first. */
    private List<Map<?, ?>> sent(String eventId) {
        List<Map<?, ?>> calls = new ArrayList<>();
        for (Object call : (Iterable<?>) shop.requests("webhook").get("requests")) {
            if (((Map<?, ?>) call).get("body").toString().contains("\"" + eventId + "\"")) {
                calls.add((Map<?, ?>) call);
            }
        }
        return calls;
    }

    private void assertAudited(String... actions) {
        String trail = web.get("/api/v1/audit").text();
        for (String action : actions) {
            assertTrue(trail.contains("\"" + action + "\""), trail);
        }
    }
}
