// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order webhook. All order topics share one body.
 *
 * @param name the event the topic means
 * @param suffix last part of the event id
 * @param times where the event's time stands, best first
 */
record ShopifyOrder(EventName name, String suffix, List<String> times)
        implements ShopifyTopics.Reader {

    /** Totals as they were at placing; those called current_ shrink with every refund. */
    private static final Map<EventField, String> AMOUNTS =
            new EnumMap<>(
                    Map.of(
                            EventField.VALUE, "total_price",
                            EventField.SUBTOTAL, "subtotal_price",
                            EventField.TAX, "total_tax",
                            EventField.SHIPPING, "total_shipping_price",
                            EventField.DISCOUNT, "total_discounts"));

    private static final Map<EventField, String> TEXTS =
            new EnumMap<>(
                    Map.of(
                            EventField.ORDER_NAME, "/name",
                            EventField.ORDER_SOURCE, "/source_name",
                            EventField.COUPON, "/discount_codes/0/code",
                            EventField.PAYMENT_TYPE, "/payment_gateway_names/0",
                            EventField.SHIPPING_TIER, "/shipping_lines/0/title",
                            EventField.CHECKOUT_TOKEN, "/checkout_token",
                            EventField.LOCALE, "/customer_locale"));

    private static final List<Map.Entry<String, String>> PROPERTIES =
            List.of(
                    Map.entry("taxes_included", "/taxes_included"),
                    Map.entry("financial_status", "/financial_status"),
                    Map.entry("fulfillment_status", "/fulfillment_status"),
                    Map.entry("cancel_reason", "/cancel_reason"));

    @Override
    public Decoded read(ShopifyMessage message) {
        Optional<String> id = ShopifyText.id(message.body(), "/id", "/admin_graphql_api_id");
        if (id.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_order_id",
                    "The order has no usable \"id\". Add it to the fields the webhook subscription includes.");
        }
        ShopifyMoney money = ShopifyMoney.ofOrder(message.body(), message.shop().presentment());
        return ShopifyFilter.check(message, money)
                .orElseGet(() -> new Decoded.Happened(observe(message, money, id.get())));
    }

    private Observation observe(ShopifyMessage message, ShopifyMoney money, String id) {
        Tree order = message.body();
        ShopifyOrigin origin = ShopifyOrigin.of(order);
        ShopifyNoteAttributes attributes = ShopifyNoteAttributes.of(order);
        EventName event = event(origin);
        Builder builder = Observation.of(event).derivedEventId("ord_" + id + "_" + suffix);
        statedEventId(event, attributes).ifPresent(builder::eventId);
        builder.test(ShopifyFilter.test(message));
        builder.timing(message.time(times));
        builder.consent(attributes.consent(message.shop().marketingCoversAds()));
        origin.actionSource().ifPresent(builder::actionSource);
        message.identify(builder);
        builder.read(EventField.ORDER_ID, id, "/id");
        sale(builder, order, money);
        ShopifyCustomer.read(builder, order);
        device(builder, order, origin);
        new ShopifyPages(message.shop().shopDomain()).read(builder, order);
        attributes.read(builder);
        return builder.build();
    }

    private EventName event(ShopifyOrigin origin) {
        boolean renewal = name == EventName.PURCHASE_PLACED && origin == ShopifyOrigin.RENEWAL;
        return renewal ? EventName.SUBSCRIPTION_RENEWED : name;
    }

    /** Renewals copy the first order's attributes, so only a purchase takes its id from them. */
    private static Optional<String> statedEventId(
            EventName event, ShopifyNoteAttributes attributes) {
        return event == EventName.PURCHASE_PLACED ? attributes.eventId() : Optional.empty();
    }

    private static void sale(Builder builder, Tree order, ShopifyMoney money) {
        money.readCurrency(builder, order);
        AMOUNTS.forEach((field, amount) -> money.read(builder, field, order, amount));
        TEXTS.forEach((field, pointer) -> ShopifyText.read(builder, field, order, pointer));
        ShopifyText.at(order, "/cart_token")
                .map(token -> token.split("\\?", 2)[0])
                .ifPresent(token -> builder.read(EventField.CART_TOKEN, token, "/cart_token"));
        List<Map<String, Object>> items = new ShopifyLines(money).ofOrder(order);
        if (!items.isEmpty()) {
            builder.read(EventField.ITEMS, items, "/line_items");
        }
        builder.properties(properties(order), "");
    }

    private static Map<String, Object> properties(Tree order) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> property : PROPERTIES) {
            order.find(property.getValue())
                    .ifPresent(value -> found.putIfAbsent(property.getKey(), value));
        }
        return found;
    }

    private static void device(Builder builder, Tree order, ShopifyOrigin origin) {
        if (origin.buyersDevice()) {
            ShopifyText.read(
                    builder,
                    EventField.CLIENT_IP,
                    order,
                    "/client_details/browser_ip",
                    "/browser_ip");
            ShopifyText.read(builder, EventField.USER_AGENT, order, "/client_details/user_agent");
        }
    }
}
