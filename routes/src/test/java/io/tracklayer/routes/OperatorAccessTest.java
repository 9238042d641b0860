// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.console.Console;
import io.tracklayer.console.SecurityHeaders;
import io.tracklayer.spi.identity.Sha256;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins, sessions, tokens, roles and merchants at a node behind a TLS proxy on this machine. */
class OperatorAccessTest {
    private static final String PASSWORD = "correct horse b\u00fccher";
    private static final String HASH =
            "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$eqfBD4kZCzazWxiQCJeHOp2Rek5cf7sXy7EGEwtD6lU=";
    private static final String OPERATORS =
            """
            version: 1
            operators:
              - {name: ada, role: admin, password: "%1$s", tokens: [{id: ci, sha256: %2$s}]}
              - {name: oona, role: operator, password: "%1$s", tokens: [{id: ci, sha256: %3$s}]}
              - {name: vera, role: viewer, password: "%1$s", tokens: [{id: ci, sha256: %4$s}]}
              - {name: vic, role: viewer, password: "%1$s"}
              - {name: rita, role: admin, merchants: [rival], password: "%1$s", tokens: [{id: ci, sha256: %5$s}]}
            """
                    .formatted(HASH, hash("ada"), hash("oona"), hash("vera"), hash("rita"));
    private static final AtomicInteger ADDRESS = new AtomicInteger();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop =
                RunningShop.start(
                        folder,
                        shop -> {
                            shop.with("  trusted-proxies: [127.0.0.1]\n");
                            shop.change(
                                    "tracklayer.yaml",
                                    text ->
                                            text
                                                    + "  - id: rival\n    stores: [{id: rival-eu, currency: EUR, country: DE,"
                                                    + " sources: {segment: {}}}]\n");
                            shop.write("operators.yaml", OPERATORS);
                        });
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static String hash(String name) {
        return Sha256.of(token(name)).hex();
    }

    private static String token(String name) {
        return "tlo_token_of_" + name;
    }

    private static Map<String, String> bearer(String name) {
        return Map.of("Authorization", "Bearer " + token(name));
    }

    /** Through the proxy, from an address no other test has. */
    private static Map<String, String> proxied() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Host", "tl.shop.example");
        headers.put("X-Forwarded-Proto", "https");
        headers.put("X-Forwarded-For", "203.0.113." + ADDRESS.incrementAndGet());
        return headers;
    }

    private static RawHttp.Reply get(String path, Map<String, String> headers) {
        return RawHttp.get(shop.base(), path, headers);
    }

    private static RawHttp.Reply order(String path, Map<String, String> headers) {
        return RawHttp.post(
                shop.base(), path, with(headers, "Content-Type", "application/json"), "{}");
    }

    private static RawHttp.Reply form(String path, Map<String, String> headers, String fields) {
        return RawHttp.post(
                shop.base(),
                path,
                with(headers, "Content-Type", "application/x-www-form-urlencoded"),
                fields);
    }

    private static RawHttp.Reply login(String name, String password, Map<String, String> headers) {
        return form("/login", headers, "name=" + name + "&password=" + encoded(password));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> with(Map<String, String> headers, String... more) {
        Map<String, String> all = new HashMap<>(headers);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** Somebody logged in: the headers of their browser, and what its orders bring. */
    private record Browser(Map<String, String> headers, String csrf) {
        static Browser of(String name) {
            Map<String, String> headers = proxied();
            RawHttp.Reply reply = login(name, PASSWORD, headers);
            assertEquals(303, reply.status(), reply.body());
            Map<String, String> known =
                    with(headers, "Cookie", reply.header("set-cookie").split(";")[0]);
            return new Browser(known, found(get("/events", known).body(), CSRF));
        }

        RawHttp.Reply open(String path) {
            return get(path, headers);
        }

        Map<String, String> meaning() {
            return with(headers, "X-CSRF-Token", csrf);
        }
    }

    private static final String CSRF = "<meta name=\"csrf-token\" content=\"([^\"]{43})\">";

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    @Test
    void aBrowserIsLedToTheLoginAndThenToWhereItWanted() {
        Map<String, String> page = with(proxied(), "Accept", "text/html,*/*");
        RawHttp.Reply away = get("/deliveries?status=failed", page);
        assertEquals(303, away.status());
        assertEquals("/login?next=%2Fdeliveries%3Fstatus%3Dfailed", away.header("location"));
        RawHttp.Reply shown = get(away.header("location"), page);
        assertEquals(200, shown.status());
        assertTrue(
                shown.body().contains("name=\"next\" value=\"/deliveries?status=failed\""),
                shown.body());
        RawHttp.Reply back =
                form(
                        "/login",
                        proxied(),
                        "name=ada&password="
                                + encoded(PASSWORD)
                                + "&next=%2Fdeliveries%3Fstatus%3Dfailed");
        assertEquals("/deliveries?status=failed", back.header("location"));
        RawHttp.Reply elsewhere =
                form(
                        "/login",
                        proxied(),
                        "name=ada&password=" + encoded(PASSWORD) + "&next=%2F%2Fevil.example");
        assertEquals("/", elsewhere.header("location"));
        assertEquals(200, get("/assets/console.css", proxied()).status());
        assertEquals(401, get("/api/v1/events", page).status());
    }

    @Test
    void aLinkFromAnotherSiteComesWithoutTheCookieAndIsFollowedOnceMore() {
        Map<String, String> page =
                with(proxied(), "Accept", "text/html", "Sec-Fetch-Site", "cross-site");
        RawHttp.Reply again = get("/events/7?a=%22%3E", page);
        assertEquals(200, again.status());
        assertTrue(again.body().contains("content=\"0; url=/events/7?a=%22%3E\""), again.body());
        assertTrue(get("//evil.example", page).body().contains("url=/\""));
    }

    @Test
    void theCookieIsOutOfReachOfScriptsOtherSitesOtherHostsAndPlainHttp() {
        String cookie = login("ada", PASSWORD, proxied()).header("set-cookie");
        assertTrue(
                cookie.matches(
                        "__Host-tracklayer=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure"),
                cookie);
        String local = login("ada", PASSWORD, Map.of()).header("set-cookie");
        assertTrue(
                local.matches("tracklayer=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict"),
                local);
        String id = cookie.split("[=;]")[1];
        Map<String, String> plainName = with(proxied(), "Cookie", "tracklayer=" + id);
        assertEquals(401, get("/api/v1/me", plainName).status());
        Map<String, String> plainHttp = Map.of("Cookie", "__Host-tracklayer=" + id);
        assertEquals(401, get("/api/v1/me", plainHttp).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X-Forwarded-For; 203.0.113.200; X-Forwarded-Proto; http",
                "X-Forwarded-For; 203.0.113.200; X-Forwarded-Proto; https, http",
                "X-Forwarded-For; 203.0.113.200; Forwarded; proto=https",
                "Host; tl.shop.example; X-Forwarded-Host; localhost"
            })
    void aPasswordIsNotTakenOverAConnectionThatIsNotEncrypted(
            String one, String is, String other, String was) {
        RawHttp.Reply reply = login("ada", PASSWORD, Map.of(one, is, other, was));
        assertEquals(403, reply.status());
        assertEquals("", reply.header("set-cookie"));
        assertTrue(reply.body().contains("node.trusted-proxies"), reply.body());
    }

    @Test
    void aLoginMakesANewSessionWhateverTheBrowserBroughtAndEndsTheOneBefore() {
        String chosen = "A".repeat(43);
        Map<String, String> fixed = with(proxied(), "Cookie", "__Host-tracklayer=" + chosen);
        String first = login("ada", PASSWORD, fixed).header("set-cookie").split(";")[0];
        assertNotEquals("__Host-tracklayer=" + chosen, first);
        assertEquals(401, get("/api/v1/me", fixed).status());
        Map<String, String> known = with(proxied(), "Cookie", first);
        assertEquals(200, get("/api/v1/me", known).status());
        String second = login("ada", PASSWORD, known).header("set-cookie").split(";")[0];
        assertEquals(401, get("/api/v1/me", known).status());
        assertEquals(200, get("/api/v1/me", with(known, "Cookie", second)).status());
    }

    @Test
    void wrongPasswordsAreRefusedAlikeSlowedAndWrittenDownWithoutThem() {
        Map<String, String> from = proxied();
        RawHttp.Reply wrong = login("vic", "hunter2hunter2", from);
        RawHttp.Reply nobody = login("hunter3hunter3", "hunter2hunter2", from);
        assertEquals(401, wrong.status());
        assertEquals(wrong.body(), nobody.body());
        // how many, depends on how long they take: the wait grows with each
        RawHttp.Reply slowed =
                Stream.generate(() -> login("vic", "hunter2hunter2", from))
                        .limit(20)
                        .filter(reply -> reply.status() == 429)
                        .findFirst()
                        .orElseThrow();
        assertTrue(slowed.header("retry-after").matches("\\d+"), slowed.header("retry-after"));
        assertEquals(429, login("vic", PASSWORD, from).status());
        assertEquals(303, login("vera", PASSWORD, proxied()).status());
        String trail = awaitTrail("action=access.login_failed", "\"by\":\"vic\"");
        assertTrue(trail.contains("\"by\":\"unknown\""), trail);
        assertTrue(trail.contains(from.get("X-Forwarded-For")), trail);
        assertFalse(trail.contains("hunter"), trail);
    }

    private static String awaitTrail(String filter, String wanted) {
        return Awaitility.await("audit trail with " + wanted)
                .atMost(Web.PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .until(
                        () -> get("/api/v1/audit?" + filter, bearer("ada")).body(),
                        trail -> trail.contains(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        "vera, /api/v1/destinations/warehouse/probe, 403",
        "oona, /api/v1/destinations/warehouse/probe, 200",
        "oona, /api/v1/erase, 403",
        "ada, /api/v1/erase, 400",
        "oona, /api/v1/routes/reload, 403",
        "ada, /api/v1/routes/reload, 200",
        "oona, /api/v1/imports/begin, 403",
        "vera, /api/v1/replays/preview, 403",
        "oona, /api/v1/replays/preview, 200",
        "vera, /api/v1/reprocess/preview, 403",
        "vera, /api/v1/destinations/warehouse/pause, 403",
        "vera, /api/v1/destinations/warehouse/resume, 403",
        "oona, /api/v1/destinations/warehouse/resume, 200",
        "vera, /api/v1/destinations/warehouse/test-event, 403",
        "oona, /api/v1/destinations/warehouse/secret, 403",
        "ada, /api/v1/destinations/warehouse/secret, 409",
        "oona, /api/v1/destinations/connect, 403",
        "ada, /api/v1/destinations/connect, 409",
        "oona, /api/v1/identities/joins/1/undo, 403",
        "ada, /api/v1/identities/joins/1/undo, 404",
        "vera, /api/v1/events/search, 400",
        "vera, /api/v1/diagnose, 400"
    })
    void eachRoleMayWhatThoseBelowMayAndARefusalNamesTheRole(String name, String path, int status) {
        RawHttp.Reply reply = order(path, bearer(name));
        assertEquals(status, reply.status(), reply.body());
        if (status == 403) {
            assertTrue(reply.body().contains("\"error\":\"role_needed\""), reply.body());
            assertTrue(reply.body().matches(".*takes the role (operator|admin).*"), reply.body());
            awaitTrail("action=access.refused&by=" + name, "POST " + path);
        }
    }

    @Test
    void anOrderOfASessionNeedsItsTokenAndOneOfAScriptDoesNot() {
        Browser ada = Browser.of("ada");
        Browser other = Browser.of("ada");
        String probe = "/api/v1/destinations/warehouse/probe";
        assertEquals(403, order(probe, ada.headers()).status());
        assertTrue(order(probe, ada.headers()).body().contains("\"error\":\"csrf\""));
        assertEquals(403, order(probe, with(ada.headers(), "X-CSRF-Token", other.csrf())).status());
        assertEquals(200, order(probe, ada.meaning()).status());
        assertEquals(
                403, order(probe, with(ada.meaning(), "Origin", "https://evil.example")).status());
        assertEquals(403, order(probe, with(ada.meaning(), "Origin", "null")).status());
        assertEquals(
                403,
                order(probe, with(ada.meaning(), "Origin", "x://y://tl.shop.example")).status());
        assertEquals(
                200,
                order(probe, with(ada.meaning(), "Origin", "https://tl.shop.example")).status());
        assertEquals(200, order(probe, bearer("ada")).status());
        // a wrong token is not made good by a cookie
        assertEquals(
                401, get("/api/v1/me", with(ada.headers(), "Authorization", "Bearer x")).status());
    }

    @Test
    void aFormOfOurOwnPagesTellsNoOriginAndOneOfAnotherSiteIsRefused() {
        Map<String, String> own =
                with(proxied(), "Origin", "null", "Sec-Fetch-Site", "same-origin");
        assertEquals(303, login("ada", PASSWORD, own).status());
        for (String site : List.of("cross-site", "same-site", "none")) {
            Map<String, String> foreign = with(own, "Sec-Fetch-Site", site);
            assertEquals(403, login("ada", PASSWORD, foreign).status(), site);
        }
    }

    @Test
    void whoLogsOutIsOutHereAndOnDemandEverywhere() {
        Browser one = Browser.of("oona");
        Browser two = Browser.of("oona");
        Browser three = Browser.of("oona");
        assertEquals(403, form("/logout", one.headers(), "everywhere=1").status());
        RawHttp.Reply out = form("/logout", one.headers(), "csrf=" + one.csrf());
        assertEquals("/login", out.header("location"));
        assertTrue(out.header("set-cookie").contains("Max-Age=0"), out.header("set-cookie"));
        assertEquals(401, one.open("/api/v1/me").status());
        String account = two.open("/account").body();
        assertTrue(account.contains("name=\"everywhere\" value=\"1\""), account);
        assertTrue(account.contains(">oona</a> <small>operator</small>"), account);
        form("/logout", two.headers(), "everywhere=1&csrf=" + two.csrf());
        assertEquals(401, three.open("/api/v1/me").status());
        awaitTrail("action=access.logout&by=oona", "logged out everywhere");
    }

    @Test
    void theTrailNamesWhoWasLoggedInNotWhoTheySayTheyAre() {
        RawHttp.Reply reload =
                RawHttp.post(
                        shop.base(),
                        "/api/v1/routes/reload",
                        with(Browser.of("ada").meaning(), "Content-Type", "application/json"),
                        "{\"by\":\"somebody else\"}");
        assertEquals(200, reload.status(), reload.body());
        String trail = awaitTrail("action=routes.reload", "\"by\":\"ada\"");
        assertFalse(trail.contains("somebody else"), trail);
        get("/api/v1/identities?email=anna@example.com", bearer("vera"));
        String views = awaitTrail("action=identity.view", "\"by\":\"vera\"");
        assertTrue(views.contains("looked for by email"), views);
        assertFalse(views.contains("anna@example.com"), views);
    }

    @Test
    void whoSeesOneMerchantSeesAndOrdersNothingOfOthers() {
        String id = RunningShop.freshId();
        RawHttp.post(
                shop.base(), "/collect?k=" + Shop.BROWSER_KEY, Map.of(), RunningShop.pageView(id));
        Awaitility.await()
                .atMost(Web.PATIENCE)
                .until(() -> get("/api/v1/events", bearer("ada")).body().contains(id));
        String seq = found(get("/api/v1/events?key=" + id, bearer("ada")).body(), "\"seq\":(\\d+)");
        for (String path : everyPath(seq, id)) {
            RawHttp.Reply own = get(path, bearer("rita"));
            assertTrue(own.status() < 500, path + " " + own.status());
            for (String theirs : List.of(id, "shop-eu", "warehouse", Shop.BROWSER_KEY)) {
                assertFalse(own.body().contains(theirs), path + " " + own.body());
            }
        }
        for (String path :
                List.of(
                        "/",
                        "/events",
                        "/api/v1/diagnose/window",
                        "/api/v1/keys",
                        "/destinations")) {
            assertEquals(200, get(path, bearer("rita")).status(), path);
        }
        for (String path : List.of("/api/v1/diagnose", "/api/v1/events/search")) {
            RawHttp.Reply asked = ordered(path, "{\"q\":\"" + id + "\"}");
            assertFalse(asked.body().contains("key=" + id), asked.body());
        }
        RawHttp.Reply diagnosed = ordered("/api/v1/diagnose", "{\"of\":\"" + seq + "\"}");
        assertEquals(200, diagnosed.status(), diagnosed.body());
        assertFalse(diagnosed.body().contains("warehouse"), diagnosed.body());
        for (String what : List.of("pause", "resume", "test-event", "secret")) {
            String path = "/api/v1/destinations/warehouse/" + what;
            assertEquals(404, order(path, bearer("rita")).status(), path);
        }
        RawHttp.Reply connect =
                ordered(
                        "/api/v1/destinations/connect",
                        "{\"plugin\":\"ga4\",\"merchant\":\"shop\"}");
        assertEquals(403, connect.status(), connect.body());
        assertEquals(404, order("/api/v1/destinations/warehouse/probe", bearer("rita")).status());
        assertEquals(403, order("/api/v1/routes/reload", bearer("rita")).status());
        assertEquals(403, get("/api/v1/routes", bearer("rita")).status());
        RawHttp.Reply erase =
                RawHttp.post(
                        shop.base(),
                        "/api/v1/erase",
                        with(bearer("rita"), "Content-Type", "application/json"),
                        "{\"email\":\"a@b.example\",\"merchant\":\"shop\"}");
        assertEquals(400, erase.status(), erase.body());
        RawHttp.Reply replay =
                RawHttp.post(
                        shop.base(),
                        "/api/v1/replays/preview",
                        with(bearer("rita"), "Content-Type", "application/json"),
                        "{\"merchant\":\"shop\"}");
        assertEquals(403, replay.status(), replay.body());
        RawHttp.Reply own = order("/api/v1/replays/preview", bearer("rita"));
        assertTrue(own.body().contains("\"matched\":0"), own.body());
    }

    /** All that can be asked for by GET, about an event of the shop where it is about one. */
    private static List<String> everyPath(String seq, String id) {
        Stream<String> console =
                Stream.concat(Console.pages().stream(), Console.data().stream())
                        .map(path -> path.replace("{number}", seq).replace("{id}", "warehouse"));
        return Stream.concat(
                        console,
                        Stream.of(
                                "/account",
                                "/diagnose/window?since=24h",
                                "/diagnose/window?merchant=shop",
                                "/diagnose?of=" + seq,
                                "/diagnose/dedup?of=" + seq,
                                "/diagnose/consent?of=" + seq,
                                "/events?show=requests",
                                "/api/v1/diagnose/window?since=24h",
                                "/api/v1/bundle?of=" + seq,
                                "/api/v1/bundle?of=" + id,
                                "/api/v1/keys",
                                "/api/v1/plugins",
                                "/api/v1/rules/explain?event=" + seq,
                                "/api/v1/routes"))
                .toList();
    }

    private static RawHttp.Reply ordered(String path, String body) {
        return RawHttp.post(
                shop.base(), path, with(bearer("rita"), "Content-Type", "application/json"), body);
    }

    @Test
    void whoIsRemovedIsOutWithinASecondAndTheirStreamEnds() throws Exception {
        shop.shop()
                .change(
                        "operators.yaml",
                        text ->
                                text
                                        + "  - {name: tom, role: viewer, password: \"%s\", tokens: [{id: ci, sha256: %s}]}\n"
                                                .formatted(HASH, hash("tom")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get("/api/v1/me", bearer("tom")).status() == 200);
        Browser tom = Browser.of("tom");
        CompletableFuture<Long> ended = endOfStream("tom");
        shop.shop().write("operators.yaml", OPERATORS);
        long removed = System.nanoTime();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                get("/api/v1/me", bearer("tom")).status() == 401
                                        && tom.open("/api/v1/me").status() == 401);
        long out = System.nanoTime();
        long stream = ended.get(5, TimeUnit.SECONDS);
        assertTrue(out - removed < 1_500_000_000L, "took " + (out - removed) / 1_000_000 + " ms");
        assertTrue(stream - removed < 1_500_000_000L, "stream " + (stream - removed) / 1_000_000);
        shop.shop().write("operators.yaml", "version: 1\noperators: oops\n");
        assertEquals(200, get("/api/v1/me", bearer("ada")).status());
        shop.shop().write("operators.yaml", OPERATORS);
    }

    /** When the live stream of an operator ended, once it has begun. */
    private static CompletableFuture<Long> endOfStream(String name) throws Exception {
        HttpResponse<InputStream> stream = liveView(name).get();
        assertEquals(200, stream.statusCode());
        assertEquals("DENY", stream.headers().firstValue("x-frame-options").orElse(""));
        assertEquals('r', stream.body().read());
        return CompletableFuture.supplyAsync(
                () -> {
                    try (InputStream body = stream.body()) {
                        body.readAllBytes();
                    } catch (java.io.IOException closed) {
                        return System.nanoTime();
                    }
                    return System.nanoTime();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/account",
                "/audit",
                "/events",
                "/events/1",
                "/deliveries",
                "/api-logs",
                "/identities/1",
                "/replays",
                "/rules",
                "/nothing",
                "/assets/console.css",
                "/assets/console.js",
                "/api/v1/me",
                "/api/v1/events",
                "/api/v1/keys",
                "/api/v1/plugins",
                "/api/v1/nothing"
            })
    void everyAnswerCarriesTheHeadersThatKeepDataInert(String path) {
        for (Map<String, String> who : List.of(bearer("ada"), bearer("rita"), proxied())) {
            RawHttp.Reply reply = get(path, who);
            assertAll(
                    path,
                    SecurityHeaders.ALL.entrySet().stream()
                            .map(
                                    header ->
                                            () ->
                                                    assertEquals(
                                                            header.getValue(),
                                                            reply.header(
                                                                    header.getKey()
                                                                            .toLowerCase(
                                                                                    Locale
                                                                                            .ROOT)))));
            assertFalse(reply.body().contains(HASH), path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/events?key=100%, 200",
        "/api/v1/events?key=%zz, 200",
        "/api/v1/events?%zz=1, 400",
        "/login?next=%zz, 200"
    })
    void anAddressThatIsEscapedWronglyIsAnsweredLikeAnyOther(String address, int status) {
        RawHttp.Reply reply = get(address, bearer("ada"));
        assertEquals(status, reply.status(), reply.body());
        RawHttp.Reply sent = RawHttp.post(shop.base(), "/collect?k=%zz", Map.of(), "{}");
        assertEquals(401, sent.status(), sent.body());
    }

    @Test
    void oneOperatorLeavesLiveViewsToTheOthers() throws Exception {
        List<CompletableFuture<HttpResponse<InputStream>>> views =
                Stream.generate(() -> liveView("vera")).limit(60).toList();
        Map<Integer, Long> answers =
                views.stream()
                        .map(CompletableFuture::join)
                        .collect(
                                Collectors.groupingBy(
                                        HttpResponse::statusCode, Collectors.counting()));
        assertEquals(Map.of(200, 20L, 503, 40L), answers);
        HttpResponse<InputStream> other = liveView("ada").join();
        assertEquals(200, other.statusCode());
        other.body().close();
        for (CompletableFuture<HttpResponse<InputStream>> view : views) {
            view.join().body().close();
        }
    }

    private static CompletableFuture<HttpResponse<InputStream>> liveView(String name) {
        HttpRequest request =
                HttpRequest.newBuilder(shop.base().resolve("/api/v1/events/stream"))
                        .header("Authorization", "Bearer " + token(name))
                        .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void aHostNameOfThisMachineIsNoLogin() {
        for (Map<String, String> forged :
                List.of(
                        Map.of("Host", "127.0.0.1"),
                        Map.of("Host", "localhost", "X-Forwarded-For", "127.0.0.1"),
                        Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "localhost"),
                        Map.of("Origin", "http://localhost"))) {
            assertEquals(401, get("/api/v1/events", forged).status(), forged.toString());
        }
    }

    /** An operation of the description of the operator API. */
    private record Operation(String method, String path, String role) {
        RawHttp.Reply ask(String name) {
            String address =
                    path.replace("{number}", "1").replace("{join}", "1").replace("{id}", "none");
            return method.equals("get")
                    ? get(address, bearer(name))
                    : RawHttp.post(
                            shop.base(),
                            address,
                            with(bearer(name), "Content-Type", "application/json"),
                            "{\"nonsense\": 1}");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void theApiIsAsItsDescriptionSaysAndAsksForTheRoleThatStandsThere() {
        for (Operation operation : operations()) {
            int least = List.of("viewer", "operator", "admin").indexOf(operation.role());
            assertTrue(least >= 0, operation + " says no role");
            if (least > 0) {
                assertEquals(403, operation.ask("vera").status(), operation.toString());
            }
            if (least > 1) {
                assertEquals(403, operation.ask("oona").status(), operation.toString());
            } else if (!operation.path().endsWith("/stream")) {
                RawHttp.Reply reply = operation.ask(least == 0 ? "vera" : "oona");
                assertTrue(List.of(200, 400, 404).contains(reply.status()), operation.toString());
                assertFalse(reply.body().contains("unknown_path"), operation.toString());
            }
        }
    }

    private static List<Operation> operations() {
        Pattern line = Pattern.compile("^  (/api\\S+):$|^    (get|post):$|^      x-role: (\\w+)$");
        List<Operation> operations = new ArrayList<>();
        String path = "";
        String method = "";
        for (String text : get("/api/v1/openapi.yaml", bearer("vera")).body().split("\n")) {
            Matcher part = line.matcher(text);
            if (part.matches() && part.group(1) != null) {
                path = part.group(1);
            } else if (part.matches() && part.group(2) != null) {
                method = part.group(2);
            } else if (part.matches()) {
                operations.add(new Operation(method, path, part.group(3)));
            }
        }
        assertTrue(operations.size() > 50, operations.toString());
        return operations;
    }

    @Test
    void aPathThatLeadsNowhereIsAPageForABrowserAndJsonForAProgram() {
        RawHttp.Reply page = get("/nowhere", with(bearer("vera"), "Accept", "text/html,*/*"));
        assertEquals(404, page.status());
        assertTrue(page.body().contains("There is no such page"), page.body());
        assertEquals(404, get("/nowhere", bearer("vera")).status());
        assertTrue(get("/nowhere", bearer("vera")).body().startsWith("{"));
    }
}
