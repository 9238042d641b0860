// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import static io.tracklayer.destination.taboola.Given.CLICK_ID;
import static io.tracklayer.destination.taboola.Given.TABOOLA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaboolaPayloadTest {
    private static final Event SALE = Given.clicked(EventName.PURCHASE_PLACED);

    @Test
    void aPlacedOrderIsAPostbackExactlyAsDocumented() {
        assertEquals(
                TABOOLA.resource("/expect/purchase-548291.http"),
                Requests.http(TABOOLA.packed(TABOOLA.record(SALE))));
    }

    @Test
    void anOrderInBulkIsAnActionExactlyAsDocumented() {
        assertEquals(
                TABOOLA.expected("purchase-548291.json"),
                Requests.body(TABOOLA.packed(TABOOLA.record(SALE, "transport", "bulk"))));
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        Event view = Given.clicked(GivenEvents.bare(EventName.PRODUCT_VIEWED));
        assertEquals(
                Map.of("click-id", CLICK_ID, "timestamp", 1768472430000L, "name", "view_content"),
                TABOOLA.record(view).body());
        assertEquals(List.of(), TABOOLA.record(view).warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "129.90, EUR, '\"revenue\":129.90,\"currency\":\"EUR\"'",
        "5000, JPY, '\"revenue\":5000,\"currency\":\"JPY\"'",
        "1E+4, KRW, '\"revenue\":10000,\"currency\":\"KRW\"'",
        "0.10, USD, '\"revenue\":0.10,\"currency\":\"USD\"'",
        "0, ILS, '\"revenue\":0,\"currency\":\"ILS\"'",
    })
    void moneyIsSentInMajorUnitsToTheLastDigit(String value, String currency, String expected) {
        Event sale = Given.clicked(GivenEvents.purchase(value, currency));
        String body = Requests.body(TABOOLA.packed(TABOOLA.record(sale, "transport", "bulk")));
        assertEquals(expected, body.substring(body.indexOf("\"revenue"), body.indexOf(",\"quan")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUD", "BRL", "CAD", "CNY", "EUR", "GBP", "HKD", "ILS", "INR", "JPY", "KRW", "MXN",
                "NZD", "RUB", "SGD", "THB", "TRY", "USD", "ZAR"
            })
    void theDocumentedCurrenciesAreTaken(String currency) {
        Event sale = Given.clicked(GivenEvents.purchase("7", currency));
        assertEquals(currency, TABOOLA.record(sale).body().get("currency"));
    }

    @Test
    void moneyInAnAddressHasNoExponent() {
        Event sale = Given.clicked(GivenEvents.purchase("1E+4", "JPY"));
        assertEquals("10000", TABOOLA.packed(TABOOLA.record(sale)).query().get(2).value());
    }

    @ParameterizedTest
    @CsvSource({"KWD", "SEK", "CHF", "PLN"})
    void anAmountInACurrencyTaboolaDoesNotTakeIsLeftOut(String currency) {
        PlatformRecord record =
                TABOOLA.record(Given.clicked(GivenEvents.purchase("12.345", currency)));
        assertEquals(
                List.of("click-id", "name", "quantity", "orderid"),
                List.copyOf(record.body().keySet()));
        assertEquals(
                List.of("revenue and currency were left out: Taboola does not take " + currency),
                record.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EUR|SEK=0.095|SEK|1299.90|123.49 EUR|revenue was converted from SEK to EUR at 0.095",
                "JPY|PLN=2,SEK = 16.2|SEK|10.05|163 JPY|revenue was converted from SEK to JPY at 16.2",
                "EUR|PLN=0.23|SEK|10.05|none|revenue and currency were left out: exchange-rates has no rate for SEK",
                "EUR|SEK=0|SEK|10.05|none|revenue and currency were left out: exchange-rates has no rate for SEK",
                "EUR|sek=0.1|SEK|10.05|none|revenue and currency were left out: exchange-rates has no rate for SEK",
                "CHF|SEK=0.1|SEK|10.05|none|revenue and currency were left out: convert-to is no currency Taboola takes",
            })
    void anAmountIsConvertedAtTheOperatorsRate(
            String to, String rates, String from, String value, String expected, String warning) {
        PlatformRecord record =
                TABOOLA.record(
                        Given.clicked(GivenEvents.purchase(value, from)),
                        "unsupported-currency",
                        "convert",
                        "convert-to",
                        to,
                        "exchange-rates",
                        rates);
        Object revenue = record.body().get("revenue");
        assertEquals(
                expected, revenue == null ? "none" : revenue + " " + record.body().get("currency"));
        assertEquals(List.of(warning), record.warnings());
    }

    @Test
    void aCurrencyTaboolaTakesIsNeverConverted() {
        String[] settings = {
            "unsupported-currency", "convert", "exchange-rates", "EUR=2", "convert-to", "USD"
        };
        assertEquals("EUR", TABOOLA.record(SALE, settings).body().get("currency"));
    }

    @Test
    void anAmountWithoutCurrencyIsOfTheAccountAndAnUnknownAmountNone() {
        Event cart = Given.clicked(EventName.PRODUCT_ADDED_TO_CART);
        PlatformRecord plain = TABOOLA.record(cart.toBuilder().remove(EventField.CURRENCY).build());
        assertEquals("129.90", plain.body().get("revenue").toString());
        assertEquals(false, plain.body().containsKey("currency"));
        assertEquals(
                List.of("revenue has no currency; Taboola takes that of the account"),
                plain.warnings());
        Map<String, Object> none =
                TABOOLA.record(cart.toBuilder().remove(EventField.VALUE).build()).body();
        assertEquals(false, none.containsKey("revenue") || none.containsKey("currency"));
    }

    @Test
    void aHundredLinesAreAsManyUnits() {
        PlatformRecord record = TABOOLA.record(Given.clicked(GivenEvents.purchaseOfLines(100)));
        assertEquals(100L, record.body().get("quantity"));
    }

    @Test
    void moreUnitsThanTaboolaCanCountAreLeftOut() {
        PlatformRecord most = sold(Integer.MAX_VALUE);
        assertEquals((long) Integer.MAX_VALUE, most.body().get("quantity"));
        PlatformRecord more = sold(Long.MAX_VALUE);
        assertEquals(false, more.body().containsKey("quantity"));
        assertEquals(List.of("quantity was left out: no order has so many units"), more.warnings());
    }

    @Test
    void unitsAndOrderBelongToAnOrder() {
        Event cart = Given.clicked(EventName.PRODUCT_ADDED_TO_CART);
        assertEquals(
                List.of("click-id", "timestamp", "name", "revenue", "currency"),
                List.copyOf(
                        TABOOLA.record(cart.toBuilder().remove(EventField.ORDER_ID).build())
                                .body()
                                .keySet()));
    }

    @Test
    void anOrderIdIsSentAsItIs() {
        Event sale = Given.sale(EventField.ORDER_ID, "№ 7 & Müller=/?#");
        assertEquals(
                "№ 7 & Müller=/?#", TABOOLA.packed(TABOOLA.record(sale)).query().get(5).value());
    }

    @Test
    void anOrderIdWithALineBreakIsLeftOut() {
        PlatformRecord record = TABOOLA.record(Given.sale(EventField.ORDER_ID, "7\r\nX-A: 1"));
        assertEquals(false, record.body().containsKey("orderid"));
        assertEquals(
                List.of("orderid was left out: it holds control characters"), record.warnings());
    }

    private static PlatformRecord sold(long pieces) {
        return TABOOLA.record(
                Given.sale(EventField.ITEMS, List.of(GivenEvents.item("v", "1.00", pieces))));
    }
}
