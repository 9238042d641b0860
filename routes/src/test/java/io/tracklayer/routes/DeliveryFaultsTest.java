// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One node while the platforms it sends to misbehave; every test orders something of its own. */
class DeliveryFaultsTest {
    private static final int CLOSED_PORT = NodeProcess.freePort();
    private static final int MOST_STORED = 64 * 1024 + 16;

    @TempDir static Path folder;

    private static RunningShop running;
    private static long lastOrder = 1_000;

    @BeforeAll
    static void start() throws Exception {
        running =
                RunningShop.start(
                        folder,
                        shop -> {
                            for (String file : List.of("meta", "warehouse")) {
                                shop.change(
                                        "destinations/" + file + ".yaml",
                                        text -> text.replace("-delay: 1s", "-delay: 300ms"));
                            }
                            shop.write(
                                    "destinations/closed.yaml",
                                    """
                                        version: 1
                                        plugin: webhook
                                        merchant: shop
                                        redelivery: {max-attempts: 50, first-delay: 300ms, multiplier: 1, max-delay: 300ms}
                                        settings:
                                          url: http://127.0.0.1:%d/webhook/warehouse
                                          secret: ${file:secrets/warehouse}
                                          allow-http: true
                                        """
                                            .formatted(CLOSED_PORT));
                        });
    }

    @AfterEach
    void heal() {
        running.shop().healFaults();
        for (String destination : List.of("meta", "warehouse")) {
            Awaitility.await(destination + " is well again")
                    .atMost(Web.PATIENCE)
                    .until(() -> deliveries(destination, "pending").isEmpty());
        }
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void anOutageCostsAttemptsAndEndsInOneDelivery() {
        fault("meta", "'kind':'status','status':503,'times':2");
        long order = order();
        Map<?, ?> delivery = await("meta", order, "delivered");
        assertEquals(3L, delivery.get("attempts"));
        assertEquals(List.of(503L, 503L, 200L), members(attempts("meta", order), "status"));
        assertEquals(1, held("meta", order));
    }

    @ParameterizedTest
    @CsvSource({"webhook, warehouse, 503", "webhook, warehouse, 429", "meta, meta, 429"})
    void aPauseThePlatformAsksForIsKeptByTheWholeDestinationAndCostsNoAttempt(
            String platform, String destination, int status) {
        fault(platform, "'kind':'status','status':%d,'retry_after':'1','times':1", status);
        long first = order();
        Awaitility.await("the refusal")
                .atMost(Web.PATIENCE)
                .until(() -> calls(platform, first).size() == 1);
        long second = order();
        assertEquals(1L, await(destination, first, "delivered").get("attempts"));
        assertEquals(1L, await(destination, second, "delivered").get("attempts"));
        Instant refused = at(calls(platform, first).get(0));
        for (long order : List.of(first, second)) {
            List<Map<?, ?>> calls = calls(platform, order);
            Instant sent = at(calls.get(calls.size() - 1));
            // the platform notes a call as it comes in, the pause begins with its answer
            assertFalse(sent.isBefore(refused.plusSeconds(1)), refused + " then " + sent);
        }
    }

    @Test
    void aRotatedTokenHoldsDeliveriesWithoutCostingAttemptsUntilTheNewOneIsInItsFile() {
        running.shop().register("EAAtokenAfterRotation");
        long order = order();
        Map<?, ?> waiting = await("meta", order, "held");
        assertEquals(0L, waiting.get("attempts"));
        assertTrue(
                waiting.get("sentence").toString().contains("sending resumes by itself"),
                "" + waiting);
        assertEquals("auth_hold", ((Map<?, ?>) destination("meta").get("pause")).get("kind"));
        await("warehouse", order, "delivered");
        running.shop().write("secrets/meta", "EAAtokenAfterRotation\n");
        assertEquals(1L, await("meta", order, "delivered").get("attempts"));
        assertFalse(destination("meta").containsKey("pause"));
    }

    @Test
    void ofABatchRefusedAsAWholeOnlyTheCulpritFails() {
        fault("meta", "'kind':'status','status':429,'retry_after':'1','times':1");
        List<Long> orders = new ArrayList<>(List.of(order()));
        Awaitility.await("the refusal")
                .atMost(Web.PATIENCE)
                .until(() -> calls("meta", orders.get(0)).size() == 1);
        for (int more = 0; more < 9; more++) {
            orders.add(order());
        }
        long poison = orders.get(5);
        fault("meta", "'event_id':'%s','kind':'platform_error','code':100", id(poison));
        long before = calls();
        Map<?, ?> failed = await("meta", poison, "failed");
        assertEquals(1L, failed.get("attempts"));
        for (long innocent : orders) {
            if (innocent != poison) {
                assertEquals(1L, await("meta", innocent, "delivered").get("attempts"));
                assertEquals(1, held("meta", innocent));
            }
        }
        List<Map<?, ?>> refusals = calls("meta", poison);
        assertTrue(events(refusals.get(0)) > 1, "the culprit was never part of a batch");
        assertEquals(1, events(refusals.get(refusals.size() - 1)), "failed only when alone");
        // one to see whether the pause is over, then halves: ten orders need no ten calls
        assertTrue(calls() - before <= 8, calls() - before + " calls for ten orders");
    }

    @ParameterizedTest
    @CsvSource({
        "webhook, warehouse, 301",
        "webhook, warehouse, 302",
        "webhook, warehouse, 307",
        "meta, meta, 308"
    })
    void aRedirectIsNeverFollowed(String platform, String destination, int status)
            throws Exception {
        try (ForbiddenListener elsewhere = ForbiddenListener.open()) {
            String[] targets = {
                "http://" + elsewhere.authority() + "/", running.shop().sandbox() + "/webhook/trap"
            };
            for (String target : targets) {
                fault(
                        platform,
                        "'kind':'redirect','status':%d,'location':'%s','times':1",
                        status,
                        target);
            }
            long order = order();
            assertEquals(3L, await(destination, order, "delivered").get("attempts"));
            assertEquals(
                    List.of((long) status, (long) status, 200L),
                    members(attempts(destination, order), "status"));
            elsewhere.assertNobodyElseCame();
            assertFalse(running.shop().requests("webhook").toString().contains("/webhook/trap"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "webhook, warehouse, 'kind':'huge'",
        "webhook, warehouse, 'kind':'garbage'; 'status':200",
        "webhook, warehouse, 'kind':'empty'; 'status':200",
        "meta, meta, 'kind':'huge'",
        "meta, meta, 'kind':'garbage'; 'status':200",
        "meta, meta, 'kind':'garbage'; 'status':502",
        "meta, meta, 'kind':'empty'; 'status':200"
    })
    void anAnswerThatIsNoneLeavesABoundedRecordAndTheEventIsHeldOnce(
            String platform, String destination, String kind) {
        fault(platform, kind.replace(';', ',') + ",'times':1");
        long order = order();
        await(destination, order, "delivered");
        assertEquals(1, held(platform, order));
        for (Map<?, ?> attempt : attempts(destination, order)) {
            String kept = ((Map<?, ?>) attempt.get("response")).get("body").toString();
            assertTrue(kept.length() <= MOST_STORED, kept.length() + " characters kept");
        }
    }

    @Test
    void whileOnePlatformHangsTheOthersAreSentTo() {
        fault("meta", "'kind':'hang','delay_ms':1500,'times':1");
        long order = order();
        Awaitility.await("the call that hangs")
                .atMost(Web.PATIENCE)
                .until(() -> calls("meta", order).size() == 1);
        long later = order();
        await("warehouse", order, "delivered");
        await("warehouse", later, "delivered");
        assertEquals("pending", delivery("meta", order).get("status"));
        await("meta", order, "delivered");
        assertEquals(List.of("unknown", "delivered"), members(attempts("meta", order), "outcome"));
    }

    @ParameterizedTest
    @CsvSource({"webhook, warehouse", "meta, meta"})
    void aConnectionLostAfterTheRequestIsUnknownAndRepeatedUnderTheSameId(
            String platform, String destination) {
        fault(platform, "'kind':'reset','times':1");
        long order = order();
        assertEquals(2L, await(destination, order, "delivered").get("attempts"));
        List<Map<?, ?>> attempts = attempts(destination, order);
        assertEquals(List.of("unknown", "delivered"), members(attempts, "outcome"));
        assertEquals(List.of("connection_lost", "accepted"), members(attempts, "code"));
        assertEquals(2, calls(platform, order).size());
        assertEquals(1, held(platform, order));
    }

    @Test
    void whereNobodyListensIsTriedAgainAndDeliveredWhenSomebodyDoes() {
        long order = order();
        Awaitility.await("tried twice")
                .atMost(Web.PATIENCE)
                .until(() -> attempts("closed", "not_sent").size() >= 2);
        for (Map<?, ?> attempt : attempts("closed", "not_sent")) {
            assertEquals("connect_failed", attempt.get("code"));
            assertEquals(0L, attempt.get("status"));
        }
        assertEquals("pending", delivery("closed", order).get("status"));
        try (Sandbox late = open(CLOSED_PORT)) {
            new Web(late.base())
                    .postJson(
                            "/control/accounts",
                            "[{\"platform\":\"webhook\",\"account\":\"warehouse\",\"secrets\":[\"%s\"]}]"
                                    .formatted(Shop.SIGNING_SECRET));
            await("closed", order, "delivered");
        }
    }

    private static Sandbox open(int port) {
        try {
            return Sandbox.start(port, Clock.systemUTC());
        } catch (java.io.IOException taken) {
            throw new java.io.UncheckedIOException(taken);
        }
    }

    /** Members in single quotes, to spare the escapes. */
    private static void fault(String platform, String members, Object... values) {
        running.shop()
                .fault(
                        ("{'platform':'" + platform + "'," + members.formatted(values) + "}")
                                .replace('\'', '"'));
    }

    private static long order() {
        long order = ++lastOrder;
        assertEquals(200, running.shop().order(running.web(), order).status());
        return order;
    }

    private static String id(long order) {
        return "ord_" + order + "_purchase";
    }

    private static Map<?, ?> await(String destination, long order, String status) {
        Awaitility.await(id(order) + " at " + destination)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> {
                            Map<?, ?> row = delivery(destination, order);
                            assertEquals(status, row.get("status"), row.toString());
                        });
        return delivery(destination, order);
    }

    private static Map<?, ?> delivery(String destination, long order) {
        return deliveries(destination, "").stream()
                .filter(row -> id(order).equals(row.get("event_id")))
                .findFirst()
                .orElse(Map.of());
    }

    private static List<Map<?, ?>> deliveries(String destination, String status) {
        return running.rows(
                "/api/v1/deliveries?limit=500&destination=" + destination + "&status=" + status,
                "deliveries");
    }

    private static Map<?, ?> destination(String id) {
        for (Object row : list(running.web().get("/api/v1/destinations").body())) {
            if (id.equals(((Map<?, ?>) row).get("id"))) {
                return (Map<?, ?>) row;
            }
        }
        throw new AssertionError("no destination " + id);
    }

    /** Attempts that carried an order's event, oldest first. */
    private static List<Map<?, ?>> attempts(String destination, long order) {
        Object seq = delivery(destination, order).get("event_seq");
        List<Map<?, ?>> attempts = new ArrayList<>(attempts(destination, ""));
        attempts.removeIf(attempt -> !((List<?>) attempt.get("events")).contains(seq));
        Collections.reverse(attempts);
        return attempts;
    }

    private static List<Map<?, ?>> attempts(String destination, String outcome) {
        return running.rows(
                "/api/v1/api-logs?limit=500&destination=" + destination + "&outcome=" + outcome,
                "attempts");
    }

    private static List<Object> members(List<Map<?, ?>> rows, String member) {
        List<Object> members = new ArrayList<>();
        rows.forEach(row -> members.add(row.get(member)));
        return members;
    }

    /** Calls that carried an order's event, oldest first. */
    private static List<Map<?, ?>> calls(String platform, long order) {
        List<Map<?, ?>> calls = new ArrayList<>();
        for (Object call : (Iterable<?>) running.shop().requests(platform).get("requests")) {
            if (((Map<?, ?>) call).get("body").toString().contains("\"" + id(order) + "\"")) {
                calls.add((Map<?, ?>) call);
            }
        }
        Collections.reverse(calls);
        return calls;
    }

    private static long calls() {
        return (Long) running.shop().held("meta").get("requests");
    }

    private static Instant at(Map<?, ?> call) {
        return Instant.parse(call.get("at").toString());
    }

    private static int events(Map<?, ?> call) {
        return call.get("body").toString().split("\"event_id\"", -1).length - 1;
    }

    /** How often a platform counts the event; copies it recognised are not counted. */
    private static long held(String platform, long order) {
        long held = 0;
        for (Object row : (Iterable<?>) running.shop().held(platform).get("events")) {
            Map<?, ?> event = (Map<?, ?>) row;
            if (id(order).equals(event.get("event_id")) && "stored".equals(event.get("verdict"))) {
                held++;
            }
        }
        return held;
    }

    private static List<?> list(byte[] json) {
        try {
            return (List<?>) io.tracklayer.core.json.StrictJson.read(json);
        } catch (io.tracklayer.spi.MalformedInputException broken) {
            throw new AssertionError(broken);
        }
    }
}
