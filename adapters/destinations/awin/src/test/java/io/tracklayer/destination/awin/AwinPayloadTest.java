// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.GivenItem;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwinPayloadTest {

    @Test
    void aShopifyOrderWithTaxInItsPricesIsSentExactlyAsDocumented() {
        PlatformRecord record = AWIN.record(order548291());
        assertEquals(AWIN.expected("purchase-548291.json"), Requests.body(AWIN.packed(record)));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void theClassicCallSaysTheSame() {
        String[] classic = {"transport", "classic"};
        PlatformRecord record = AWIN.record(order548291(), classic);
        assertEquals(
                AWIN.resource("/expect/classic-548291.http"),
                Requests.http(AWIN.packed(AWIN.settings(classic), record)).replace("&", "\n&"));
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        Event bare =
                GivenEvents.bare(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.SUBTOTAL, new BigDecimal("10"))
                        .set(EventField.AWC, new ClickId(Given.CLICK, null, null))
                        .build();
        assertEquals(
                Set.of(
                        "orderReference",
                        "amount",
                        "currency",
                        "channel",
                        "awc",
                        "isTest",
                        "commissionGroups"),
                AWIN.record(bare).body().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "100.005, EUR, 100.01",
        "5000, JPY, 5000",
        "5000.5, JPY, 5001",
        "12.3455, KWD, 12.346",
        "16777217.05, USD, 16777217.05",
        "1E+4, EUR, 10000.00"
    })
    void theAmountIsRoundedHalfUpToTheMinorUnitsOfItsCurrency(
            String subtotal, String currency, String sent) {
        Event event =
                Given.clicked()
                        .remove(EventField.TAX)
                        .set(EventField.SUBTOTAL, new BigDecimal(subtotal))
                        .set(EventField.CURRENCY, currency)
                        .build();
        String body = Requests.body(AWIN.packed(AWIN.record(event)));
        assertTrue(body.contains("\"amount\":" + sent + ","), body);
        assertTrue(body.contains("{\"code\":\"DEFAULT\",\"amount\":" + sent + "}"), body);
    }

    @Test
    void theOrderIdIsShortenedToItsLastFiftyCharacters() {
        String id = "x".repeat(10) + "0123456789".repeat(5);
        PlatformRecord record = AWIN.record(Given.sale(EventField.ORDER_ID, id));
        assertEquals("0123456789".repeat(5), record.body().get("orderReference"));
        assertEquals(
                List.of("the order id was shortened to its last 50 characters"), record.warnings());
    }

    @ParameterizedTest
    @CsvSource({"new, NEW", "Returning, RETURNING", "vip, "})
    void newAndReturningCustomersAreToldApart(String type, String sent) {
        assertEquals(sent, body(EventField.CUSTOMER_TYPE, type).get("customerAcquisition"));
    }

    @Test
    void theTimeOfTheSaleIsSentInSecondsOnRequest() {
        assertNull(AWIN.record(Given.sale()).body().get("transactionTime"));
        assertEquals(
                1768472430L,
                AWIN.record(Given.sale(), "transaction-time", "true")
                        .body()
                        .get("transactionTime"));
        String[] classic = {"transaction-time", "true", "transport", "classic"};
        assertNull(AWIN.record(Given.sale(), classic).body().get("transactionTime"));
    }

    @Test
    void aCartOfAHundredLinesIsSentWhole() {
        Event event =
                GivenEvents.purchaseOfLines(100).toBuilder()
                        .set(EventField.AWC, new ClickId(Given.CLICK, null, null))
                        .set(EventField.SUBTOTAL, new BigDecimal("100.00"))
                        .remove(EventField.TAX)
                        .build();
        List<?> basket = (List<?>) AWIN.record(event).body().get("basket");
        assertEquals(100, basket.size());
        assertEquals(
                "{id=v99, name=Linen shirt, price=1.00, quantity=1, sku=SKU-v99,"
                        + " commissionGroupCode=DEFAULT}",
                basket.get(99).toString());
        PlatformRecord classic = AWIN.record(event, "transport", "classic");
        assertNull(classic.body().get("basket"));
        assertEquals(
                List.of("the basket was left out: it is too long for the classic call"),
                classic.warnings());
    }

    @Test
    void aLineWithoutIdTitleOrPriceIsLeftOut() {
        PlatformRecord record =
                AWIN.record(
                        lines(
                                GivenItem.bare().name("x").price("1.00"),
                                GivenItem.of("v2", null, null).price("1.00"),
                                GivenItem.of("v3", null, null).name("x"),
                                GivenItem.of("v4", "p4", null).name("Ta|sse").price("1.00")));
        assertEquals(
                "[{id=v4, name=Ta_sse, price=1.00, quantity=1, commissionGroupCode=DEFAULT}]",
                record.body().get("basket").toString());
        assertEquals(
                List.of("lines without id, title or price were left out of the basket"),
                record.warnings());
    }

    @ParameterizedTest
    @CsvSource({"variant, 41327143321713", "product, p1", "sku, SKU-1"})
    void theIdOfALineIsTheOneOfTheFeed(String setting, String sent) {
        Event event = lines(GivenItem.full());
        String basket = AWIN.record(event, "item-id", setting).body().get("basket").toString();
        assertTrue(basket.startsWith("[{id=" + sent + ","), basket);
    }

    @Test
    void theBasketCanBeLeftOut() {
        assertNull(AWIN.record(Given.sale(), "basket", "false").body().get("basket"));
    }

    @Test
    void namesOfAnyScriptAreSentAsTheyAre() {
        Event event = lines(GivenItem.of("v1", null, null).name("麻のシャツ ♥").price("1.00"));
        String body = Requests.body(AWIN.packed(AWIN.record(event)));
        assertTrue(body.contains("\"name\":\"麻のシャツ ♥\""), body);
    }

    @Test
    void controlCharactersInATitleDoNotBreakTheClassicCall() {
        String[] classic = {"transport", "classic"};
        Event event = lines(GivenItem.of("v1", null, null).name("a\nb\u0007c").price("1.00"));
        String http =
                Requests.http(AWIN.packed(AWIN.settings(classic), AWIN.record(event, classic)));
        assertTrue(http.contains("|v1|a b c|1.00|1||DEFAULT|"), http);
    }

    @Test
    void moneyNeverGoesThroughADouble() {
        String json = Requests.json(AWIN.record(order548291()).body());
        assertFalse(json.matches(".*\\d\\.\\d{3,}.*"), json);
    }

    private static Map<String, Object> body(EventField field, Object value) {
        return AWIN.record(Given.sale(field, value)).body();
    }

    private static Event lines(GivenItem... items) {
        return Given.clicked()
                .remove(EventField.TAX)
                .set(EventField.SUBTOTAL, new BigDecimal("9.00"))
                .set(EventField.ITEMS, List.of(items).stream().map(GivenItem::build).toList())
                .build();
    }

    /** 129.90 with 19 percent of tax in it. */
    private static Event order548291() {
        return GivenEvents.bare(EventName.PURCHASE_PLACED).toBuilder()
                .set(EventField.VALUE, new BigDecimal("129.90"))
                .set(EventField.SUBTOTAL, new BigDecimal("129.90"))
                .set(EventField.TAX, new BigDecimal("20.74"))
                .set(EventField.SHIPPING, new BigDecimal("0.00"))
                .set(EventField.COUPON, "WELCOME10")
                .set(EventField.CUSTOMER_TYPE, "new")
                .set(EventField.AWC, new ClickId(Given.CLICK, null, null))
                .set(EventField.PROPERTIES, Map.of("taxes_included", true))
                .set(
                        EventField.ITEMS,
                        List.of(
                                GivenItem.of("41327143321713", null, "LS-M")
                                        .name("Linen shirt")
                                        .category("Shirts")
                                        .price("49.95")
                                        .quantity(2)
                                        .build(),
                                GivenItem.of("41327143157873", null, "BLT")
                                        .name("Belt & Buckle")
                                        .category("Accessories")
                                        .price("30.00")
                                        .build()))
                .build();
    }
}
