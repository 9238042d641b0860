// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyOrderEditTest {
    private static final String EDIT = "edit_78912328793";
    private static final String EARLIER = "2026-01-15T12:00:02+01:00";
    private static final String LATER = "2026-01-15T13:00:02+01:00";

    private final ShopMemory shop = new ShopMemory();

    @Test
    void anEditIsToldWithTheNewTotalAndLinesUnderItsOwnId() {
        shop.hears(Webhook.order());
        assertEquals("edit_announced", shop.ignored(edit()));
        Observation edited = shop.happened(update(LATER, grown()));
        assertEquals(EventName.ORDER_EDITED, edited.name());
        assertEquals(EDIT, edited.eventId().orElseThrow());
        assertEquals(LATER, edited.timing().occurred());
        Map<EventField, Object> values = Webhook.values(edited);
        assertEquals("154.90", values.get(EventField.VALUE));
        assertEquals("149.90", values.get(EventField.SUBTOTAL));
        assertEquals(3, ((List<?>) values.get(EventField.ITEMS)).size());
    }

    @Test
    void anEditWhoseNewOrderCameFirstIsToldOnceAllTheSame() {
        shop.hears(Webhook.order());
        assertEquals(
                List.of("ord_5482910000001_edited_1768478402"),
                shop.events(update(LATER, grown())));
        assertEquals("edit_announced", shop.ignored(edit()));
        assertEquals("state_remembered", shop.ignored(update(LATER, grown())));
    }

    @Test
    void anEditOfAnOrderNobodyToldOfIsToldWhenItIsAnnounced() {
        shop.hears(edit());
        assertEquals(List.of(EDIT), shop.events(update(LATER, grown())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "note", "financial_status", "email"})
    void whatDoesNotTouchLinesOrTotalIsNoEdit(String member) {
        shop.hears(Webhook.order());
        assertEquals(
                "state_remembered", shop.ignored(update(LATER, Map.of(member, "vip@example.com"))));
    }

    @Test
    void aShippingCostThatStaffChangedIsAnEdit() {
        shop.hears(Webhook.order("current_total_price", "129.90", "refunds", List.of()));
        Observation edited =
                shop.happened(
                        update(
                                LATER,
                                Map.of("current_total_price", "124.90", "refunds", List.of())));
        assertEquals("124.90", Webhook.values(edited).get(EventField.VALUE));
    }

    @Test
    void aReturnForMoneyIsARefundAndNoEdit() {
        shop.hears(Webhook.order("current_total_price", "129.90", "refunds", List.of()));
        List<Map<String, Object>> lines = lines();
        lines.get(1).put("current_quantity", 0L);
        Map<String, Object> refund =
                Map.of(
                        "transactions",
                        List.of(Map.of("kind", "refund", "status", "success", "amount", "25.00")),
                        "refund_line_items",
                        List.of(Map.of("line_item_id", 2L, "quantity", 1L)));
        assertEquals(
                "state_remembered",
                shop.ignored(
                        update(
                                LATER,
                                Map.of(
                                        "line_items",
                                        lines,
                                        "current_total_price",
                                        "104.90",
                                        "refunds",
                                        List.of(refund)))));
    }

    @Test
    void aLineThatStaffTookOutIsAnEdit() {
        shop.hears(Webhook.order("current_total_price", "129.90", "refunds", List.of()));
        List<Map<String, Object>> lines = lines();
        lines.get(1).put("current_quantity", 0L);
        Observation edited =
                shop.happened(
                        update(
                                LATER,
                                Map.of(
                                        "line_items",
                                        lines,
                                        "current_total_price",
                                        "104.90",
                                        "refunds",
                                        List.of(Map.of("transactions", List.of())))));
        assertEquals("104.90", Webhook.values(edited).get(EventField.VALUE));
        assertEquals(1, ((List<?>) Webhook.values(edited).get(EventField.ITEMS)).size());
    }

    @Test
    void aCancelledOrderIsNotEdited() {
        shop.hears(Webhook.order());
        assertEquals(
                "state_remembered",
                shop.ignored(update(LATER, Map.of("cancelled_at", LATER, "total_price", "0.00"))));
    }

    @Test
    void anOlderStateThatCameLateIsNoEdit() {
        shop.hears(Webhook.order());
        shop.hears(update(LATER, grown()));
        assertEquals("older_state", shop.ignored(update(EARLIER, Map.of())));
    }

    @Test
    void twoEditsAreTwoEvents() {
        shop.hears(Webhook.order());
        shop.hears(update(EARLIER, grown()));
        assertEquals(
                List.of("ord_5482910000001_edited_1768478402"),
                shop.events(update(LATER, Map.of("total_price", "99.90"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"order_edit\":{\"id\":1}}", "{\"order_edit\":{\"order_id\":1}}"})
    void anEditWithoutIdsIsKeptAndShown(String body) {
        assertEquals("missing_edit_id", Webhook.rejected(Webhook.of("orders/edited", body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/paid", "orders/fulfilled", "orders/cancelled"})
    void aStateOfAnOrderCountsOnce(String topic) {
        GivenRequest told = Webhook.given(topic, "order-1001.json");
        assertEquals(1, shop.events(told).size());
        assertEquals("already_told", shop.ignored(told));
    }

    private static GivenRequest edit() {
        return Webhook.given("orders/edited", "order-edit-1.json");
    }

    private static Map<String, Object> grown() {
        List<Map<String, Object>> lines = lines();
        lines.add(Map.of("id", 3L, "variant_id", 7L, "quantity", 1L, "price", "25.00"));
        return Map.of("total_price", "154.90", "subtotal_price", "149.90", "line_items", lines);
    }

    @SuppressWarnings("unchecked") // the given order has lines
    private static List<Map<String, Object>> lines() {
        return new ArrayList<>(
                (List<Map<String, Object>>) Webhook.body("order-1001.json").get("line_items"));
    }

    private static GivenRequest update(String time, Map<String, Object> changes) {
        Map<String, Object> order = Webhook.changed("order-1001.json", "updated_at", time);
        order.putAll(changes);
        return Webhook.of("orders/updated", Webhook.text(order));
    }
}
