// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A checkout as the pixel tells it, all amounts in the buyer's currency. */
record ShopifyPixelCheckout(ShopifyPixelMessage message) {
    private static final Map<EventField, String> AMOUNTS =
            new EnumMap<>(
                    Map.of(
                            EventField.VALUE, "/totalPrice/amount",
                            EventField.SUBTOTAL, "/subtotalPrice/amount",
                            EventField.TAX, "/totalTax/amount",
                            EventField.SHIPPING, "/shippingLine/price/amount",
                            EventField.DISCOUNT, "/discountsAmount/amount"));

    private static final Map<EventField, String> ADDRESS =
            new EnumMap<>(
                    Map.of(
                            EventField.STREET, "/address1",
                            EventField.CITY, "/city",
                            EventField.POSTAL_CODE, "/zip",
                            EventField.COUNTRY, "/countryCode"));

    /** The gateway of a shop that tries itself out. */
    private static final String TEST_GATEWAY = "bogus";

    /** Whether it is paid with the test gateway. */
    static boolean test(Tree checkout) {
        return checkout.each("/transactions").stream()
                .flatMap(paid -> ShopifyText.at(paid, "/gateway").stream())
                .anyMatch(TEST_GATEWAY::equalsIgnoreCase);
    }

    void read(Builder builder) {
        Tree checkout = checkout();
        ShopifyText.pixelId(checkout, "/order/id")
                .ifPresent(id -> builder.read(EventField.ORDER_ID, id, origin("/order/id")));
        ShopifyText.read(
                builder,
                EventField.CURRENCY,
                checkout,
                "/currencyCode",
                "/totalPrice/currencyCode");
        AMOUNTS.forEach((field, pointer) -> ShopifyText.read(builder, field, checkout, pointer));
        coupon(checkout)
                .ifPresent(
                        code ->
                                builder.read(
                                        EventField.COUPON, code, origin("/discountApplications")));
        ShopifyText.read(builder, EventField.PAYMENT_TYPE, checkout, "/transactions/0/gateway");
        ShopifyText.read(
                builder,
                EventField.SHIPPING_TIER,
                checkout,
                "/delivery/selectedDeliveryOptions/0/title");
        List<Map<String, Object>> items =
                new ShopifyPixelLines(ShopifyPixelPage.shop(message)).ofCheckout(checkout);
        if (!items.isEmpty()) {
            builder.read(EventField.ITEMS, items, origin("/lineItems"));
        }
        readPerson(builder);
    }

    /** Who stands at the checkout, as far as they have said. */
    void readPerson(Builder builder) {
        Tree checkout = checkout();
        ShopifyText.token(checkout, "/token")
                .ifPresent(
                        token -> builder.read(EventField.CHECKOUT_TOKEN, token, origin("/token")));
        ShopifyText.read(builder, EventField.EMAIL, checkout, "/email");
        ShopifyText.read(builder, EventField.PHONE, checkout, "/phone", "/smsMarketingPhone");
        ShopifyText.pixelId(checkout, "/order/customer/id")
                .ifPresent(
                        id ->
                                builder.read(
                                        EventField.EXTERNAL_ID, id, origin("/order/customer/id")));
        customerType(builder, checkout);
        builder.readFrom(EventField.EMAIL_MARKETING, checkout, "/buyerAcceptsEmailMarketing");
        addresses(checkout).findFirst().ifPresent(address -> address(builder, address));
    }

    private static void customerType(Builder builder, Tree checkout) {
        String pointer = "/order/customer/isFirstOrder";
        checkout.find(pointer)
                .filter(Boolean.class::isInstance)
                .map(first -> Boolean.TRUE.equals(first) ? "new" : "returning")
                .ifPresent(
                        type ->
                                builder.read(
                                        EventField.CUSTOMER_TYPE,
                                        type,
                                        checkout.origin() + pointer));
    }

    private static Stream<Tree> addresses(Tree checkout) {
        return Stream.of("/billingAddress", "/shippingAddress")
                .map(checkout::at)
                .filter(
                        address ->
                                Stream.of("/city", "/zip", "/countryCode")
                                        .anyMatch(
                                                part -> ShopifyText.at(address, part).isPresent()));
    }

    /** All of one address, so that nobody gets another one's town. */
    private static void address(Builder builder, Tree address) {
        ShopifyText.read(builder, EventField.FIRST_NAME, address, "/firstName");
        ShopifyText.read(builder, EventField.LAST_NAME, address, "/lastName");
        ADDRESS.forEach((field, pointer) -> ShopifyText.read(builder, field, address, pointer));
        ShopifyText.read(builder, EventField.STATE, address, "/provinceCode", "/province");
        ShopifyText.read(builder, EventField.PHONE, address, "/phone");
    }

    private static Optional<String> coupon(Tree checkout) {
        return checkout.each("/discountApplications").stream()
                .filter(
                        discount ->
                                ShopifyText.at(discount, "/type")
                                        .filter("DISCOUNT_CODE"::equalsIgnoreCase)
                                        .isPresent())
                .flatMap(discount -> ShopifyText.at(discount, "/title").stream())
                .findFirst();
    }

    private Tree checkout() {
        return message.body().at("/data/checkout");
    }

    private String origin(String pointer) {
        return checkout().origin() + pointer;
    }
}
