// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Provokes every fault at a merchant of its own, among healthy orders, and scores the diagnosis:
 * each must be named with its layer, cause, destination and number, and nothing else may be. {@link
 * FaultsTest} keeps it honest: no check can fall silent without a fault that misses it.
 */
class DiagnosisScoreTest {
    private static final AheadClock CLOCK = new AheadClock();
    private static final Map<FaultMerchant, Fault> MERCHANTS = new LinkedHashMap<>();
    private static final List<String> NOT_PROVOKED = new ArrayList<>();
    private static final FaultMerchant WITHOUT_REFUNDS =
            new FaultMerchant(99).instead("webhook").withoutHealthyOrders();

    static final Fault NEVER_TELLS_REFUNDS =
            Fault.of(
                    "a store that never tells of refunds",
                    merchant -> {},
                    "refunds_missing A no_requests - 1");

    /** Long enough for the copies of an order to come one after the other. */
    private static final Duration HOLD = Duration.ofSeconds(4);

    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final String NO_CONSENT_IS_NO =
            """
            version: 1
            description: What the merchants with faults have rules for.
            unknown-consent: { default: denied }
            rules:
            """;

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void provoke() throws Exception {
        int number = 100;
        for (Fault fault : Faults.all()) {
            FaultMerchant merchant = new FaultMerchant(number++);
            fault.setUp().accept(merchant);
            MERCHANTS.put(merchant, fault);
        }
        MERCHANTS.put(WITHOUT_REFUNDS, NEVER_TELLS_REFUNDS);
        shop = RunningShop.start(folder, DiagnosisScoreTest::configure, CLOCK);
        MERCHANTS.keySet().forEach(merchant -> merchant.running(shop.web(), CLOCK));
        threeDaysOfPurchases();
        MERCHANTS.keySet().forEach(DiagnosisScoreTest::healthyOrders);
        settledAfter(HOLD);
        MERCHANTS.forEach(DiagnosisScoreTest::provoke);
        unknownKey();
        settledAfter(HOLD);
        settledAfter(Duration.ofMinutes(15));
    }

    private static void settledAfter(Duration time) {
        settled();
        CLOCK.pass(time);
        settled();
    }

    private static void provoke(FaultMerchant merchant, Fault fault) {
        try {
            fault.provoke().accept(merchant);
        } catch (AssertionError unexpected) {
            NOT_PROVOKED.add(fault.name() + ": " + unexpected.getMessage());
        }
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void everyFaultIsNamedWithItsLayerCauseAndDestinationAndNothingElseIs() {
        List<String> wrong = new ArrayList<>(NOT_PROVOKED);
        Score score = Score.NONE;
        for (Map.Entry<FaultMerchant, Fault> one : MERCHANTS.entrySet()) {
            Set<String> wanted = new TreeSet<>(one.getValue().expected());
            Set<String> found = awaitFindings(one.getKey(), wanted);
            score = score.and(Score.of(wanted, found));
            if (!found.equals(wanted)) {
                wrong.add(one.getValue().name() + "\n  wanted " + wanted + "\n  found  " + found);
            }
        }
        System.out.println("diagnosis of a window: " + score);
        assertTrue(score.perfect() && wrong.isEmpty(), String.join("\n", wrong));
    }

    @Test
    void aKeyNobodyKnowsIsSeenByWhoSeesAllMerchants() {
        Set<String> found =
                WindowAnswer.of(shop.web(), "/api/v1/diagnose/window?since=6h").lines(Set.of());
        assertTrue(found.contains("no_events A key_unknown - 2"), found.toString());
    }

    @Test
    void aFindingShowsTheOrderConcernedAndSaysWhatToDo() {
        FaultMerchant merchant = merchantOf("an e-mail hashed with MD5");
        Map<?, ?> finding = WindowAnswer.of(shop.web(), path(merchant)).findings().get(0);
        assertTrue(finding.get("sentence").toString().contains("looks hashed"), finding.toString());
        assertTrue(
                finding.get("proofs").toString().contains(" of order " + merchant.order(21)),
                finding.toString());
        assertEquals(4L, finding.get("of"));
        assertTrue(finding.get("next").toString().contains("SHA-256"), finding.toString());
    }

    @Test
    void aDestinationAskedForLeavesOutWhatConcernsOthers() {
        FaultMerchant merchant = merchantOf("a destination switched off");
        assertEquals(
                Set.of("some_orders_only C destination_off webhook 3"),
                WindowAnswer.of(shop.web(), path(merchant) + "&destination=webhook")
                        .lines(Set.of()));
        String other = path(merchant) + "&destination=meta-" + merchant.id();
        assertEquals(Set.of(), WindowAnswer.of(shop.web(), other).lines(Set.of()));
    }

    private static FaultMerchant merchantOf(String fault) {
        return MERCHANTS.entrySet().stream()
                .filter(one -> one.getValue().name().equals(fault))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void askedAboutOneEventEachDiagnosisSaysFirstWhatIsWrongWithIt() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<FaultMerchant, Fault> one : MERCHANTS.entrySet()) {
            asked += one.getValue().asks().size();
            one.getValue().asks().forEach(ask -> check(one.getKey(), one.getValue(), ask, wrong));
        }
        int right = asked - wrong.size();
        List<String> alarms = falseAlarms();
        System.out.printf(
                "diagnosis of one event: %d of %d answers right, %d false alarms%n",
                right, asked, alarms.size());
        wrong.addAll(alarms);
        assertEquals(List.of(), wrong, String.join("\n", wrong));
    }

    private static void check(FaultMerchant merchant, Fault fault, Ask ask, List<String> wrong) {
        String said = ask.answer(shop.web(), merchant);
        if (!said.equals(ask.wanted())) {
            wrong.add(
                    "%s, %s %s %s%n  wanted %s%n  said   %s"
                            .formatted(
                                    fault.name(),
                                    ask.about(),
                                    ask.of().apply(merchant),
                                    ask.event(),
                                    ask.wanted(),
                                    said));
        }
    }

    /** What is said of healthy orders of merchants with a fault that does not concern them. */
    private static List<String> falseAlarms() {
        List<String> alarms = new ArrayList<>();
        Ask healthy = Ask.order(Ask.About.COURSE, 1, "fine");
        MERCHANTS.forEach(
                (merchant, fault) -> {
                    boolean concerned =
                            fault.asks().stream()
                                    .filter(ask -> ask.about() == Ask.About.COURSE)
                                    .filter(ask -> ask.event().isEmpty())
                                    .anyMatch(
                                            ask ->
                                                    ask.of()
                                                            .apply(merchant)
                                                            .equals(order(merchant)));
                    if (merchant.healthy() > 0 && !concerned) {
                        check(merchant, fault, healthy, alarms);
                    }
                });
        return alarms;
    }

    /** Of a fault that concerns all orders, the first one is asked about. */
    private static String order(FaultMerchant merchant) {
        return String.valueOf(merchant.order(0));
    }

    /** What the diagnosis says, once nothing more is on its way. */
    private static Set<String> awaitFindings(FaultMerchant merchant, Set<String> wanted) {
        Instant patience = Instant.now().plus(SETTLING);
        Set<String> found = WindowAnswer.of(shop.web(), path(merchant)).lines(wanted);
        while (!found.equals(wanted) && Instant.now().isBefore(patience)) {
            found = WindowAnswer.of(shop.web(), path(merchant)).lines(wanted);
        }
        return found;
    }

    private static String path(FaultMerchant merchant) {
        return "/api/v1/diagnose/window?since=6h&merchant=" + merchant.id();
    }

    private static void configure(Shop files) {
        StringBuilder merchants = new StringBuilder();
        StringBuilder keys = new StringBuilder("version: 1\nkeys:\n");
        StringBuilder rules = new StringBuilder(NO_CONSENT_IS_NO);
        for (FaultMerchant merchant : MERCHANTS.keySet()) {
            merchants.append(merchant.files().merchantYaml());
            keys.append(merchant.files().keysYaml());
            rules.append(merchant.rules());
            merchant.writeTo(files);
        }
        files.change(
                "tracklayer.yaml",
                text ->
                        text.substring(0, text.indexOf("merchants:"))
                                        .replace("purchase-like: 0s", "purchase-like: 4s")
                                + "merchants:\n"
                                + merchants);
        files.write("keys.yaml", keys.toString());
        files.write("rules/all.rules.yaml", rules.toString());
        List.of("meta", "warehouse").forEach(id -> delete(files, id));
        new Web(files.sandbox())
                .postJson(
                        "/control/accounts",
                        MERCHANTS.keySet().stream()
                                .map(merchant -> merchant.files().accountsJson())
                                .collect(Collectors.joining(",", "[", "]")));
    }

    private static void delete(Shop files, String destination) {
        try {
            Files.delete(files.config().resolve("destinations/" + destination + ".yaml"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void threeDaysOfPurchases() {
        for (int order = 0; order < 21; order++) {
            WITHOUT_REFUNDS.track(
                    "Order Completed", order, ",\"total\":129.90,\"currency\":\"EUR\"");
            if (order == 6 || order == 13) {
                settled();
                CLOCK.pass(Duration.ofDays(1));
            }
        }
    }

    private static void healthyOrders(FaultMerchant merchant) {
        for (int order = 0; order < merchant.healthy(); order++) {
            merchant.healthyOrder(order);
        }
    }

    private static void unknownKey() {
        for (int i = 0; i < 2; i++) {
            Web.Answer answer =
                    shop.web()
                            .post(
                                    "/v1/track",
                                    RunningShop.track("x").getBytes(StandardCharsets.UTF_8),
                                    Map.of(
                                            "Content-Type",
                                            "application/json",
                                            "Authorization",
                                            RunningShop.basic("tlk_revoked")));
            assertEquals(401, answer.status(), answer.text());
        }
    }

    /** Waits until all that was sent is in the evidence and all that is due was tried. */
    private static void settled() {
        String marker = RunningShop.freshId();
        WITHOUT_REFUNDS.collect(RunningShop.pageView(marker), "https://shop.example", 200);
        shop.awaitEvent(marker);
        Awaitility.await("nothing that is due waits")
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                shop
                                        .rows(
                                                "/api/v1/deliveries?status=pending&limit=500",
                                                "deliveries")
                                        .stream()
                                        .noneMatch(DiagnosisScoreTest::due));
    }

    private static boolean due(Map<?, ?> row) {
        Object at = row.get("next_attempt_at");
        return row.get("reason").equals("waiting")
                && !row.get("status").equals("held")
                && at != null
                && !Instant.parse(at.toString()).isAfter(CLOCK.instant());
    }
}
