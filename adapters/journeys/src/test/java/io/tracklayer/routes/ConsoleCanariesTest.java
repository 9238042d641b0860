// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.journeys.Chromium;
import io.tracklayer.journeys.Scripts;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        shop.receiver()
                .answers("/crm", canaries.stream().map(ConsoleCanariesTest::refusing).toList());
        canaries.forEach(ConsoleCanariesTest::turnedAway);
        for (int i = 0; i < canaries.size(); i++) {
            shop.collect(event(canaries.get(i), "first-" + i), headers(canaries.get(i)));
        }
        List<String> many = Canaries.together(forbidden.authority(), LONGEST_PARAMETER);
        many.forEach(ConsoleCanariesTest::track);
        for (int i = 0; i < many.size(); i++) {
            order(700_000 + i, many.get(i));
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
        Web.Answer answer = shop.running().web().postJson("/api/v1/replays", json(order));
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

    @Test
    void everyDrawerShowsThemAndRunsNothing() {
        browser.open(shop.at("/events?limit=200"));
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
                                rows("/api/v1/api-logs?limit=500", "attempts", "id", 10)
                                        .map(id -> "/api-logs/" + id))
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
            shop.collect(event(canaries.get(i), "live-" + i), Map.of());
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

    /** An event with the text in every field that takes one. */
    private static Map<String, Object> event(String text, String message) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", text);
        event.put("message_id", message);
        event.put("event_id", "event " + message + " " + text);
        for (String field :
                List.of("order_id", "search", "coupon", "checkout_token", "cart_token")) {
            event.put(field, text);
        }
        event.put("anonymous_id", text);
        event.put("value", 1.5);
        event.put("currency", "EUR");
        event.put("page", all(text, "url", "referrer", "title", "landing_url"));
        Map<String, Object> user =
                all(text, "email", "phone", "first_name", "last_name", "city", "zip", "country");
        user.put("external_id", "person-" + message.replaceAll("\\D", ""));
        event.put("user", user);
        event.put("items", List.of(all(text, "name", "sku", "brand", "category", "product_id")));
        event.put("utm", all(text, "source", "medium", "campaign", "term", "content"));
        event.put("ids", all(text, "_fbp", "_fbc", "_ga", "_ttp"));
        event.put("click_ids", all(text, "fbclid", "gclid", "ttclid"));
        event.put(
                "consent", Map.of("analytics", "granted", "marketing", "granted", "region", text));
        event.put("properties", Map.of("note", text, text, List.of(text, Map.of(text, text))));
        return event;
    }

    private static Map<String, Object> all(String text, String... names) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String name : names) {
            tree.put(name, text);
        }
        return tree;
    }

    private static Map<String, String> headers(String text) {
        String printable = Canaries.printable(text);
        return Map.of("User-Agent", printable, "Referer", printable, "Accept-Language", printable);
    }

    /** The same through a server's SDK. */
    private static void track(String text) {
        Map<String, Object> event =
                Map.of(
                        "event",
                        "Product Viewed",
                        "userId",
                        text,
                        "anonymousId",
                        text,
                        "context",
                        Map.of("userAgent", text, "ip", text, "library", Map.of("name", text)),
                        "traits",
                        all(text, "email", "name"),
                        "properties",
                        all(text, "product_id", "name", "sku", text, "url"));
        Web.Answer answer =
                shop.running()
                        .web()
                        .postJson("/v1/track?writeKey=" + Shop.SEGMENT_KEY, json(event));
        assertEquals(200, answer.status(), answer.text());
    }

    /** The same as an order of the shop. */
    private static void order(long id, String text) {
        String quoted = json(Map.of("x", text)).replaceAll("^\\{\"x\":\"|\"}$", "");
        shop.order(
                id,
                order ->
                        order.replace("\"Mug\"", "\"" + quoted + "\"")
                                .replace("Anna", quoted)
                                .replace("Mozilla/5.0 (X11; Linux x86_64)", quoted)
                                .replace("\"name\":\"#", "\"name\":\"" + quoted + "#")
                                .replace(
                                        "\"note_attributes\":[",
                                        "\"note_attributes\":[{\"name\":\"%1$s\",\"value\":\"%1$s\"},{\"name\":\"_tl_event\",\"value\":\"%1$s\"},"
                                                .formatted(quoted)));
    }

    private static void turnedAway(String text) {
        Web web = shop.running().web();
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        web.post(
                "/collect?k=" + encoded + "&" + encoded + "=" + encoded,
                text.getBytes(StandardCharsets.UTF_8),
                headers(text));
        web.post(
                "/webhooks/shopify/shop-eu?x=" + encoded,
                text.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "X-Shopify-Topic",
                        Canaries.printable(text),
                        "X-Shopify-Hmac-Sha256",
                        "bm8="));
    }

    private static Receiver.Answer refusing(String text) {
        return new Receiver.Answer(
                400,
                Map.of("X-Note", Canaries.printable(text), "Content-Type", "text/html"),
                text + json(Map.of("error", Map.of("message", text, text, text))));
    }

    private static String json(Map<String, Object> tree) {
        return new String(StrictJson.write(tree), StandardCharsets.UTF_8);
    }
}
