// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordedHourTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:30Z");
    private static final DemoWorld WORLD = DemoWorld.of(42);

    private final RecordedHour hour = RecordedHour.of(42, NOW, WORLD);
    private final DemoExpectations expected = new DemoExpectations(hour);

    @Test
    void holdsTheSituationsTheDemoIsAbout() {
        assertEquals(61, hour.orders().size());
        assertEquals(46, count(RecordedRequest.MERGED, "orders/create"));
        assertEquals(6, count(RecordedRequest.DUPLICATE, "orders/create"));
        assertEquals(2, count(RecordedRequest.REFUSED, "orders/create"));
        assertEquals(2, count(RecordedRequest.REJECTED, "orders/create"));
        assertEquals(2, count(RecordedRequest.ACCEPTED, "refunds/create"));
        assertTrue(count(RecordedRequest.ACCEPTED, "orders/paid") >= 5);
        assertEquals(3, orders(DemoConsent.REFUSED));
        assertEquals(3, orders(DemoConsent.UNKNOWN));
        assertEquals(
                Set.of("EUR", "USD", "JPY", "KWD"),
                hour.orders().stream()
                        .map(order -> order.shop().currency())
                        .collect(Collectors.toSet()));
    }

    @Test
    void expectsPurchasesByConsent() {
        assertEquals(55, purchases(DemoPlatform.META));
        assertEquals(58, purchases(DemoPlatform.GA4));
        assertEquals(61, purchases(DemoPlatform.WEBHOOK));
        assertEquals(61, expected.purchases());
    }

    @Test
    void everyEventIsAcceptedOnce() {
        assertEquals(hour.events().size(), expected.requests(RecordedRequest.ACCEPTED));
        long deliveries = 0;
        for (DemoMerchant merchant : WORLD.merchants()) {
            for (DemoPlatform platform : DemoPlatform.values()) {
                deliveries += expected.delivered(merchant, platform);
                deliveries += expected.skipped(merchant, platform);
            }
        }
        assertEquals(expected.deliveries(), deliveries);
    }

    @Test
    void webhooksAreSignedExceptTheForgedOnes() {
        for (RecordedRequest request : hour.requests()) {
            String signature = request.headers().get(ShopifyRecording.SIGNATURE);
            if (signature != null) {
                String store = request.path().substring(request.path().lastIndexOf('/') + 1);
                String secret =
                        WORLD.shops().stream()
                                .filter(shop -> shop.id().equals(store))
                                .findFirst()
                                .orElseThrow()
                                .shopifySecret();
                boolean genuine = signature.equals(ShopifyRecording.sign(secret, request.body()));
                assertEquals(request.status() == 200, genuine);
            }
        }
    }

    @Test
    void signsAsShopifyDoes() {
        byte[] body =
                "{\"id\":548291,\"total_price\":\"129.90\",\"currency\":\"EUR\"}"
                        .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "zB/sjIMk5yMgl/JM5Y/bNE28rmJZE+4RWHoZKRfD1Mg=",
                ShopifyRecording.sign("shpss_0123456789abcdef", body));
    }

    @Test
    void isTheSameForTheSameSeed() {
        RecordedHour again = RecordedHour.of(42, NOW, DemoWorld.of(42));
        assertEquals(hour.requests().size(), again.requests().size());
        for (int i = 0; i < hour.requests().size(); i++) {
            RecordedRequest one = hour.requests().get(i);
            RecordedRequest other = again.requests().get(i);
            assertEquals(one.path(), other.path());
            assertEquals(one.headers(), other.headers());
            assertTrue(Arrays.equals(one.body(), other.body()));
        }
        assertNotEquals(hour.orders(), RecordedHour.of(43, NOW, DemoWorld.of(43)).orders());
    }

    @Test
    void everythingHappensWithinTheHourAndInOrder() {
        Duration before = Duration.ZERO;
        for (RecordedRequest request : hour.requests()) {
            assertTrue(request.at().compareTo(before) >= 0, request.path());
            assertTrue(request.at().compareTo(RecordedHour.LENGTH) < 0, request.path());
            before = request.at();
        }
    }

    @Test
    void otherSeedsKeepTheNumbers() {
        for (long seed = 0; seed < 20; seed++) {
            DemoWorld world = DemoWorld.of(seed);
            RecordedHour other = RecordedHour.of(seed, NOW, world);
            DemoExpectations numbers = new DemoExpectations(other);
            assertEquals(61, numbers.purchases());
            assertEquals(46, numbers.requests(RecordedRequest.MERGED));
            assertEquals(6, numbers.requests(RecordedRequest.DUPLICATE));
            RecordedRequest last = other.requests().get(other.requests().size() - 1);
            assertTrue(last.at().compareTo(RecordedHour.LENGTH) < 0);
        }
    }

    @Test
    void messageIdsAreUnique() {
        Set<String> seen = new HashSet<>();
        for (RecordedRequest request : hour.requests()) {
            if (request.path().startsWith("/collect")) {
                JsonNode body = json(request);
                for (JsonNode event : body.path("events")) {
                    assertTrue(seen.add(event.path("message_id").asText()));
                }
            }
        }
        assertTrue(seen.size() > 200);
    }

    private long purchases(DemoPlatform platform) {
        return WORLD.merchants().stream()
                .mapToLong(merchant -> expected.holdings(merchant, platform).purchases())
                .sum();
    }

    private long orders(DemoConsent consent) {
        return hour.orders().stream().filter(order -> order.visitor().consent() == consent).count();
    }

    private long count(String verdict, String topic) {
        return hour.requests().stream()
                .filter(request -> request.verdicts().equals(List.of(verdict)))
                .filter(request -> topic.equals(request.headers().get("X-Shopify-Topic")))
                .count();
    }

    private static JsonNode json(RecordedRequest request) {
        return Json.read(new String(request.body(), StandardCharsets.UTF_8)).orElseThrow();
    }
}
