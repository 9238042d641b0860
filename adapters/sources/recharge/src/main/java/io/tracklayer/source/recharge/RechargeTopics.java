// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What reads a topic, or why nothing does. */
final class RechargeTopics {
    private static final Map<String, Reader> READERS =
            Map.of(
                    "charge/paid",
                    new PaidCharge(),
                    "charge/refunded",
                    new RefundedCharge(),
                    "subscription/created",
                    RechargeSubscription.CREATED,
                    "subscription/activated",
                    RechargeSubscription.ACTIVATED,
                    "subscription/cancelled",
                    RechargeSubscription.CANCELLED,
                    "subscription/paused",
                    RechargeSubscription.PAUSED,
                    "customer/created",
                    new RechargeCustomer(),
                    "customer/updated",
                    new RechargeCustomer());

    private static final Set<String> RESOURCES =
            Set.of(
                    "address",
                    "async_batch",
                    "bundle_selection",
                    "charge",
                    "checkout",
                    "customer",
                    "onetime",
                    "order",
                    "payment_method",
                    "plan",
                    "product",
                    "recharge",
                    "shop",
                    "store",
                    "subscription");

    /** What is inferred to be new may have been touched once more while it was made. */
    private static final Duration JUST_MADE = Duration.ofMinutes(1);

    private RechargeTopics() {}

    /** Reads one webhook; gives at least one entry. */
    @FunctionalInterface
    interface Reader {
        List<Decoded> read(RechargeMessage message);
    }

    static List<Decoded> read(RechargeMessage message) {
        Reader custom = message.account().custom(message.topic()) ? new CustomTopic() : null;
        Reader reader = READERS.getOrDefault(message.topic(), custom);
        if (reader == null) {
            return List.of(ignored(message.topic()));
        }
        if (message.id().isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_id",
                            "The body has no member of the topic's name with an \"id\" in it. Register each topic with its own address."));
        }
        return reader.read(message);
    }

    /** The topic, as far as the state of the one object in the body gives it away. */
    static Optional<String> infer(Tree body, ZoneId zone) {
        if (!body.at("/charge").members().isEmpty()) {
            return Optional.of("charge/" + ofCharge(status(body.at("/charge"))));
        }
        if (!body.at("/subscription").members().isEmpty()) {
            return Optional.of("subscription/" + ofSubscription(body.at("/subscription"), zone));
        }
        return List.of("customer", "order", "address", "onetime").stream()
                .filter(resource -> !body.at("/" + resource).members().isEmpty())
                .findFirst()
                .map(resource -> resource + "/updated");
    }

    private static String ofCharge(String status) {
        return switch (status) {
            case "success" -> "paid";
            case "refunded", "partially_refunded" -> "refunded";
            case "error" -> "failed";
            default -> "updated";
        };
    }

    private static String ofSubscription(Tree subscription, ZoneId zone) {
        if (status(subscription).equals("cancelled")) {
            return "cancelled";
        }
        Optional<Instant> made = RechargeText.time(subscription, zone, "/created_at");
        boolean untouched =
                RechargeText.time(subscription, zone, "/updated_at")
                        .filter(changed -> made.isPresent())
                        .filter(
                                changed ->
                                        Duration.between(made.get(), changed).compareTo(JUST_MADE)
                                                <= 0)
                        .isPresent();
        return untouched ? "created" : "updated";
    }

    private static String status(Tree tree) {
        return RechargeText.at(tree, "/status").orElse("").toLowerCase(Locale.ROOT);
    }

    private static Decoded.Ignored ignored(String topic) {
        if (topic.startsWith("order/")) {
            return new Decoded.Ignored(
                    "topic_not_mapped",
                    "Revenue is counted once, when the charge is paid; orders of a prepaid charge follow without money.");
        }
        return RESOURCES.contains(topic.split("/", 2)[0])
                ? new Decoded.Ignored(
                        "topic_not_mapped",
                        "It does not say that a customer paid, started or ended something. Name the topic under \"custom-topics\" to pass it on as a custom event.")
                : new Decoded.Ignored(
                        "unknown_topic",
                        "Recharge has no such topic that is known. Correct the end of the webhook's address, e.g. charge.paid.");
    }
}
