// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' route files in a running node: what they bring, and what a reload does. */
class FeedsTest {
    @TempDir Path folder;
    private RunningShop shop;

    @BeforeEach
    void start() throws Exception {
        shop = RunningShop.start(folder, files -> files.write("routes/drop.camel.yaml", drop("drop")));
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void aDroppedFileBecomesEventsAndIsDoneAndItsBadLineIsSeen() {
        String one = RunningShop.freshId();
        String two = RunningShop.freshId();
        drop("a.jsonl", line(one) + "\nno json ${body}\n" + line(two) + "\n");

        shop.awaitEvent(one);
        shop.awaitEvent(two);
        shop.awaitRequest("rejected", "malformed_json", List.of());
        await(folder.resolve("inbox/.done/a.jsonl"));
        Map<?, ?> route = route("drop");
        assertEquals(3L, route.get("stored"));
        assertEquals(0L, route.get("failed"));
        Object offset = shop.requests("accepted").get(0).get("offset");
        Map<String, Object> request = shop.web().json("/api/v1/requests/" + offset);
        assertTrue(request.toString().contains("route drop"), request.toString());
        assertTrue(request.toString().contains("/routes/drop"), request.toString());
    }

    private static String line(String id) {
        return """
        {"type":"track","event":"Product Viewed","userId":"u1","messageId":"m-%s",\
        "properties":{"event_id":"%s","product_id":"10","price":5}}"""
                .formatted(id, id);
    }

    private String drop(String id) {
        return """
        - route:
            id: %s
            from:
              uri: file
              parameters:
                directoryName: %s
                move: .done/${file:name}
                readLock: changed
                readLockMinAge: 200
                readLockCheckInterval: 100
                delay: 100
                initialDelay: 0
              steps:
                - split:
                    tokenize: "\\n"
                    streaming: true
                    stopOnException: true
                    steps:
                      - to: tracklayer:shop-eu/segment
        """
                .formatted(id, folder.resolve("inbox"));
    }

    private void drop(String name, String content) {
        try {
            Path inbox = Files.createDirectories(folder.resolve("inbox"));
            Path part = folder.resolve(name + ".part");
            Files.write(part, content.getBytes(StandardCharsets.UTF_8));
            Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(Path file) {
        Awaitility.await(file + " is there").atMost(Web.PATIENCE).until(() -> Files.exists(file));
    }

    private Map<?, ?> route(String id) {
        return shop.rows("/api/v1/routes", "files").stream()
                .flatMap(file -> ((List<?>) file.get("routes")).stream())
                .map(row -> (Map<?, ?>) row)
                .filter(row -> id.equals(row.get("id")))
                .findFirst()
                .orElseThrow();
    }
}
