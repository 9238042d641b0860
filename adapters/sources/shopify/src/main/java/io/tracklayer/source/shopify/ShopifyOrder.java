// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.source.shopify.ShopifyOrigin.RENEWAL;

import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.time.Instant;
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
        implements ShopifyReaders.Single {

    private static final List<Map.Entry<String, String>> PROPERTIES =
            List.of(
                    Map.entry("taxes_included", "/taxes_included"),
                    Map.entry("financial_status", "/financial_status"),
                    Map.entry("fulfillment_status", "/fulfillment_status"),
                    Map.entry("cancel_reason", "/cancel_reason"));

    @Override
    public Decoded one(ShopifyMessage message) {
        Optional<String> id = ShopifyText.id(message.body(), "/id", "/admin_graphql_api_id");
        if (id.isEmpty()) {
            return withoutId();
        }
        ShopifyMoney money = ShopifyMoney.ofOrder(message.body(), message.shop().presentment());
        return ShopifyFilter.check(message, money, id.get())
                .orElseGet(() -> happened(message, money, id.get()));
    }

    static Decoded withoutId() {
        return new Decoded.Rejected(
                "missing_order_id",
                "The order has no usable \"id\". Add it to the fields the webhook subscription includes.");
    }

    private Decoded happened(ShopifyMessage message, ShopifyMoney money, String id) {
        if (name == EventName.PURCHASE_PAID && origin(message, id) == RENEWAL) {
            return new Decoded.Ignored(
                    "renewal_paid",
                    "The order renews a subscription and counts once, as subscription_renewed, which comes with orders/create.");
        }
        if (name != EventName.PURCHASE_PLACED && !message.first(suffix + ":" + id)) {
            return new Decoded.Ignored(
                    "already_told",
                    "Shopify told this of the order before, e.g. because it is paid once more after an edit.");
        }
        if (name == EventName.PURCHASE_PLACED
                && ShopifyOrderState.recall(message.memory(), id).isEmpty()) {
            ShopifyOrderState.of(message.body(), money).remember(message.memory(), id);
        }
        return new Decoded.Happened(observe(message, money, id, "ord_" + id + "_" + suffix));
    }

    Observation observe(ShopifyMessage message, ShopifyMoney money, String id, String eventId) {
        Tree order = message.body();
        ShopifyOrigin origin = origin(message, id);
        ShopifyNoteAttributes attributes = ShopifyNoteAttributes.of(order);
        EventName event = event(origin);
        Builder builder = Observation.of(event).derivedEventId(eventId);
        statedEventId(event, attributes).ifPresent(builder::eventId);
        origin.actionSource().ifPresent(builder::actionSource);
        builder.consent(consent(message, attributes, event, origin));
        builder.read(EventField.ORDER_ID, id, "/id");
        ShopifyRenewal.contract(message.memory(), id)
                .ifPresent(
                        known ->
                                builder.read(EventField.SUBSCRIPTION_ID, known, "earlier webhook"));
        content(builder, message, money);
        ShopifyCustomer.readDevice(builder, order, origin);
        attributes.read(builder);
        return builder.build();
    }

    private static ShopifyOrigin origin(ShopifyMessage message, String id) {
        return ShopifyRenewal.contract(message.memory(), id).isPresent()
                ? RENEWAL
                : ShopifyOrigin.of(message.body());
    }

    private void content(Builder builder, ShopifyMessage message, ShopifyMoney money) {
        Tree order = message.body();
        message.identify(builder);
        builder.test(ShopifyFilter.test(message));
        builder.timing(message.time(times));
        ShopifyText.read(builder, EventField.ORDER_NAME, order, "/name");
        new ShopifySale(money, name == EventName.ORDER_EDITED).read(builder, order);
        builder.properties(properties(message), "");
        ShopifyCustomer.read(builder, order);
        new ShopifyPages(message.shop().shopDomain()).read(builder, order);
    }

    private EventName event(ShopifyOrigin origin) {
        boolean renewal = name == EventName.PURCHASE_PLACED && origin == RENEWAL;
        return renewal ? EventName.SUBSCRIPTION_RENEWED : name;
    }

    /** Renewals copy the first order's attributes, so only a purchase takes its id from them. */
    private static Optional<String> statedEventId(
            EventName event, ShopifyNoteAttributes attributes) {
        return event == EventName.PURCHASE_PLACED ? attributes.eventId() : Optional.empty();
    }

    /**
     * Renewals copy the first order's choice, which may be of any age. The host takes it as that of
     * a renewal only, so what else happens to the order leaves it to what the customer chose since.
     */
    private static ConsentSignals consent(
            ShopifyMessage message,
            ShopifyNoteAttributes attributes,
            EventName event,
            ShopifyOrigin origin) {
        boolean coversAds = message.shop().marketingCoversAds();
        if (event == EventName.SUBSCRIPTION_RENEWED) {
            return attributes.consent(coversAds);
        }
        Optional<Instant> ordered =
                ShopifyText.instant(message.body(), "/created_at")
                        .or(() -> ShopifyText.instant(message.body(), "/processed_at"));
        return origin == RENEWAL ? ConsentSignals.none() : attributes.consent(coversAds, ordered);
    }

    private static Map<String, Object> properties(ShopifyMessage message) {
        Tree order = message.body();
        Map<String, Object> found = new LinkedHashMap<>(message.delay());
        for (Map.Entry<String, String> property : PROPERTIES) {
            order.find(property.getValue())
                    .ifPresent(value -> found.putIfAbsent(property.getKey(), value));
        }
        return found;
    }
}
