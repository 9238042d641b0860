// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenRequest;
import io.tracklayer.testkit.HostileBodies;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hostile body, to every address of every source there is: those that are found by a write
 * key come with one, Shopify's are signed, and what a source has to sign otherwise comes forged.
 */
class HostileBodiesTest {
    private static final int MANAGEMENT = NodeProcess.freePort();
    private static final List<Source> SOURCES =
            ServiceLoader.load(TrackLayerPlugin.class).stream()
                    .flatMap(plugin -> plugin.get().sources().stream())
                    .toList();

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder, HostileBodiesTest::withEverySource);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static void withEverySource(Shop given) {
        given.change(
                "tracklayer.yaml",
                text -> text.replace("management-port: 0", "management-port: " + MANAGEMENT));
        for (Source source : SOURCES) {
            String id = source.descriptor().id();
            if (keyed(source)) {
                given.change(
                        "tracklayer.yaml",
                        text ->
                                text.contains(" " + id + ": {")
                                        ? text
                                        : text.replaceFirst(
                                                "( +)browser: \\{}\n",
                                                "$1browser: {}\n$1" + id + ": {}\n"));
                given.change(
                        "keys.yaml",
                        text ->
                                text
                                        + "  - {id: of-%s, sha256: %s, store: shop-eu, source: %s}\n"
                                                .formatted(id, Sha256.of(key(id)).hex(), id));
            }
        }
    }

    static Stream<Arguments> addresses() {
        return SOURCES.stream()
                .flatMap(
                        source ->
                                source.descriptor().endpoints().stream()
                                        .filter(endpoint -> endpoint.method().equals("POST"))
                                        .filter(endpoint -> tells(source, endpoint))
                                        .map(
                                                endpoint ->
                                                        Arguments.of(
                                                                source.descriptor().id(),
                                                                endpoint.path(),
                                                                source)));
    }

    /**
     * What asks is answered without anybody reading what came with it; what Segment's source takes
     * below a prefix it takes without one.
     */
    private static boolean tells(Source source, SourceDescriptor.Endpoint endpoint) {
        return !endpoint.path().matches("/(segment|rudder)/.*")
                && source.answer(GivenRequest.post(endpoint.path(), "x")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("addresses")
    void aHostileBodyIsAnsweredAsTheSourceSaysKeptWithItsReasonAndMakesNoEvent(
            String id, String path, Source source) {
        String target = target(source, path);
        boolean genuine = keyed(source) || id.equals("shopify");
        long unused = unused(id);
        long sent = 0;
        for (Map.Entry<String, byte[]> body : HostileBodies.all().entrySet()) {
            RawHttp.Reply reply =
                    RawHttp.send(
                            shop.base(),
                            "POST",
                            target,
                            credentials(source, body.getValue()),
                            body.getValue());
            assertEquals(
                    expected(source.descriptor(), genuine, body.getValue()),
                    reply.status() / 100 * 100,
                    () -> body.getKey() + ": " + reply.status() + " " + reply.body());
            assertTrue(reply.status() != 404 || !genuine, body.getKey() + " " + reply.body());
            sent += reply.status() == 200 || reply.status() == 400 ? 1 : 0;
        }
        long all = sent;
        if (genuine) {
            Awaitility.await("everything authentic that was read has a row with a reason")
                    .atMost(Web.PATIENCE)
                    .untilAsserted(() -> assertEquals(all, unused(id) - unused));
        }
        assertEquals(List.of(), shop.rows("/api/v1/events", "events"), "no event came of it");
        assertEquals(
                200,
                new Web(URI.create("http://127.0.0.1:" + MANAGEMENT))
                        .get("/observe/health")
                        .status());
    }

    /** With the key, where the source looks for it in a parameter. */
    private static String target(Source source, String path) {
        String target = path.replace("{store}", "shop-eu").replaceAll("\\{[^}]+}", "x");
        String key = key(source.descriptor().id());
        return Stream.of("k", "key", "writeKey", "api_secret")
                .filter(
                        name ->
                                source.writeKey(GivenRequest.post(target, "").parameter(name, key))
                                        .equals(Optional.of(key)))
                .findFirst()
                .map(name -> target + "?" + name + "=" + key)
                .orElse(target);
    }

    /** Nobody has signed a body that is not there. */
    private static int expected(SourceDescriptor source, boolean genuine, byte[] body) {
        boolean signed = genuine && body.length > 0;
        return signed && source.malformed() == Malformed.ACKNOWLEDGE ? 200 : 400;
    }

    /** How many messages of a source were rejected. */
    private static long unused(String source) {
        return shop.rows("/api/v1/counts", "requests").stream()
                .filter(row -> source.equals(row.get("source")))
                .filter(row -> "rejected".equals(row.get("verdict")))
                .mapToLong(
                        row -> {
                            assertTrue(
                                    !List.of("", "internal_error").contains(row.get("reason")),
                                    row.toString());
                            return (Long) row.get("count");
                        })
                .sum();
    }

    private static Map<String, String> credentials(Source source, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        if (source.descriptor().id().equals("shopify")) {
            headers.put("X-Shopify-Topic", "orders/create");
            headers.put("X-Shopify-Hmac-Sha256", Shop.sign(Shop.SHOPIFY_SECRET, body));
            headers.put("X-Shopify-Shop-Domain", "shop-eu.myshopify.com");
        }
        if (keyed(source)) {
            headers.put("X-TL-Key", key(source.descriptor().id()));
        }
        return headers;
    }

    private static boolean keyed(Source source) {
        return source.descriptor().addressing() == Addressing.WRITE_KEY
                && source.descriptor().settings().stream().noneMatch(Setting::required);
    }

    private static String key(String source) {
        return "tlk_hostile_bodies_of_" + source;
    }
}
