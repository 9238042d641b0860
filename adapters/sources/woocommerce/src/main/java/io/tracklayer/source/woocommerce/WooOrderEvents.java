// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events an order webhook can mean, each with the whole order.
 *
 * @param id the order id of the events, as the settings want it
 */
record WooOrderEvents(WooMessage message, String id) {
    private static final Map<EventField, String> TEXTS =
            new EnumMap<>(
                    Map.of(
                            EventField.CURRENCY, "/currency",
                            EventField.TAX, "/total_tax",
                            EventField.SHIPPING, "/shipping_total",
                            EventField.DISCOUNT, "/discount_total",
                            EventField.COUPON, "/coupon_lines/0/code",
                            EventField.PAYMENT_TYPE, "/payment_method",
                            EventField.SHIPPING_TIER, "/shipping_lines/0/method_title",
                            EventField.ORDER_SOURCE, "/created_via",
                            EventField.CART_TOKEN, "/cart_hash"));

    private static final List<String> PROPERTIES =
            List.of("status", "prices_include_tax", "payment_method_title");

    Observation placed() {
        Builder builder = of(EventName.PURCHASE_PLACED, "purchase", placedAt());
        new WooBridge(meta()).eventId().ifPresent(builder::eventId);
        return sale(builder).build();
    }

    /** Shares its id with the order of a shop's other copies, like a purchase. */
    Observation renewed() {
        Builder builder = of(EventName.SUBSCRIPTION_RENEWED, "purchase", WooStand.paidAt(order()));
        WooOrigin.subscription(order())
                .ifPresent(known -> builder.read(EventField.SUBSCRIPTION_ID, known, "/meta_data"));
        return sale(builder).build();
    }

    Observation paid() {
        return sale(of(EventName.PURCHASE_PAID, "paid", WooStand.paidAt(order()))).build();
    }

    Observation fulfilled() {
        return sale(of(EventName.ORDER_FULFILLED, "fulfilled", WooStand.completedAt(order())))
                .build();
    }

    Observation edited() {
        long second = message.modified().getEpochSecond();
        Builder builder = of(EventName.ORDER_EDITED, "edited_" + second, Optional.empty());
        return sale(builder).build();
    }

    Observation cancelled(Instant at) {
        return sale(of(EventName.ORDER_CANCELLED, "cancelled", Optional.of(at))).build();
    }

    /** One entry of the order's refunds; its total is negative, and no time stands in it. */
    Observation refunded(Tree refund, String refundId) {
        Builder builder =
                of(EventName.ORDER_REFUNDED, "refund_" + refundId, Optional.empty())
                        .derivedEventId("ref_" + refundId)
                        .read(EventField.REFUND_ID, refundId, refund.origin() + "/id");
        WooText.at(refund, "/total")
                .map(total -> total.startsWith("-") ? total.substring(1) : total)
                .map(this::counted)
                .ifPresent(
                        total -> builder.read(EventField.VALUE, total, refund.origin() + "/total"));
        return builder.readFrom(EventField.CURRENCY, order(), "/currency").build();
    }

    /** For an order whose status alone says that it was refunded. */
    Observation refundedInFull() {
        Builder builder =
                of(EventName.ORDER_REFUNDED, "refund", Optional.empty())
                        .derivedEventId("ref_" + id + "_full");
        WooText.at(order(), "/total")
                .map(this::counted)
                .ifPresent(total -> builder.read(EventField.VALUE, total, "/total"));
        return builder.readFrom(EventField.CURRENCY, order(), "/currency").build();
    }

    /**
     * What a refund takes back of an order's worth: all of the amount, or, when the order is worth
     * its lines only, their share of it. Webhooks do not say what of a refund is tax or shipping.
     */
    private String counted(String amount) {
        Optional<BigDecimal> total =
                WooMoney.number(order(), "/total").filter(sum -> sum.signum() > 0);
        Optional<BigDecimal> lines = new WooLines(false).subtotal(order());
        Optional<BigDecimal> back = WooMoney.computable(amount);
        boolean whole = !message.shop().subtotalIsValue() || lines.isEmpty() || back.isEmpty();
        return whole || total.isEmpty()
                ? amount
                : WooMoney.each(back.get().multiply(lines.get()), total.get())
                        .setScale(total.get().scale(), RoundingMode.HALF_UP)
                        .toPlainString();
    }

    /**
     * @param time when it happened; when the order does not say, it was at its last change
     */
    private Builder of(EventName name, String part, Optional<Instant> time) {
        WooOrigin origin = WooOrigin.of(order());
        Builder builder =
                Observation.of(name)
                        .derivedEventId("ord_" + id + "_" + part)
                        .deliveryId(message.deliveryId(part))
                        .timing(message.timing(time))
                        .read(EventField.ORDER_ID, id, "/id")
                        .readFrom(EventField.ORDER_NAME, order(), "/number", "/order_number");
        origin.actionSource().ifPresent(builder::actionSource);
        WooBuyer.read(builder, order(), "/customer_id");
        if (origin.buyersSession()) {
            session(builder);
        }
        return builder;
    }

    private void session(Builder builder) {
        WooText.read(
                builder, EventField.CLIENT_IP, order(), "/customer_ip_address", "/customer_ip");
        WooText.read(builder, EventField.USER_AGENT, order(), "/customer_user_agent");
        WooBridge bridge = new WooBridge(meta());
        bridge.read(builder);
        builder.consent(bridge.consent(message.created()));
        new WooAttribution(meta()).read(builder);
    }

    /** When an order comes to life long after it was made, it is placed then. */
    private Optional<Instant> placedAt() {
        return message.old() ? WooStand.paidAt(order()) : message.created();
    }

    private Builder sale(Builder builder) {
        boolean net = message.shop().subtotalIsValue();
        WooLines lines = new WooLines(!net && WooText.isTrue(order(), "/prices_include_tax"));
        Optional<String> subtotal = lines.subtotal(order()).map(sum -> sum.toPlainString());
        subtotal.filter(sum -> net)
                .ifPresent(sum -> builder.read(EventField.VALUE, sum, "/line_items"));
        WooText.read(builder, EventField.VALUE, order(), "/total");
        subtotal.ifPresent(sum -> builder.read(EventField.SUBTOTAL, sum, "/line_items"));
        TEXTS.forEach((field, pointer) -> WooText.read(builder, field, order(), pointer));
        List<Map<String, Object>> items = lines.items(order());
        if (!items.isEmpty()) {
            builder.read(EventField.ITEMS, items, "/line_items");
        }
        return builder.properties(properties(), "");
    }

    private Map<String, Object> properties() {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String name : PROPERTIES) {
            order().find("/" + name).ifPresent(value -> found.put(name, value));
        }
        new WooAttribution(meta())
                .sourceType()
                .ifPresent(type -> found.put("attribution_source_type", type));
        return found;
    }

    private WooMeta meta() {
        return WooMeta.of(order());
    }

    private Tree order() {
        return message.body();
    }
}
