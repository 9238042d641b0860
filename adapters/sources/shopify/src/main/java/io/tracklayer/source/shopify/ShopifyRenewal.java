// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Optional;

/**
 * {@code subscription_billing_attempts/success}: which contract an order charges, without any
 * amount. It makes the order a renewal, whichever of the two webhooks comes first.
 */
record ShopifyRenewal() implements ShopifyReaders.Single {

    @Override
    public Decoded one(ShopifyMessage message) {
        Tree attempt = message.body();
        Optional<String> order =
                ShopifyText.id(attempt, "/order_id", "/admin_graphql_api_order_id");
        Optional<String> contract =
                ShopifyText.id(
                        attempt,
                        "/subscription_contract_id",
                        "/admin_graphql_api_subscription_contract_id");
        if (order.isEmpty() || contract.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_attempt_ids",
                    "The billing attempt has no usable \"order_id\" or \"subscription_contract_id\". Add both to the fields the webhook subscription includes.");
        }
        return ShopifyFilter.checkTest(message)
                .orElseGet(() -> charged(message, order.get(), contract.get()));
    }

    /** The contract whose charge an order is, as far as that was told already. */
    static Optional<String> contract(SourceMemory memory, String order) {
        return memory.recall("renewal:" + order);
    }

    private static Decoded charged(ShopifyMessage message, String order, String contract) {
        message.memory().remember("renewal:" + order, contract);
        return ShopifyOrderState.recall(message.memory(), order)
                .filter(state -> !state.value().isEmpty() && !state.currency().isEmpty())
                .<Decoded>map(
                        state -> new Decoded.Happened(observe(message, order, contract, state)))
                .orElseGet(
                        () ->
                                new Decoded.Ignored(
                                        "renewal_remembered",
                                        "The order it paid for comes with orders/create, which makes the event. Subscribe to that topic, too."));
    }

    /** A further copy of the order's event; it says what the order itself did not. */
    private static Observation observe(
            ShopifyMessage message, String order, String contract, ShopifyOrderState state) {
        Builder builder =
                Observation.of(EventName.SUBSCRIPTION_RENEWED)
                        .derivedEventId("ord_" + order + "_purchase")
                        .test(ShopifyFilter.test(message))
                        .timing(message.time(List.of("/updated_at", "/created_at")));
        message.identify(builder);
        builder.read(EventField.ORDER_ID, order, "/order_id");
        builder.read(EventField.SUBSCRIPTION_ID, contract, "/subscription_contract_id");
        builder.read(EventField.CURRENCY, state.currency(), "earlier webhook");
        builder.read(EventField.VALUE, state.value(), "earlier webhook");
        builder.properties(message.delay(), "");
        return builder.build();
    }
}
