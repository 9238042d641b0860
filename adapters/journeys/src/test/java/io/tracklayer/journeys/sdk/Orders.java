// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** The order every SDK is asked to tell, and how it has to stand in the node. */
final class Orders {
    private static final AtomicInteger SERIAL = new AtomicInteger(548_290);

    private Orders() {}

    static String freshId() {
        return String.valueOf(SERIAL.incrementAndGet());
    }

    /** The properties of Order Completed, as Segment's e-commerce spec names them. */
    static Map<String, Object> properties(String id) {
        return Tree.root(read(json(id))).members();
    }

    static String json(String id) {
        return """
        {"order_id":"%s","total":"1,299.90","subtotal":1057.9,"tax":207.5,"shipping":34.5,"discount":10,
         "coupon":"AUTUMN","currency":"EUR",
         "products":[{"product_id":"9","sku":"LS-1","name":"Linen shirt","brand":"Acme","variant":"Blue / M",
                      "category":"Shirts","price":49.95,"quantity":2},
                     {"product_id":"10","name":"Coat","price":958,"quantity":1}]}
        """
                .formatted(id);
    }

    private static Object read(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (io.tracklayer.spi.MalformedInputException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Waits for the purchase, and checks that it is complete and stands there once. */
    static TreeMap<String, Object> awaitOnce(SdkNode node, String id) {
        Tree whole = node.awaitEvent("purchase_placed", "ord_" + id + "_purchase");
        TreeMap<String, Object> fields = SdkNode.fields(whole);
        assertEquals(id, fields.get("order_id"));
        assertEquals(new BigDecimal("1299.90"), fields.get("value"));
        assertEquals("EUR", fields.get("currency"));
        assertEquals(new BigDecimal("207.50"), fields.get("tax"));
        assertEquals(new BigDecimal("34.50"), fields.get("shipping"));
        assertEquals(new BigDecimal("1057.90"), fields.get("subtotal"));
        assertEquals(new BigDecimal("10.00"), fields.get("discount"));
        assertEquals("AUTUMN", fields.get("coupon"));
        List<Tree> lines = whole.at("/event").each("/items");
        assertEquals(2, lines.size());
        assertEquals("LS-1", lines.get(0).text("/sku").orElseThrow());
        assertEquals("2", lines.get(0).text("/quantity").orElseThrow());
        assertEquals("49.95", lines.get(0).text("/price").orElseThrow());
        assertEquals("Coat", lines.get(1).text("/name").orElseThrow());
        assertEquals(1, copies(node, id));
        return fields;
    }

    /** How many events there are of one order. */
    static long copies(SdkNode node, String id) {
        return node.events("purchase_placed").stream()
                .filter(row -> row.text("/order_id").filter(id::equals).isPresent())
                .count();
    }

    /** Waits until the node recognised a message as one it has, for as often as it already had. */
    static void awaitRepetition(SdkNode node, int before) {
        Awaitility.await("a repeated message")
                .atMost(SdkNode.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> repetitions(node) > before);
    }

    static int repetitions(SdkNode node) {
        return node.requests("duplicate").size();
    }
}
