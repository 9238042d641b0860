// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code properties} of an event: what flows and segments can ask for. */
final class KlaviyoProperties {
    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final KlaviyoItems items;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    KlaviyoProperties(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
        this.items = new KlaviyoItems(event, settings);
    }

    Map<String, Object> collect() {
        if (sendsOthers()) {
            properties.putAll(event.properties());
        }
        switch (event.name()) {
            case PRODUCT_VIEWED, WISHLIST_ADDED, REVIEW_SUBMITTED, PRODUCT_REMOVED_FROM_CART ->
                    product();
            case PRODUCT_ADDED_TO_CART -> addedItem();
            case CART_VIEWED -> properties.putAll(items.lines());
            case COLLECTION_VIEWED -> collection();
            case PAGE_VIEWED -> page("page");
            case SEARCH_SUBMITTED -> text("SearchTerm", EventField.SEARCH_QUERY);
            case CHECKOUT_STARTED -> checkout();
            case ACCOUNT_REGISTERED, LOGGED_IN -> text("Method", EventField.METHOD);
            case FORM_SUBMITTED,
                    LEAD_SUBMITTED,
                    QUOTE_REQUESTED,
                    APPOINTMENT_BOOKED,
                    NEWSLETTER_SUBSCRIBED ->
                    text("FormName", EventField.FORM_NAME);
            case CUSTOM -> text("OrderId", EventField.ORDER_ID);
            default -> order();
        }
        return KlaviyoTree.fit(properties, warnings);
    }

    /** The order alone, without what was in it. */
    Map<String, Object> reduce() {
        references();
        totals();
        return KlaviyoTree.fit(properties, warnings);
    }

    /** Of one line of a placed order. */
    Map<String, Object> orderedProduct(Item item) {
        text("OrderId", EventField.ORDER_ID);
        properties.putAll(items.line(item));
        return KlaviyoTree.fit(properties, warnings);
    }

    private boolean sendsOthers() {
        return switch (settings.text(KlaviyoSettings.PROPERTIES)) {
            case "all" -> true;
            case "custom" -> event.name() == EventName.CUSTOM;
            default -> false;
        };
    }

    private void product() {
        properties.putAll(items.product(""));
        if (event.name() == EventName.PRODUCT_VIEWED && !properties.containsKey("URL")) {
            page("URL");
        }
    }

    /** Its value would be the cart's, which the event does not know: it knows the line. */
    private void addedItem() {
        properties.putAll(items.product("AddedItem"));
        properties.putAll(items.lines());
    }

    private void collection() {
        text("CollectionName", EventField.COLLECTION_NAME);
        text("CollectionID", EventField.COLLECTION_ID);
    }

    private void checkout() {
        order();
        page("CheckoutURL");
    }

    private void order() {
        references();
        properties.putAll(items.lines());
        totals();
    }

    private void references() {
        text("OrderId", EventField.ORDER_ID);
        text("OrderName", EventField.ORDER_NAME);
        text("RefundId", EventField.REFUND_ID);
        text("SubscriptionId", EventField.SUBSCRIPTION_ID);
        if (event.name() == EventName.ORDER_CANCELLED) {
            reason();
        }
    }

    private void totals() {
        text("DiscountCode", EventField.COUPON);
        items.money(properties, "DiscountValue", event.money(EventField.DISCOUNT));
        items.money(properties, "ShippingValue", event.money(EventField.SHIPPING));
        items.money(properties, "TaxValue", event.money(EventField.TAX));
    }

    /** The name Shopify's orders have for it. */
    private void reason() {
        Optional<String> reason =
                Optional.ofNullable(event.properties().get("cancel_reason"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast);
        KlaviyoItems.text(properties, "Reason", reason);
    }

    private void page(String name) {
        event.text(EventField.PAGE_URL)
                .flatMap(KlaviyoItems.PAGES::clean)
                .ifPresent(url -> properties.put(name, url));
    }

    private void text(String name, EventField field) {
        KlaviyoItems.text(properties, name, event.text(field));
    }
}
