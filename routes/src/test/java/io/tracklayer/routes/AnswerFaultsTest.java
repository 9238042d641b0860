// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.routes.FaultyPlatform.Act;
import io.tracklayer.routes.FaultyPlatform.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What platforms answer when they do not simply take an event, on a clock the tests set forward.
 */
class AnswerFaultsTest {
    private static final String POISON = "{\"error\":{\"code\":100,\"message\":\"value is odd\"}}";

    @TempDir static Path folder;
    private static WireRig rig;
    private static FaultyPlatform meta;
    private static FaultyPlatform hook;

    @BeforeAll
    static void start() throws Exception {
        rig = WireRig.open(folder);
        meta = rig.meta("meta");
        hook = rig.webhook("hook");
        rig.webhook("storm");
        rig.webhook(
                "storm",
                "http://127.0.0.1:" + rig.platform("storm").port() + "/hook",
                "{max-attempts: 100, first-delay: 5s, multiplier: 2, max-delay: 5m}");
        rig.start();
    }

    @AfterEach
    void theOthersAreNotHeldUp() {
        rig.assertOthersComplete();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void aStormOfTenMinutesCostsFewCallsAndDrainsCompletely() {
        FaultyPlatform platform = rig.platform("storm");
        for (int call = 0; call < 10_000; call++) {
            platform.then(line -> line.say("500 Oops", "", ""));
        }
        List<Long> orders = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            orders.add(rig.order());
            rig.await("calm-1", orders.get(step), "delivered");
            rig.pass(Duration.ofSeconds(10));
        }
        long during = platform.heard().size();
        assertTrue(during > 5, "it is asked again and again: " + during);
        platform.heal();
        Awaitility.await("drained")
                .atMost(Web.PATIENCE)
                .until(
                        () -> {
                            rig.pass(Duration.ofMinutes(1));
                            return rig.delivery("storm", orders.get(59)).get("status");
                        },
                        "delivered"::equals);
        rig.awaitAll("storm", orders, "delivered");
        long calls = platform.heard().size();
        assertTrue(calls <= 90, calls + " calls for 60 events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "date"})
    void aPauseAskedForIsKeptToTheEndByTheWholeDestination(String form) {
        Instant asked = rig.now();
        String header =
                form.equals("seconds")
                        ? "Retry-After: 60\r\n"
                        : "Date: "
                                + http(asked)
                                + "\r\nRetry-After: "
                                + http(asked.plusSeconds(60))
                                + "\r\n";
        hook.then(line -> line.say("429 Slow Down", header, ""));
        long first = rig.order();
        awaitPause("hook", "throttled");
        long second = rig.order();
        rig.await("calm-1", second, "delivered");
        rig.pass(Duration.ofSeconds(50));
        long third = rig.order();
        rig.await("calm-1", third, "delivered");
        assertEquals(1, hook.heard(WireRig.id(first)).size());
        assertEquals(List.of(), hook.heard(WireRig.id(second)));
        rig.pass(Duration.ofSeconds(11));
        for (long order : List.of(first, second, third)) {
            assertEquals(1L, rig.await("hook", order, "delivered").get("attempts"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "0", "1.5", "Mon, 01 Jan 2001 00:00:00 GMT"})
    void aPauseThatCannotBeReadIsReplacedByOurOwn(String value) {
        String header = value.isEmpty() ? "" : "Retry-After: " + value + "\r\n";
        hook.then(line -> line.say("429 Slow Down", header, ""));
        long order = rig.order();
        assertEquals(1L, rig.await("hook", order, "delivered").get("attempts"));
        assertEquals(2, hook.heard(WireRig.id(order)).size());
    }

    @Test
    void aPauseWithoutEndIsCut() {
        hook.then(line -> line.say("429 Slow Down", "Retry-After: 99999999999\r\n", ""));
        long order = rig.order();
        Map<?, ?> pause = awaitPause("hook", "throttled_long");
        Instant until = Instant.parse(pause.get("until").toString());
        assertFalse(until.isAfter(rig.now().plus(Duration.ofHours(1))), "" + pause);
        rig.pass(Duration.ofHours(1));
        rig.await("hook", order, "delivered");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "429", "408", "404", "304"})
    void everyRequestIsAnAttemptOfItsOwn(String status) {
        Act refusal = line -> line.say(status + " No", "", "");
        hook.then(refusal, refusal, refusal);
        long order = rig.order();
        rig.await("hook", order, "delivered");
        List<Map<?, ?>> attempts = rig.attempts("hook", order);
        assertEquals(List.of(status, status, status, "204"), WireRig.members(attempts, "status"));
        List<Heard> heard = hook.heard(WireRig.id(order));
        assertEquals(4, heard.size());
        assertEquals(1, heard.stream().map(Heard::body).distinct().count());
    }

    @Test
    void anAddressThatIsGoneHoldsTheDestinationUntilItIsBack() {
        hook.then(line -> line.say("410 Gone", "", ""));
        long order = rig.order();
        Map<?, ?> row = rig.await("hook", order, "held");
        assertEquals("endpoint_gone", row.get("reason"));
        rig.pass(Duration.ofMinutes(5));
        assertEquals(1L, rig.await("hook", order, "delivered").get("attempts"));
    }

    @Test
    void anEventTooLargeForTheEndpointFailsAlone() {
        hook.then(line -> line.say("413 Too Large", "", ""));
        long order = rig.order();
        assertEquals("payload_too_large", rig.await("hook", order, "failed").get("reason"));
        rig.await("hook", rig.order(), "delivered");
    }

    @Test
    void anErrorInsideASuccessIsAnError() {
        meta.then(
                line -> line.say("200 OK", "", "{\"error\":{\"code\":2,\"message\":\"later\"}}"),
                line -> line.say("200 OK", "", "{\"error\":{\"code\":4,\"message\":\"slower\"}}"));
        long order = rig.order();
        awaitPause("meta", "throttled");
        pastThePause("meta", order);
        List<Map<?, ?>> attempts = rig.attempts("meta", order);
        assertEquals(
                List.of("retry", "throttled", "delivered"), WireRig.members(attempts, "outcome"));
        assertEquals("later", attempts.get(0).get("text"));
        assertEquals(3, meta.heard(WireRig.id(order)).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Welcome</html>", "{\"events_rec", "[]", "7", "{}", "\uFFFE"})
    void aSuccessThatCountsNothingIsAskedForAgainUnderTheSameId(String body) {
        meta.then(line -> line.say("200 OK", "", body));
        long order = rig.order();
        rig.await("meta", order, "delivered");
        List<Map<?, ?>> attempts = rig.attempts("meta", order);
        assertEquals(List.of("unreadable_answer", "accepted"), WireRig.members(attempts, "code"));
        assertEquals(2, meta.heard(WireRig.id(order)).size());
    }

    @Test
    void fewerEventsCountedThanSentHoldsTheDestination() {
        meta.then(line -> line.say("200 OK", "", WireRig.received(0)));
        long order = rig.order();
        Map<?, ?> row = rig.await("meta", order, "held");
        assertEquals("events_received", row.get("reason"));
        assertTrue(row.get("sentence").toString().contains("counted 0 of 1 events"), "" + row);
        rig.pass(Duration.ofMinutes(5));
        rig.await("meta", order, "delivered");
    }

    @Test
    void aRotatedTokenHoldsUntilTheNewOneIsInItsFile() {
        Act refusal =
                line ->
                        line.say(
                                "401 Unauthorized",
                                "",
                                "{\"error\":{\"code\":190,\"message\":\"expired\"}}");
        meta.then(refusal);
        long order = rig.order();
        Map<?, ?> row = rig.await("meta", order, "held");
        assertEquals("190", row.get("reason"));
        long second = rig.order();
        rig.await("calm-1", second, "delivered");
        assertEquals(List.of(), meta.heard(WireRig.id(second)), "nothing is sent while held");
        rig.shop().write("secrets/meta", "EAAtokenAfterRotation\n");
        assertEquals(1L, rig.await("meta", order, "delivered").get("attempts"));
        rig.await("meta", second, "delivered");
        assertTrue(
                meta.heard(WireRig.id(second))
                        .get(0)
                        .header("Authorization")
                        .contains("EAAtokenAfterRotation"));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 400 Bad Request, 100, value is odd",
        "20, 413 Too Large, http_413, too large"
    })
    void ofManyEventsOnlyTheOneThatIsRefusedFails(
            int number, String status, String code, String text) {
        List<Long> orders = queued(number);
        Long poison = orders.get(number * 2 / 3);
        Act picky =
                line ->
                        line.request().body().contains(WireRig.id(poison))
                                ? line.say(status, "", code.equals("100") ? POISON : "")
                                : line.say(
                                        "200 OK",
                                        "",
                                        WireRig.received(WireRig.events(line.request())));
        for (int call = 0; call < 100; call++) {
            meta.then(picky);
        }
        long before = meta.heard().size();
        rig.pass(Duration.ofSeconds(61));
        Map<?, ?> failed = rig.await("meta", poison, "failed");
        assertEquals(code, failed.get("reason"));
        assertTrue(failed.get("sentence").toString().contains(text), "" + failed);
        orders.remove(poison);
        rig.awaitAll("meta", orders, "delivered");
        long calls = meta.heard().size() - before;
        meta.heal();
        // one to see whether the pause is over, one for the rest, two for each halving
        assertTrue(calls <= 2 + 2 * 7, calls + " calls");
    }

    /** Orders that wait together until the platform's pause of a minute is over. */
    private static List<Long> queued(int number) {
        meta.then(line -> line.say("429 Slow Down", "Retry-After: 60\r\n", ""));
        List<Long> orders = new ArrayList<>(List.of(rig.order()));
        awaitPause("meta", "throttled");
        while (orders.size() < number) {
            orders.add(rig.order());
        }
        rig.awaitAll("calm-1", orders, "delivered");
        return orders;
    }

    private static Map<?, ?> awaitPause(String destination, String kind) {
        Awaitility.await(kind)
                .atMost(Web.PATIENCE)
                .until(
                        () ->
                                rig.destination(destination).get("pause") instanceof Map<?, ?> pause
                                        && kind.equals(pause.get("kind")));
        return (Map<?, ?>) rig.destination(destination).get("pause");
    }

    private static void pastThePause(String destination, long order) {
        rig.pass(Duration.ofHours(1));
        rig.await(destination, order, "delivered");
    }

    private static String http(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
