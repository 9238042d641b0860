// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.SourceMemory;
import java.math.BigDecimal;
import java.util.Optional;

/** Orders the shop does not count as sales of its storefront, and why. */
final class ShopifyFilter {
    private static final String LEFT_OUT = "left-out:";

    private ShopifyFilter() {}

    /**
     * Remembers the answer, because a refund does not say of what kind of order it is. An order
     * that counted once goes on counting.
     */
    static Optional<Decoded> check(ShopifyMessage message, ShopifyMoney money, String order) {
        Optional<Decoded> reason = reason(message, money);
        String known = message.memory().recall(LEFT_OUT + order).orElse("");
        boolean out =
                reason.isPresent() && ShopifyOrderState.recall(message.memory(), order).isEmpty();
        if (out == known.isEmpty()) {
            message.memory().remember(LEFT_OUT + order, out ? "yes" : "");
        }
        return reason;
    }

    /** Whether nothing of the order counts. */
    static boolean leftOut(SourceMemory memory, String order) {
        return memory.recall(LEFT_OUT + order).filter("yes"::equals).isPresent();
    }

    private static Optional<Decoded> reason(ShopifyMessage message, ShopifyMoney money) {
        return checkOrigin(message)
                .or(
                        () ->
                                tooSmall(message, money)
                                        ? ignored(
                                                "below_min_value",
                                                "The order total is below \"min-value\".")
                                        : Optional.empty());
    }

    /** Whatever the total is: a checkout's is not final. */
    static Optional<Decoded> checkOrigin(ShopifyMessage message) {
        ShopifyOrigin origin = ShopifyOrigin.of(message.body());
        Optional<Decoded> test = checkTest(message);
        if (test.isPresent()) {
            return test;
        }
        if (origin == ShopifyOrigin.TILL && message.shop().skips(origin)) {
            return ignored(
                    "pos_order",
                    "The order was taken at a till. Set \"pos\" to send to pass it on.");
        }
        if (origin == ShopifyOrigin.DRAFT && message.shop().skips(origin)) {
            return ignored(
                    "draft_order",
                    "Staff made the order from a draft. Set \"drafts\" to send to pass it on.");
        }
        return Optional.empty();
    }

    static Optional<Decoded> checkTest(ShopifyMessage message) {
        return test(message) && message.shop().skipsTests()
                ? ignored(
                        "test_order", "It is a test. Set \"test-orders\" to mark to pass tests on.")
                : Optional.empty();
    }

    static boolean test(ShopifyMessage message) {
        return message.test() || ShopifyText.isTrue(message.body(), "/test");
    }

    private static boolean tooSmall(ShopifyMessage message, ShopifyMoney money) {
        BigDecimal least = BigDecimal.valueOf(message.shop().minValue());
        return money.number(message.body(), "total_price")
                .filter(total -> total.compareTo(least) < 0)
                .isPresent();
    }

    private static Optional<Decoded> ignored(String code, String sentence) {
        return Optional.of(new Decoded.Ignored(code, sentence));
    }
}
