// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A refund webhook. Its value is the money that went back: the successful refund transactions.
 * Those are in the buyer's currency ("RefundInput": the currency must be the presentment currency),
 * whatever the setting for orders says.
 */
record ShopifyRefund() implements ShopifyReaders.Single {
    private static final String SHOPS_CURRENCY =
            "/refund_line_items/0/subtotal_set/shop_money/currency_code";

    private static final List<String> TIMES = List.of("/created_at", "/processed_at");

    @Override
    public Decoded one(ShopifyMessage message) {
        Tree refund = message.body();
        Optional<String> id = ShopifyText.id(refund, "/id", "/admin_graphql_api_id");
        Optional<String> order = ShopifyText.id(refund, "/order_id");
        if (id.isEmpty() || order.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_refund_id",
                    "The refund has no usable \"id\" or \"order_id\". Add both to the fields the webhook subscription includes.");
        }
        if (!(refund.find("/transactions").orElse(null) instanceof List)) {
            return new Decoded.Rejected(
                    "missing_transactions",
                    "The refund has no \"transactions\", so the money given back is not known. Add them to the fields the webhook subscription includes.");
        }
        return skip(message, order.get())
                .orElseGet(() -> new Decoded.Happened(observe(message, id.get(), order.get())));
    }

    private static Optional<Decoded> skip(ShopifyMessage message, String order) {
        if (ShopifyFilter.leftOut(message.memory(), order)) {
            return Optional.of(
                    new Decoded.Ignored(
                            "refund_of_left_out_order",
                            "It refunds an order that the settings leave out, such as one of a till, so there is nothing to take back."));
        }
        List<Tree> repaid = repaid(message.body());
        if (repaid.isEmpty() || total(repaid).filter(sum -> sum.signum() == 0).isPresent()) {
            return Optional.of(
                    new Decoded.Ignored(
                            "no_money_returned",
                            "No refund transaction has succeeded: lines were taken back without payment, or the payment is pending or failed."));
        }
        if (test(message) && message.shop().skipsTests()) {
            return Optional.of(
                    new Decoded.Ignored(
                            "test_order",
                            "It refunds a test order. Set \"test-orders\" to mark to pass it on."));
        }
        return Optional.empty();
    }

    private static boolean test(ShopifyMessage message) {
        return message.test()
                || repaid(message.body()).stream()
                        .anyMatch(transaction -> ShopifyText.isTrue(transaction, "/test"));
    }

    private static Observation observe(ShopifyMessage message, String id, String order) {
        Tree refund = message.body();
        Builder builder =
                Observation.of(EventName.ORDER_REFUNDED)
                        .derivedEventId("ref_" + id)
                        .test(test(message))
                        .timing(message.time(TIMES));
        message.identify(builder);
        builder.read(EventField.ORDER_ID, order, "/order_id");
        builder.read(EventField.REFUND_ID, id, "/id");
        ShopifyMoney money = money(refund);
        value(builder, repaid(refund), money);
        lines(builder, refund, money);
        builder.properties(message.delay(), "");
        return builder.build();
    }

    /**
     * Amounts of two currencies have no sum. An amount one cannot compute with is handed over as it
     * stands, so that the host says what is wrong with it.
     */
    private static void value(Builder builder, List<Tree> repaid, ShopifyMoney money) {
        if (repaid.stream().map(ShopifyRefund::currency).distinct().count() > 1) {
            return;
        }
        Tree first = repaid.get(0);
        builder.read(EventField.CURRENCY, money.currency(), first.origin() + "/currency");
        if (repaid.size() > 1) {
            total(repaid)
                    .map(BigDecimal::toPlainString)
                    .ifPresent(sum -> builder.read(EventField.VALUE, sum, "/transactions"));
        }
        repaid.stream()
                .filter(paid -> repaid.size() == 1 || total(List.of(paid)).isEmpty())
                .forEach(paid -> ShopifyText.read(builder, EventField.VALUE, paid, "/amount"));
    }

    private static void lines(Builder builder, Tree refund, ShopifyMoney money) {
        List<Map<String, Object>> items = new ShopifyLines(money).ofRefund(refund);
        if (!items.isEmpty()) {
            builder.read(EventField.ITEMS, items, "/refund_line_items");
            money.sum(refund.each("/refund_line_items"), "total_tax")
                    .ifPresent(
                            tax ->
                                    builder.read(
                                            EventField.TAX,
                                            tax.toPlainString(),
                                            "/refund_line_items"));
        }
    }

    private static List<Tree> repaid(Tree refund) {
        return refund.each("/transactions").stream()
                .filter(transaction -> is(transaction, "/kind", "refund"))
                .filter(transaction -> is(transaction, "/status", "success"))
                .toList();
    }

    private static boolean is(Tree transaction, String pointer, String expected) {
        return ShopifyText.at(transaction, pointer).filter(expected::equalsIgnoreCase).isPresent();
    }

    private static Optional<BigDecimal> total(List<Tree> repaid) {
        return new ShopifyMoney("", true).sum(repaid, "amount");
    }

    private static ShopifyMoney money(Tree refund) {
        String paid = currency(repaid(refund).get(0));
        String shops = ShopifyText.at(refund, SHOPS_CURRENCY).orElse(paid);
        return new ShopifyMoney(paid, paid.equals(shops));
    }

    private static String currency(Tree transaction) {
        return ShopifyText.at(transaction, "/currency").orElse("");
    }
}
