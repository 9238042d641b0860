// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commission is a share of this amount: tax and shipping in it cost money with every order. */
class AwinAmountTest {

    /** Total, subtotal, tax, shipping, what the shop says about its prices, amount. */
    @ParameterizedTest
    @CsvSource({
        "119.00, 119.00, 19.00, 0.00, true, 100.00",
        "129.90, 124.90, 20.74, 5.00, true, 104.96",
        "129.90, 124.90, 20.74, 5.00, , 104.96",
        "149.90, 124.90, 20.00, 5.00, false, 124.90",
        "149.90, 124.90, 20.00, 5.00, , 124.90",
        "129.90, 124.90, 0.00, 5.00, true, 124.90",
        "0.00, 0.00, 0.00, 0.00, true, 0.00",
        "5.00, 0.00, 0.80, 5.00, true, 0.00"
    })
    void taxIsTakenOffWhenThePricesIncludeIt(
            String total, String subtotal, String tax, String shipping, Boolean said, String sent) {
        Event.Builder event =
                money(total, tax, shipping).set(EventField.SUBTOTAL, new BigDecimal(subtotal));
        if (said != null) {
            event.set(EventField.PROPERTIES, Map.of("taxes_included", said));
        }
        assertAmount(sent, AWIN.record(event.build()));
        assertEquals(List.of(), AWIN.record(event.build()).warnings());
    }

    @ParameterizedTest
    @CsvSource({"tax-included, 84.00", "tax-excluded, 100.00"})
    void theSettingDecidesAgainstWhatTheOrderSays(String prices, String sent) {
        Event event =
                money("100.00", "16.00", "0.00")
                        .set(EventField.SUBTOTAL, new BigDecimal("100.00"))
                        .set(
                                EventField.PROPERTIES,
                                Map.of("taxes_included", prices.equals("tax-excluded")))
                        .build();
        assertAmount(sent, AWIN.record(event, "prices", prices));
    }

    @Test
    void sumsThatShowNothingAreWarnedAbout() {
        Event event =
                money("70.00", "16.00", "0.00")
                        .set(EventField.SUBTOTAL, new BigDecimal("100.00"))
                        .build();
        PlatformRecord record = AWIN.record(event);
        assertAmount("100.00", record);
        assertTrue(record.warnings().get(0).startsWith("it is not known whether the prices"));
    }

    @Test
    void withoutASubtotalTheLinesAreAddedUp() {
        assertAmount("104.96", AWIN.record(Given.sale()));
    }

    /** The lines add up to 124.90; the total tells whether the discount is in them already. */
    @ParameterizedTest
    @CsvSource({
        "119.90, 0.00, 5.00, 114.90, 45.95",
        "119.90, 19.14, 5.00, 96.56, 38.62",
        "139.90, 20.00, 5.00, 114.90, 45.95",
        "129.90, 0.00, 5.00, 124.90, 49.95",
        "149.90, 20.00, 5.00, 124.90, 49.95",
        "90.00, 0.00, 0.00, 124.90, 49.95"
    })
    void aDiscountOnTheWholeOrderIsTakenOffLinesThatComeBeforeIt(
            String total, String tax, String shipping, String sent, String price) {
        Event event =
                money(total, tax, shipping)
                        .set(EventField.DISCOUNT, new BigDecimal("10.00"))
                        .build();
        PlatformRecord record = AWIN.record(event);
        assertAmount(sent, record);
        String basket = record.body().get("basket").toString();
        assertTrue(basket.contains("price=" + price), basket);
    }

    @Test
    void anOrderThatIsGivenAwayEarnsNothing() {
        Event event =
                money("5.00", "0.00", "5.00")
                        .set(EventField.DISCOUNT, new BigDecimal("124.90"))
                        .build();
        assertAmount("0.00", AWIN.record(event));
    }

    @Test
    void withoutLinesTaxAndShippingAreTakenOffTheTotal() {
        Event event = money("129.90", "20.74", "5.00").remove(EventField.ITEMS).build();
        assertAmount("104.16", AWIN.record(event));
    }

    @Test
    void ofWhatOnlyTheTotalIsKnownNothingIsSentUnlessAsked() {
        Event event = Given.clicked().remove(EventField.ITEMS).remove(EventField.SHIPPING).build();
        assertEquals("missing_subtotal", AWIN.skip(event).code());
        PlatformRecord record = AWIN.record(event, "unknown-subtotal", "order-total");
        assertAmount("129.90", record);
        assertEquals(
                List.of("the amount is the order total, tax and shipping included"),
                record.warnings());
    }

    @Test
    void theAmountIsNeverNegative() {
        Event event = money("10.00", "20.00", "5.00").remove(EventField.ITEMS).build();
        assertAmount("0.00", AWIN.record(event));
    }

    @ParameterizedTest
    @CsvSource({"gift", "pgift", "SKU-gift"})
    void excludedLinesEarnNoCommissionAndAreNotInTheBasket(String listed) {
        Event event =
                money("174.95", "19.95", "5.95")
                        .set(EventField.SUBTOTAL, new BigDecimal("169.00"))
                        .set(EventField.PROPERTIES, Map.of("taxes_included", true))
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        GivenEvents.item("shirt", "119.00", 1),
                                        GivenEvents.item("gift", "25.00", 2)))
                        .build();
        PlatformRecord record = AWIN.record(event, "excluded-items", "other," + listed);
        assertAmount("100.00", record);
        String basket = record.body().get("basket").toString();
        assertTrue(basket.startsWith("[{id=shirt,") && basket.contains("price=100.00"), basket);
        assertEquals(1, ((List<?>) record.body().get("basket")).size());
        assertEquals("no_commission", AWIN.skip(event, "excluded-items", "shirt,gift").code());
    }

    @Test
    void excludedLinesAreTakenOffATotalToo() {
        Event event =
                money("149.95", "19.95", "5.00")
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        GivenEvents.item("shirt", null, null, null, 1),
                                        GivenEvents.item("gift", null, null, "25.00", 1)))
                        .build();
        assertAmount("100.00", AWIN.record(event, "excluded-items", "gift"));
        Event total = event.without(Set.of(EventField.TAX));
        assertAmount(
                "124.95",
                AWIN.record(total, "excluded-items", "gift", "unknown-subtotal", "order-total"));
    }

    @Test
    void leadsCountAsOneWhateverTheyAreWorth() {
        assertAmount(
                "1",
                AWIN.record(
                        Given.clicked(EventName.LEAD_SUBMITTED).build(),
                        "lead-events",
                        "lead_submitted"));
    }

    private static Event.Builder money(String total, String tax, String shipping) {
        return Given.clicked()
                .set(EventField.VALUE, new BigDecimal(total))
                .set(EventField.TAX, new BigDecimal(tax))
                .set(EventField.SHIPPING, new BigDecimal(shipping));
    }

    private static void assertAmount(String amount, PlatformRecord record) {
        assertEquals(new BigDecimal(amount), record.body().get("amount"));
    }
}
