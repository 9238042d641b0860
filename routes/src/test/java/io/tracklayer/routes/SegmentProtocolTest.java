// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses only SDKs of Segment and RudderStack know, at a running node. */
class SegmentProtocolTest {
    private static final String KEY = Shop.SEGMENT_KEY;

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/track/",
                "/v1/t",
                "/segment/v1/t",
                "/segment/v1/t/",
                "/rudder/v1/track"
            })
    void aMessageIsTakenAtEveryAddressOfItsType(String path) {
        String eventId = RunningShop.freshId();
        Web.Answer answer = post(path + "?writeKey=" + KEY, RunningShop.track(eventId));
        assertEquals(200, answer.status(), answer.text());
        shop.awaitEvent(eventId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/import/", "/v1/b", "/beacon/v1/batch", "/rudder/beacon/v1/batch/"})
    void anOrderInABatchReachesThePlatformsOnce(String path) {
        String eventId = RunningShop.freshId();
        String message = RunningShop.track(eventId).replaceFirst("\\{", "{\"type\":\"track\",");
        String batch = "{\"batch\":[" + message + "," + message + "]}";
        assertEquals(200, post(path + "?writeKey=" + KEY, batch).status());
        assertEquals("product_viewed", shop.awaitEvent(eventId).get("event_name"));
        assertTrue(shop.awaitSent(eventId).get("body").toString().contains(eventId));
    }

    @Test
    void anImageIsAnEventAndIsAnsweredWithOne() {
        String eventId = RunningShop.freshId();
        Web.Answer answer =
                shop.web()
                        .get(
                                "/pixel/v1/track?writeKey="
                                        + KEY
                                        + "&anonymousId=a&event=Mail%20Opened&properties.event_id="
                                        + eventId);
        assertEquals("image/gif", answer.headers().get("Content-Type"));
        assertArrayEquals(
                "GIF89a".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(answer.body(), 6));
        assertEquals("custom", shop.awaitEvent(eventId).get("event_name"));
    }

    @Test
    void whatAnSdkAsksIsAnsweredAndLeavesNoTrace() {
        String host = shop.base().getAuthority();
        Map<String, Object> settings = shop.web().json("/v1/projects/any_key/settings");
        Map<?, ?> segment =
                (Map<?, ?>) ((Map<?, ?>) settings.get("integrations")).get("Segment.io");
        assertEquals(host + "/v1", segment.get("apiHost"));
        assertEquals("http", segment.get("protocol"));
        Map<?, ?> source =
                (Map<?, ?>) shop.web().json("/sourceConfig/?p=npm&writeKey=any_key").get("source");
        assertEquals("any_key", source.get("writeKey"));
        assertEquals(200, post("/v1/m", "{\"series\":[]}").status());
        for (String verdict : List.of("accepted", "ignored", "rejected", "refused")) {
            assertTrue(
                    shop.requests(verdict).stream()
                            .noneMatch(row -> row.toString().contains("any_key")),
                    verdict);
        }
    }

    @Test
    void aRequestAboveTheVendorsLimitIsRefusedAsTheVendorDoesAndKept() {
        List<Map<?, ?>> before = shop.requests("rejected");
        byte[] body =
                Arrays.copyOf(RunningShop.track("never").getBytes(StandardCharsets.UTF_8), 512_001);
        Arrays.fill(body, 200, body.length, (byte) ' ');
        Web.Answer answer = shop.web().post("/v1/track?writeKey=" + KEY, body, Map.of());
        assertEquals(400, answer.status());
        assertEquals("too_large", answer.json().get("error"));
        shop.awaitRequest("rejected", "too_large", before);
    }

    private static Web.Answer post(String target, String body) {
        return shop.web().post(target, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
