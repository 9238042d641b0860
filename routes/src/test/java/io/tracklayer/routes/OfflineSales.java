// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The source "offline-sales" of the tests' shop, which the examples of routes end in. */
final class OfflineSales {
    /** The reason for rows that are none. */
    static final String NO_ROW = "malformed_json";

    private static final Path MAPPINGS = Path.of("../config/webhooks/examples");

    private OfflineSales() {}

    /** Reads what the browser source reads. */
    static void addTo(Shop shop) {
        add(shop, "{plugin: browser}");
    }

    /** Reads by one of the example mappings. */
    static void map(Shop shop, String mapping) {
        try {
            shop.write("webhooks/" + mapping, Files.readString(MAPPINGS.resolve(mapping)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        shop.write("secrets/offline-sales", "secret-of-the-sales\n");
        add(
                shop,
                "{plugin: custom, mapping: webhooks/"
                        + mapping
                        + ", secret: \"${file:secrets/offline-sales}\"}");
    }

    private static void add(Shop shop, String source) {
        shop.change(
                "tracklayer.yaml",
                text ->
                        text.replace(
                                "segment: {}", "segment: {}\n          offline-sales: " + source));
    }

    /** The sale is an event in a shop, with its amount. */
    static void isSale(RunningShop shop, String receipt) {
        Map<?, ?> event = shop.awaitEvent("ord_pos-" + receipt + "_purchase");
        String shown = shop.web().json("/api/v1/events/" + event.get("seq")).toString();
        assertTrue(shown.contains("physical_store"), shown);
        assertTrue(shown.contains("12.5"), shown);
    }

    static Map<String, Object> reload(RunningShop shop) {
        Web.Answer answer = shop.web().postJson("/api/v1/routes/reload", "{\"by\":\"anna\"}");
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), answer.json().get("refused"), answer.text());
        return answer.json();
    }

    static Map<?, ?> route(RunningShop shop, String id) {
        return shop.rows("/api/v1/routes", "files").stream()
                .filter(file -> file.get("routes") != null)
                .flatMap(file -> ((List<?>) file.get("routes")).stream())
                .map(row -> (Map<?, ?>) row)
                .filter(row -> id.equals(row.get("id")))
                .findFirst()
                .orElseThrow();
    }
}
