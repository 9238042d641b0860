// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a request may be, plain and inflated. */
class BodyLimitsTest {
    private static final String COLLECT = "/collect?k=" + Shop.BROWSER_KEY;
    private static final String TRACK = "/v1/track?writeKey=" + Shop.SEGMENT_KEY;

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
    @CsvSource({"/collect, 65536", "/v1/track, 4096000", "/webhooks/shopify/shop-eu, 33554432"})
    void oneByteMoreThanASourceTakesIsRefusedAsTooLarge(String path, int limit) {
        List<Map<?, ?>> before = shop.requests("refused");
        Web.Answer answer = shop.web().post(path, new byte[limit + 1], Map.of());
        assertEquals(413, answer.status());
        assertEquals("too_large", answer.json().get("error"));
        shop.awaitRequest("refused", "too_large", before);
    }

    @ParameterizedTest
    @CsvSource({COLLECT + ", 65536", TRACK + ", 512000"})
    void aBodyOfExactlyTheLimitIsTaken(String target, int limit) {
        String eventId = RunningShop.freshId();
        String json =
                target.equals(TRACK) ? RunningShop.track(eventId) : RunningShop.pageView(eventId);
        byte[] full = Arrays.copyOf(bytes(json), limit);
        Arrays.fill(full, bytes(json).length, limit, (byte) ' ');
        assertEquals(200, shop.web().post(target, full, Map.of()).status());
        shop.awaitEvent(eventId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity"})
    void aBodyIsReadInTheEncodingTheRequestNames(String encoding) {
        String eventId = RunningShop.freshId();
        byte[] plain = bytes(RunningShop.track(eventId));
        byte[] body = encoding.equals("identity") ? plain : gzip(plain);
        Web.Answer answer = shop.web().post(TRACK, body, Map.of("Content-Encoding", encoding));
        assertEquals(200, answer.status(), answer.text());
        assertEquals("product_viewed", shop.awaitEvent(eventId).get("event_name"));
    }

    static Stream<Arguments> encodedBodiesThatAreRefused() {
        byte[] event = gzip(bytes(RunningShop.track("never")));
        byte[] wrongSum = event.clone();
        wrongSum[wrongSum.length - 8] ^= 1;
        return Stream.of(
                Arguments.of("bomb", "gzip", gzip(new byte[64 << 20]), 413, "too_large"),
                Arguments.of("ratio above 100", "gzip", gzip(new byte[400_000]), 413, "too_large"),
                Arguments.of("cut off", "gzip", Arrays.copyOf(event, 40), 400, "bad_gzip"),
                Arguments.of("wrong checksum", "gzip", wrongSum, 400, "bad_gzip"),
                Arguments.of("not gzip", "gzip", bytes(RunningShop.track("no")), 400, "bad_gzip"),
                Arguments.of("empty", "gzip", new byte[0], 400, "bad_gzip"),
                Arguments.of("gzip twice", "gzip", gzip(event), 400, "malformed_utf8"),
                Arguments.of("gzip twice", "gzip, gzip", gzip(event), 415, "unknown_encoding"),
                Arguments.of("brotli", "br", new byte[] {1, 2}, 415, "unknown_encoding"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodedBodiesThatAreRefused")
    void anEncodedBodyThatCannotBeReadWithinBoundsIsRefused(
            String what, String encoding, byte[] body, int status, String code) {
        Web.Answer answer = shop.web().post(TRACK, body, Map.of("Content-Encoding", encoding));
        assertEquals(status, answer.status(), what);
        assertEquals(code, answer.json().get("error"), what);
    }

    @Test
    void aRefusedBombLeavesARowWithItsReason() {
        List<Map<?, ?>> before = shop.requests("refused");
        shop.web().post(TRACK, gzip(new byte[8 << 20]), Map.of("Content-Encoding", "gzip"));
        assertEquals("segment", shop.awaitRequest("refused", "too_large", before).get("source"));
    }

    @Test
    void aGenuineOrderOf100000LinesIsAcknowledgedAndTheNextOneGoesOn() {
        String line = "{\"id\":1,\"title\":\"Mug\",\"quantity\":1,\"price\":\"1.00\"}";
        String lines =
                IntStream.range(0, 100_000).mapToObj(i -> line).collect(Collectors.joining(","));
        String order =
                Shop.orderJson(9001)
                        .replaceFirst("(?s)\"line_items\":.*", "\"line_items\":[" + lines + "]}");
        List<Map<?, ?>> before = shop.requests("rejected");
        Web.Answer answer =
                shop.shop()
                        .webhook(shop.web(), "orders/create", order, UUID.randomUUID().toString());
        assertEquals(200, answer.status(), answer.text());
        shop.awaitRequest("rejected", "too_complex", before);
        assertEquals(200, shop.shop().order(shop.web(), 9002).status());
        assertEquals("purchase_placed", shop.awaitEvent("ord_9002_purchase").get("event_name"));
    }

    @Test
    void aGenuineWebhookOf20MiBIsAcknowledgedAndItsBeginningKeptWhateverManyCome() {
        String order = Shop.orderJson(9003);
        byte[] large = Arrays.copyOf(bytes(order), 20 << 20);
        Arrays.fill(large, bytes(order).length, large.length, (byte) ' ');
        long before = usedAfterCollection();
        for (int i = 0; i < 6; i++) {
            List<Map<?, ?>> known = shop.requests("rejected");
            Web.Answer answer =
                    shop.web()
                            .post(
                                    "/webhooks/shopify/shop-eu",
                                    large,
                                    signed(Shop.sign(Shop.SHOPIFY_SECRET, large)));
            assertEquals(200, answer.status(), answer.text());
            shop.awaitRequest("rejected", "too_large", known);
        }
        long grown = usedAfterCollection() - before;
        assertTrue(grown < 20 << 20, grown + " bytes are still held");
        assertEquals(200, shop.shop().order(shop.web(), 9004).status());
        shop.awaitEvent("ord_9004_purchase");
    }

    @Test
    void aForgedWebhookAboveTheSourcesLimitIsRefusedAsForged() {
        Web.Answer answer =
                shop.web()
                        .post(
                                "/webhooks/shopify/shop-eu",
                                new byte[(10 << 20) + 1],
                                signed(Shop.sign("shpss_other", new byte[1])));
        assertEquals("401 bad_signature", answer.status() + " " + answer.json().get("error"));
    }

    private static Map<String, String> signed(String signature) {
        return Map.of(
                "X-Shopify-Topic", "orders/create",
                "X-Shopify-Hmac-Sha256", signature,
                "X-Shopify-Shop-Domain", "shop-eu.myshopify.com");
    }

    private static long usedAfterCollection() {
        System.gc();
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }

    @ParameterizedTest
    @CsvSource({"62, 200", "63, 400"})
    void nestingIsTakenDownTo64Levels(int lists, int status) {
        String deep = "[".repeat(lists) + "]".repeat(lists);
        String json = "{\"event\":\"Odd\",\"userId\":\"u\",\"properties\":{\"deep\":" + deep + "}}";
        assertEquals(status, shop.web().post(TRACK, bytes(json), Map.of()).status());
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
