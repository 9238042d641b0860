// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static io.tracklayer.source.woocommerce.WooShop.first;
import static io.tracklayer.source.woocommerce.WooShop.ids;
import static io.tracklayer.source.woocommerce.WooShop.ignored;
import static io.tracklayer.source.woocommerce.WooShop.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WooHistoryTest {
    private static final Map<String, Object> FIRST_REFUND =
            Map.of("id", 901, "reason", "broken", "total", "-14.70");
    private static final Map<String, Object> SECOND_REFUND =
            Map.of("id", 902, "reason", "", "total", "-35.15");

    private final WooShop shop = new WooShop();

    @Test
    void anOrderGoesFromPendingToCompletedStepByStep() {
        assertEquals("not_placed", ignored(unpaid("pending", 1)));
        assertEquals(List.of("ord_727_purchase"), ids(unpaid("on-hold", 2)));
        assertEquals(List.of("ord_727_paid"), shop.tells("date_modified_gmt", at(3)));
        assertEquals("nothing_new", ignored(shop.hearsOrder("date_modified_gmt", at(4))));
        assertEquals(List.of("ord_727_fulfilled"), shop.tells(state("completed", 5)));
    }

    @Test
    void createdAndUpdatedOfOneOrderAreOnePurchaseInEitherOrder() {
        String body = WooShop.file(WooShop.ORDER);
        assertEquals(
                List.of("ord_727_purchase", "ord_727_paid"),
                ids(shop.hears("order.updated", body)));
        assertEquals("nothing_new", ignored(shop.hears("order.created", body)));
        assertEquals("nothing_new", ignored(shop.hears("order.restored", body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "checkout-draft", "failed", "trash", "cancelled", "odd", ""})
    void aStatusBeforeOrWithoutAnOrderIsNoPurchase(String status) {
        assertEquals("not_placed", ignored(unpaid(status, 1)));
    }

    @Test
    void pendingCanCountAsPlaced() {
        WooShop eager = new WooShop("place-on-pending", "true");
        List<Decoded> decoded = eager.hearsOrder("status", "pending", "date_paid_gmt", null);
        assertEquals(List.of("ord_727_purchase"), ids(decoded));
    }

    @Test
    void aStatusOfAPluginCanCountAsPlaced() {
        WooShop plugged = new WooShop("placed-statuses", "wc-awaiting-pickup,other");
        assertEquals(
                List.of("ord_727_purchase"),
                ids(plugged.hearsOrder("status", "awaiting-pickup", "date_paid_gmt", null)));
    }

    @Test
    void aLostMessageIsMadeUpForByTheNext() {
        assertEquals(
                List.of("ord_727_purchase", "ord_727_paid", "ord_727_fulfilled", "ref_901"),
                shop.tells(
                        "status", "refunded",
                        "date_completed_gmt", at(3),
                        "refunds", List.of(FIRST_REFUND)));
    }

    @Test
    void anOrderThatNeverCountedIsNotCancelled() {
        assertEquals("not_placed", ignored(unpaid("pending", 1)));
        assertEquals("not_placed", ignored(unpaid("cancelled", 2)));
    }

    @Test
    void anOrderThatIsPaidAfterTheShopGaveItUpIsNotCancelled() {
        unpaid("pending", 1);
        unpaid("cancelled", 2);
        assertEquals(
                List.of("ord_727_purchase", "ord_727_paid"), shop.tells(state("processing", 5)));
        assertEquals("nothing_new", ignored(shop.hearsOrder(state("processing", 3))));
        assertEquals(List.of("ord_727_cancelled"), shop.tells(state("cancelled", 9)));
    }

    @Test
    void aCancelledOrderIsCancelledOnceAndAtItsTime() {
        shop.tells();
        List<Decoded> decoded = shop.hearsOrder(state("cancelled", 40));
        assertEquals(List.of("ord_727_cancelled"), ids(decoded));
        assertEquals(at(40) + "Z", first(decoded).timing().occurred());
        assertEquals("nothing_new", ignored(shop.hearsOrder(state("cancelled", 41))));
    }

    @Test
    void everyRefundIsTakenOnceWithTheAmountGivenBack() {
        shop.tells();
        List<Decoded> decoded =
                shop.hearsOrder("date_modified_gmt", at(40), "refunds", List.of(FIRST_REFUND));
        assertEquals(List.of("ref_901"), ids(decoded));
        Observation refund = first(decoded);
        assertEquals(EventName.ORDER_REFUNDED, refund.name());
        Map<EventField, Object> values = values(refund);
        assertEquals("14.70", values.get(EventField.VALUE));
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals("901", values.get(EventField.REFUND_ID));
        assertEquals("727", values.get(EventField.ORDER_ID));
        assertEquals(at(40) + "Z", refund.timing().occurred());
        assertEquals(
                List.of("ref_902"),
                shop.tells(
                        "date_modified_gmt", at(50),
                        "status", "refunded",
                        "refunds", List.of(SECOND_REFUND, FIRST_REFUND)));
    }

    /** All of it went back in two steps, and all that the order was worth. */
    @Test
    void refundsOfAnOrderThatIsWorthItsLinesOnlyTakeBackTheirShare() {
        WooShop lines = new WooShop("value", "subtotal-ex-tax");
        Observation placed = first(lines.hearsOrder());
        List<Decoded> refunds = lines.hearsOrder("refunds", List.of(FIRST_REFUND, SECOND_REFUND));
        BigDecimal back = amount(first(refunds)).add(amount(first(refunds.subList(1, 2))));
        assertEquals(amount(placed), back);
        WooShop unlisted = new WooShop("value", "subtotal-ex-tax");
        unlisted.hearsOrder();
        assertEquals(amount(placed), amount(first(unlisted.hearsOrder(state("refunded", 40)))));
    }

    private static BigDecimal amount(Observation observation) {
        return new BigDecimal(values(observation).get(EventField.VALUE).toString());
    }

    @Test
    void aRefundOfNothingIsNone() {
        shop.tells();
        assertEquals(
                "nothing_new",
                ignored(shop.hearsOrder("refunds", List.of(Map.of("id", 903, "total", "-0.00")))));
    }

    @Test
    void aRefundedOrderThatListsNoRefundGivesAllBackOnce() {
        shop.tells();
        List<Decoded> decoded = shop.hearsOrder(state("refunded", 40));
        assertEquals(List.of("ref_727_full"), ids(decoded));
        assertEquals("49.85", values(first(decoded)).get(EventField.VALUE));
        assertEquals(
                "nothing_new",
                ignored(
                        shop.hearsOrder(
                                "status", "refunded",
                                "date_modified_gmt", at(41),
                                "refunds", List.of(FIRST_REFUND))));
    }

    @Test
    void aRefundWebhookMonthsLaterIsOnlyTheRefund() {
        shop.tells();
        shop.at("2026-06-15T10:00:00Z");
        assertEquals(
                List.of("ref_901"),
                shop.tells(
                        "date_modified_gmt",
                        "2026-06-15T09:59:00",
                        "refunds",
                        List.of(FIRST_REFUND)));
    }

    @Test
    void aChangedTotalOrLineIsAnEditWhenTheMessageIsNewer() {
        shop.tells();
        List<Decoded> decoded = shop.hearsOrder("date_modified_gmt", at(40), "total", "59.85");
        assertEquals(List.of("ord_727_edited_1768472440"), ids(decoded));
        assertEquals(EventName.ORDER_EDITED, first(decoded).name());
        assertEquals("59.85", values(first(decoded)).get(EventField.VALUE));
        assertEquals(
                List.of("ord_727_edited_1768472445"),
                shop.tells(
                        "date_modified_gmt", at(45),
                        "total", "59.85",
                        "line_items",
                                List.of(Map.of("product_id", 93, "quantity", 4, "total", "1"))));
    }

    @Test
    void whatAnOlderMessageSaysIsNoEdit() {
        shop.tells("date_modified_gmt", at(40), "total", "59.85");
        assertEquals("nothing_new", ignored(shop.hearsOrder("date_modified_gmt", at(29))));
        assertEquals(
                "nothing_new",
                ignored(shop.hearsOrder("date_modified_gmt", at(40), "total", "59.85")));
    }

    @Test
    void aChangeBeforePlacingIsNoEdit() {
        unpaid("pending", 1);
        assertEquals(
                List.of("ord_727_purchase", "ord_727_paid"),
                shop.tells("date_modified_gmt", at(3), "total", "59.85"));
    }

    @Test
    void anOrderOfLastYearIsNoPurchaseButWhatChangesNowCounts() {
        shop.at("2026-11-01T00:00:00Z");
        assertEquals("old_order", ignored(shop.hearsOrder()));
        assertEquals("nothing_new", ignored(shop.hearsOrder()));
        assertEquals(
                List.of("ref_901"),
                shop.tells(
                        "date_modified_gmt",
                        "2026-11-01T00:00:00",
                        "refunds",
                        List.of(FIRST_REFUND)));
    }

    @Test
    void howOldAnOrderMayBeIsASetting() {
        WooShop patient = new WooShop("oldest", "30d").at("2026-02-01T00:00:00Z");
        assertEquals(List.of("ord_727_purchase", "ord_727_paid"), patient.tells());
        WooShop strict = new WooShop("oldest", "1h").at("2026-01-15T11:21:00Z");
        assertEquals("old_order", ignored(strict.hearsOrder()));
    }

    @Test
    void anOrderThatIsPaidLongAfterItWasMadeIsPlacedThen() {
        unpaid("pending", 1);
        shop.at("2026-02-15T10:00:00Z");
        List<Decoded> decoded =
                shop.hearsOrder(
                        "date_modified_gmt", "2026-02-15T09:59:00",
                        "date_paid_gmt", "2026-02-15T09:58:00");
        assertEquals(List.of("ord_727_purchase", "ord_727_paid"), ids(decoded));
        assertEquals("2026-02-15T09:58:00Z", first(decoded).timing().occurred());
    }

    @Test
    void aRequestThatIsReadAgainAfterACorrectionTellsTheSame() {
        String body =
                WooShop.text(
                        WooShop.changed(
                                WooShop.ORDER, "refunds", List.of(FIRST_REFUND, SECOND_REFUND)));
        List<String> told = ids(shop.hears("order.updated", body));
        assertEquals(List.of("ord_727_purchase", "ord_727_paid", "ref_901", "ref_902"), told);
        assertEquals(told, ids(shop.hearsAgain("order.updated", body)));
        assertEquals("nothing_new", ignored(shop.hears("order.updated", body)));
    }

    @Test
    void anOldOrderThatIsReadAgainStaysOld() {
        shop.at("2026-11-01T00:00:00Z");
        String body = WooShop.file(WooShop.ORDER);
        assertEquals("old_order", ignored(shop.hears("order.updated", body)));
        assertEquals("old_order", ignored(shop.hearsAgain("order.updated", body)));
    }

    @Test
    void twoDeliveriesOfOneSecondAreToldApart() {
        String one = first(new WooShop().hearsOrder()).deliveryIds().get(0);
        String other = first(new WooShop().hearsOrder("total", "1.00")).deliveryIds().get(0);
        assertEquals(one, first(new WooShop().hearsOrder()).deliveryIds().get(0));
        assertEquals(false, one.equals(other));
    }

    /** Messages of one order's life, each perhaps twice, in every order. */
    @Test
    void theSameMessagesInAnyOrderTellTheSameEvents() {
        List<Object[]> life =
                List.of(
                        unpaidState("pending", 1),
                        state("processing", 3),
                        state("completed", 10),
                        new Object[] {
                            "status", "completed",
                            "date_completed_gmt", at(10),
                            "date_modified_gmt", at(20),
                            "refunds", List.of(FIRST_REFUND)
                        },
                        state("cancelled", 30));
        TreeSet<String> expected =
                new TreeSet<>(
                        List.of(
                                "ord_727_purchase",
                                "ord_727_paid",
                                "ord_727_fulfilled",
                                "ord_727_cancelled",
                                "ref_901"));
        for (List<Object[]> order : permutations(life)) {
            WooShop fresh = new WooShop();
            List<String> told = new ArrayList<>();
            for (Object[] message : order) {
                told.addAll(ids(fresh.hearsOrder(message)));
                told.addAll(ids(fresh.hearsOrder(message)));
            }
            assertEquals(expected, new TreeSet<>(told));
            assertEquals(expected.size(), told.size(), told.toString());
        }
    }

    private List<Decoded> unpaid(String status, int second) {
        return shop.hearsOrder(unpaidState(status, second));
    }

    private static Object[] unpaidState(String status, int second) {
        return new Object[] {
            "status", status, "date_paid_gmt", null, "date_modified_gmt", at(second)
        };
    }

    private static Object[] state(String status, int second) {
        Map<String, Object> changes = new HashMap<>();
        changes.put("status", status);
        changes.put("date_modified_gmt", at(second));
        if (status.equals("completed")) {
            changes.put("date_completed_gmt", at(second));
        }
        return changes.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
    }

    /** Seconds after 10:20:00 on the day of the order, as WooCommerce writes them. */
    private static String at(int second) {
        return String.format("2026-01-15T10:20:%02d", second);
    }

    private static <T> List<List<T>> permutations(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> found = new ArrayList<>();
        for (T head : all) {
            List<T> others = new ArrayList<>(all);
            others.remove(head);
            for (List<T> tail : permutations(others)) {
                List<T> one = new ArrayList<>(List.of(head));
                one.addAll(tail);
                found.add(one);
            }
        }
        return found;
    }
}
