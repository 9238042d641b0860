// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription contract as it is now; only the app that owns contracts is told of them. It is an
 * event when the contract is made, paused or ended. What is charged comes with its orders.
 */
record ShopifyContract() implements ShopifyReaders.Single {

    /** Topics that say what became of the contract in their name. */
    private static final Map<String, String> NAMED =
            Map.of(
                    "subscription_contracts/activate", "active",
                    "subscription_contracts/pause", "paused",
                    "subscription_contracts/cancel", "cancelled",
                    "subscription_contracts/expire", "expired",
                    "subscription_contracts/fail", "failed");

    /**
     * "SubscriptionContractSubscriptionStatus": expired and failed contracts are charged no more.
     */
    private static final Map<String, Change> CHANGES =
            Map.of(
                    "paused", Change.PAUSED,
                    "cancelled", Change.CANCELLED,
                    "expired", Change.CANCELLED,
                    "failed", Change.CANCELLED);

    private static final List<String> TIMES = List.of("/updated_at", "/created_at");

    @Override
    public Decoded one(ShopifyMessage message) {
        Optional<String> id = ShopifyText.id(message.body(), "/id", "/admin_graphql_api_id");
        if (id.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_contract_id",
                    "The contract has no usable \"id\". Add it to the fields the webhook subscription includes.");
        }
        return ShopifyFilter.checkTest(message).orElseGet(() -> change(message, id.get()));
    }

    private static Decoded change(ShopifyMessage message, String id) {
        String status = status(message);
        boolean news = State.news(message, id, status);
        if (message.topic().equals("subscription_contracts/create")) {
            return message.first("contract-made:" + id)
                    ? event(message, Change.STARTED, id, status)
                    : nothingNew();
        }
        Change change = CHANGES.get(status);
        return news && change != null ? event(message, change, id, status) : nothingNew();
    }

    private static Decoded nothingNew() {
        return new Decoded.Ignored(
                "nothing_new", "The contract was not started, paused or ended by this.");
    }

    private static String status(ShopifyMessage message) {
        return Optional.ofNullable(NAMED.get(message.topic()))
                .or(() -> ShopifyText.at(message.body(), "/status"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    private static Decoded event(ShopifyMessage message, Change change, String id, String status) {
        Tree contract = message.body();
        Builder builder =
                Observation.of(change.event)
                        .derivedEventId(
                                "sub_" + id + "_" + change.suffix + revision(message, change))
                        .test(ShopifyFilter.test(message))
                        .timing(message.time(TIMES));
        message.identify(builder);
        builder.read(EventField.SUBSCRIPTION_ID, id, "/id");
        ShopifyText.id(contract, "/customer_id", "/admin_graphql_api_customer_id")
                .ifPresent(who -> builder.read(EventField.EXTERNAL_ID, who, "/customer_id"));
        if (change == Change.STARTED) {
            ShopifyText.id(contract, "/origin_order_id", "/admin_graphql_api_origin_order_id")
                    .ifPresent(
                            order -> builder.read(EventField.ORDER_ID, order, "/origin_order_id"));
        }
        builder.properties(properties(message, status), "");
        return new Decoded.Happened(builder.build());
    }

    /** A contract is made once; paused and ended it can be again. */
    private static String revision(ShopifyMessage message, Change change) {
        return change == Change.STARTED
                ? ""
                : "_"
                        + ShopifyText.id(message.body(), "/revision_id")
                                .orElseGet(
                                        () -> String.valueOf(message.changedAt().getEpochSecond()));
    }

    private static Map<String, Object> properties(ShopifyMessage message, String status) {
        Map<String, Object> found = new LinkedHashMap<>(message.delay());
        found.put("subscription_status", status);
        for (String part : List.of("interval", "interval_count")) {
            message.body()
                    .find("/billing_policy/" + part)
                    .ifPresent(value -> found.put("billing_" + part, value));
        }
        return found;
    }

    /** What became of a contract. */
    private enum Change {
        STARTED(EventName.SUBSCRIPTION_STARTED, "started"),
        PAUSED(EventName.SUBSCRIPTION_PAUSED, "paused"),
        CANCELLED(EventName.SUBSCRIPTION_CANCELLED, "cancelled");

        private final EventName event;
        private final String suffix;

        Change(EventName event, String suffix) {
            this.event = event;
            this.suffix = suffix;
        }
    }

    /**
     * What a contract was told to be last.
     *
     * @param revision grows with every change; zero when not told
     */
    private record State(BigInteger revision, String change) {

        /** Whether the message is newer than what is known, and means another thing. */
        static boolean news(ShopifyMessage message, String id, String status) {
            State now = new State(revision(message.body()), change(status));
            Optional<State> known = recall(message.memory(), id);
            if (known.filter(last -> last.revision.compareTo(now.revision) > 0).isPresent()) {
                return false;
            }
            message.memory().remember("contract:" + id, now.revision + " " + now.change);
            return known.isEmpty() || !known.get().change.equals(now.change);
        }

        private static Optional<State> recall(SourceMemory memory, String id) {
            return memory.recall("contract:" + id)
                    .map(text -> text.split(" "))
                    .map(parts -> new State(new BigInteger(parts[0]), parts[1]));
        }

        private static String change(String status) {
            return Optional.ofNullable(CHANGES.get(status)).map(Change::name).orElse("NONE");
        }

        private static BigInteger revision(Tree contract) {
            return ShopifyText.id(contract, "/revision_id")
                    .map(BigInteger::new)
                    .orElse(BigInteger.ZERO);
        }
    }
}
