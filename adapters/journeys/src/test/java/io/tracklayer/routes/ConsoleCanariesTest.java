// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Scripts;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile texts in every place a sender, a platform or an address can put one, shown by a browser
 * that is told to ignore the pages' policy: that nothing runs is the work of the escaping alone.
 */
class ConsoleCanariesTest {
    private static final int LONGEST_PARAMETER = 450;

    @TempDir static Path folder;

    private static ForbiddenListener forbidden;
    private static Chromium browser;
    private static OperatorShop shop;
    private static List<String> canaries;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.start();
        forbidden = ForbiddenListener.open();
        canaries = Canaries.all(forbidden.authority());
        shop = OperatorShop.empty(folder);
        shop.receiver().answers("/crm", canaries.stream().map(HostileSender::refusing).toList());
        HostileSender sender = new HostileSender(shop);
        canaries.forEach(sender::turnedAway);
        for (int i = 0; i < canaries.size(); i++) {
            shop.collect(
                    HostileSender.event(canaries.get(i), "first-" + i),
                    HostileSender.headers(canaries.get(i)));
        }
        List<String> many = Canaries.together(forbidden.authority(), LONGEST_PARAMETER);
        many.forEach(sender::track);
        for (int i = 0; i < many.size(); i++) {
            sender.order(700_000 + i, many.get(i));
        }
        Awaitility.await("the last delivery")
                .atMost(Web.PATIENCE)
                .until(() -> failed() >= canaries.size() + 2 * many.size());
        replay(many.get(0));
        browser.beforeEachPage(Scripts.read("/console/canary.js"));
        browser.withoutPolicy();
    }

    private static void replay(String text) {
        Map<String, Object> order =
                Map.of("destination", "crm", "by", text, "code", text, "reason", text);
        Web.Answer answer =
                shop.running().web().postJson("/api/v1/replays", HostileSender.json(order));
        assertEquals(201, answer.status(), answer.text());
    }

    private static long failed() {
        return shop.running().web().deliveryCounts().getOrDefault("crm failed", 0L);
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable open : new AutoCloseable[] {shop, forbidden, browser}) {
            if (open != null) {
                open.close();
            }
        }
    }

    @AfterEach
    void nobodyWasAskedForAnything() throws IOException {
        forbidden.assertNobodyElseCame();
    }

    @Test
    void theWatchHearsAPageThatDoesWhatItMust() {
        browser.open(shop.at("/events"));
        browser.run(
                "const e = document.createElement('div');"
                        + "e.innerHTML = '<img src=x onerror=canary(1)>'; document.body.append(e)");
        Awaitility.await("the canary")
                .atMost(Web.PATIENCE)
                .until(() -> browser.run("return window.sung").equals(List.of("canary 1")));
        assertTrue(inert().size() >= 2, inert().toString());
    }

    static Stream<String> pages() {
        return Stream.of(
                "/events?limit=500",
                "/events?show=requests&limit=500",
                "/events?show=collisions&limit=500",
                "/deliveries?limit=500",
                "/deliveries?status=failed&limit=500",
                "/api-logs?limit=100",
                "/api-logs?destination=crm&limit=500",
                "/replays",
                "/rules");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageFullOfThemRunsNothing(String page) {
        browser.open(shop.at(page));
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertEquals(List.of(), inert());
        if (!page.equals("/rules") && !page.contains("collisions")) {
            shown(page, page.equals("/replays") ? 1 : 20);
        }
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void aPageThatTellsOfThemInShortRunsNothing(String page, int least) {
        browser.open(shop.at(page));
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertEquals(List.of(), inert());
        shown(page, least);
    }

    /** Pages, and how many of the texts must stand on each for the test to mean something. */
    static Stream<Arguments> summaries() {
        return Stream.of(
                Arguments.of("/", 0),
                Arguments.of("/audit", 1),
                Arguments.of("/destinations", 0),
                Arguments.of("/destinations/crm", 0),
                Arguments.of("/diagnose?of=" + sequence(), 1),
                Arguments.of("/diagnose/dedup?of=" + sequence(), 1),
                Arguments.of("/diagnose/consent?of=" + sequence(), 0),
                Arguments.of("/diagnose/window", 0),
                Arguments.of("/deliveries/" + sequence() + "/crm", 0));
    }

    /** The number of the oldest event, whose texts each hold one canary alone. */
    private static String sequence() {
        List<Map<?, ?>> rows = shop.running().rows("/api/v1/events?limit=500", "events");
        return rows.get(rows.size() - 1).get("seq").toString();
    }

    @Test
    void everyDrawerShowsThemAndRunsNothing() {
        browser.open(shop.at("/events?limit=200&requests=hide"));
        List<?> seen =
                (List<?>) browser.await(Scripts.read("/console/drawers.js"), forbidden.authority());
        assertTrue(seen.size() >= canaries.size(), "drawers: " + seen);
        assertTrue(
                seen.stream().allMatch(times -> times instanceof Long some && some >= 3),
                "canaries in each: " + seen);
        assertEquals(List.of(), inert());
    }

    @Test
    void thePagesOfSingleThingsRunNothing() {
        List<String> paths =
                Stream.concat(
                                rows("/api/v1/events?limit=500", "events", "seq", 10)
                                        .map(seq -> "/events/" + seq),
                                Stream.concat(
                                        rows("/api/v1/api-logs?limit=500", "attempts", "id", 10)
                                                .map(id -> "/api-logs/" + id),
                                        rows("/api/v1/requests?limit=500", "requests", "offset", 10)
                                                .map(id -> "/events/requests/" + id)))
                        .toList();
        for (String path : paths) {
            browser.open(shop.at(path));
            assertEquals(List.of(), inert(), path);
        }
        browser.open(shop.at("/identities/" + person()));
        assertEquals(List.of(), inert());
    }

    private static String person() {
        return shop.running()
                .rows("/api/v1/identities?merchant=shop&external_id=person-0", "identities")
                .get(0)
                .get("id")
                .toString();
    }

    private static Stream<String> rows(String path, String member, String key, int every) {
        List<Map<?, ?>> rows = shop.running().rows(path, member);
        return Stream.iterate(0, i -> i < rows.size(), i -> i + Math.max(1, rows.size() / every))
                .map(i -> rows.get(i).get(key).toString());
    }

    @Test
    void theLiveStreamShowsThemAndRunsNothing() {
        browser.open(shop.at("/events"));
        for (int i = 0; i < canaries.size(); i++) {
            shop.collect(HostileSender.event(canaries.get(i), "live-" + i), Map.of());
        }
        Awaitility.await("the rows")
                .atMost(Web.PATIENCE)
                .until(() -> shownOnes("tr.fresh") >= canaries.size());
        assertEquals(List.of(), inert());
    }

    private static long shownOnes(String rows) {
        return (Long)
                browser.run(
                        "return new Set(Array.from(document.querySelectorAll(arguments[0]))"
                                + ".map(row => row.dataset.seq)).size",
                        rows);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterOrPathIsShownBackWithoutEffect(String template) {
        for (String text : Canaries.together(forbidden.authority(), LONGEST_PARAMETER)) {
            String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            browser.open(shop.at(template.replace("CANARY", encoded)));
            assertEquals(List.of(), inert(), text);
        }
    }

    static Stream<String> parameters() {
        return Stream.of(
                "/events?key=CANARY&merchant=CANARY&store=CANARY&source=CANARY",
                "/events?event=CANARY",
                "/events?show=requests&merchant=CANARY&source=CANARY",
                "/events?show=CANARY&before=CANARY",
                "/deliveries?destination=CANARY&merchant=CANARY&reason=CANARY&status=failed",
                "/api-logs?destination=CANARY&outcome=CANARY&text=CANARY",
                "/api-logs/x?CANARY=CANARY",
                "/replays?before=CANARY",
                "/?since=CANARY",
                "/audit?by=CANARY&action=CANARY&since=CANARY",
                "/destinations/CANARY",
                "/destinations/connect?plugin=CANARY",
                "/diagnose?of=CANARY",
                "/diagnose/dedup?of=CANARY",
                "/diagnose/consent?of=CANARY",
                "/diagnose/window?merchant=CANARY&since=CANARY",
                "/deliveries/1/CANARY",
                "/events/CANARY");
    }

    private static List<?> inert() {
        return (List<?>) browser.run(Scripts.read("/console/inert.js"));
    }

    private static void shown(String page, int least) {
        Object text = browser.run("return document.body.textContent");
        long seen = canaries.stream().filter(canary -> ((String) text).contains(canary)).count();
        assertTrue(seen >= least, page + " shows only " + seen + " of them");
    }
}
