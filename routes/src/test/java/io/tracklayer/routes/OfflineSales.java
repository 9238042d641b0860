// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

/** The source "offline-sales" of the tests' shop, which the examples of routes end in. */
final class OfflineSales {
    /** The reason for what is no object. */
    static final String NO_OBJECT = "not_an_object";

    private OfflineSales() {}

    static void addTo(Shop shop) {
        shop.change(
                "tracklayer.yaml",
                text ->
                        text.replace(
                                "segment: {}",
                                "segment: {}\n          offline-sales: {plugin: browser}"));
    }

    /** A sale as a line of the table. */
    static String row(String order) {
        return "purchase_placed," + order + ",2026-11-20T10:00:00Z,12.50,EUR,anna@example.com";
    }

    static void isSale(RunningShop shop, String order) {
        String shown = shop.web().json("/api/v1/events?limit=500").toString();
        assertTrue(shown.contains(order), shown);
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
