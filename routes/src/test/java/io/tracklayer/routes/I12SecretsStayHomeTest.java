// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are looked for in everything a working node writes and shows: data, log, pages, API. */
class I12SecretsStayHomeTest {
    private static final List<String> SECRETS =
            List.of(
                    Shop.SEGMENT_KEY,
                    Shop.BROWSER_KEY,
                    Shop.SHOPIFY_SECRET,
                    Shop.META_TOKEN,
                    Shop.SIGNING_SECRET,
                    Shop.SIGNING_SECRET.substring("whsec_".length()));

    private static final List<String> SHOWN =
            List.of(
                    "/events",
                    "/events?show=requests",
                    "/deliveries",
                    "/api-logs",
                    "/replays",
                    "/api/v1/events",
                    "/api/v1/requests",
                    "/api/v1/deliveries",
                    "/api/v1/api-logs",
                    "/api/v1/incidents",
                    "/api/v1/destinations",
                    "/api/v1/audit",
                    "/api/v1/counts");

    @TempDir Path folder;

    @Test
    void noSecretIsInTheDataFolderTheLogAPageOrAnAnswerOfTheApi() throws Exception {
        try (Shop shop = Shop.open(folder);
                NodeProcess node = NodeProcess.start(shop.config(), folder.resolve("node.log"))) {
            work(shop, node.web());
            for (String path : SHOWN) {
                Web.Answer shown = node.web().get(path);
                assertEquals(200, shown.status(), path);
                assertNoSecret(path, shown.text());
            }
            node.terminate();
            assertEquals(0, node.exitCode(), node.output());
            assertNoSecret("log", node.output());
            Map<String, String> written = read(folder.resolve("data"));
            assertTrue(
                    written.values().stream().anyMatch(file -> file.contains("anna@example.com")));
            written.forEach(I12SecretsStayHomeTest::assertNoSecret);
        }
    }

    /**
     * Everything that has to do with a secret: good and bad calls, refusals, a rotation, a probe.
     */
    private static void work(Shop shop, Web node) {
        shop.register("EAAsomeOtherToken");
        assertEquals(200, shop.order(node, 1).status());
        assertEquals(200, track(node, Shop.SEGMENT_KEY, "e-1"));
        assertEquals(401, track(node, Shop.SEGMENT_KEY + "x", "e-2"));
        assertEquals(
                200,
                node.post(
                                "/collect?k=" + Shop.BROWSER_KEY,
                                RunningShop.pageView("e-3").getBytes(StandardCharsets.UTF_8),
                                Map.of())
                        .status());
        assertEquals(200, node.postJson("/api/v1/destinations/meta/probe", "{}").status());
        RunningShop.awaitRow(
                "a hold of meta",
                () -> rows(node, "/api/v1/incidents", "incidents"),
                row -> "auth_hold".equals(row.get("kind")));
        shop.register(Shop.META_TOKEN);
        shop.write("destinations/broken.yaml", "token: " + Shop.META_TOKEN + "\n");
        node.awaitDeliveries("warehouse", Map.of("delivered", 3L));
    }

    private static int track(Web node, String key, String eventId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Authorization", RunningShop.basic(key + ":"));
        byte[] body = RunningShop.track(eventId).getBytes(StandardCharsets.UTF_8);
        return node.post("/v1/track", body, headers).status();
    }

    private static List<Map<?, ?>> rows(Web node, String path, String member) {
        return Stream.of(node.json(path).get(member))
                .flatMap(list -> ((List<?>) list).stream())
                .<Map<?, ?>>map(row -> (Map<?, ?>) row)
                .toList();
    }

    private static Map<String, String> read(Path data) {
        Map<String, String> contents = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        data.getFileName() + "/" + data.relativize(file),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return contents;
    }

    private static void assertNoSecret(String where, String content) {
        for (String secret : SECRETS) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            for (String form :
                    List.of(
                            secret,
                            URLEncoder.encode(secret, StandardCharsets.UTF_8),
                            Base64.getEncoder().encodeToString(bytes).replaceAll("=+$", ""),
                            Base64.getEncoder()
                                    .encodeToString((secret + ":").getBytes(StandardCharsets.UTF_8))
                                    .replaceAll("=+$", ""))) {
                assertFalse(content.contains(form), where + " holds " + secret);
            }
        }
    }
}
