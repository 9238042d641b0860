// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook of WooCommerce Subscriptions: the whole subscription as it stands. It starts when it is
 * active for the first time, and pauses or ends when a newer message says so.
 */
final class WooSubscription implements WooTopics.Reader {
    private static final String STATUS = "status";
    private static final String MODIFIED = "modified";
    private static final String ACTIVE = "active";
    private static final String PAUSED = "paused";
    private static final String CANCELLED = "cancelled";
    private static final String STARTED = "started";
    private static final String TOLD = "told";

    /** A customer who cancels keeps what is paid for: pending-cancel until then. */
    private static final Map<String, String> STATUSES =
            Map.of(
                    "active", ACTIVE,
                    "on-hold", PAUSED,
                    "pending-cancel", CANCELLED,
                    "cancelled", CANCELLED);

    private static final Map<String, EventName> CHANGES =
            Map.of(
                    PAUSED, EventName.SUBSCRIPTION_PAUSED,
                    CANCELLED, EventName.SUBSCRIPTION_CANCELLED);

    private static final Decoded NOTHING =
            new Decoded.Ignored(
                    "nothing_new", "The subscription did not start, pause or end by this.");

    @Override
    public List<Decoded> read(WooMessage given) {
        WooMessage message = given.unwrapped("subscription");
        Optional<String> id = WooText.id(message.body(), "/id");
        if (id.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_subscription_id",
                            "The subscription has no usable \"id\". Look for a plugin that changes webhook payloads."));
        }
        return news(message, id.get());
    }

    private static List<Decoded> news(WooMessage message, String id) {
        String key = "subscription:" + id;
        WooNotes notes = WooNotes.recall(message, key);
        boolean old = notes.first("heard") && message.old();
        note(message, notes);
        List<Decoded> news = new ArrayList<>();
        if ((old || status(message).equals(ACTIVE)) && notes.first(STARTED)) {
            news.add(new Decoded.Happened(started(message, id)));
        }
        change(message, id, notes).map(Decoded.Happened::new).ifPresent(news::add);
        notes.keep(message.memory(), key);
        if (old) {
            return List.of(
                    new Decoded.Ignored(
                            "old_subscription",
                            "The subscription is older than \"oldest\" and was not heard of before. What changes from now on is passed on."));
        }
        return news.isEmpty() ? List.of(NOTHING) : news;
    }

    private static void note(WooMessage message, WooNotes notes) {
        if (notes.time(MODIFIED).filter(at -> !message.modified().isAfter(at)).isEmpty()) {
            notes.note(MODIFIED, message.modified().toString());
            notes.note(STATUS, status(message));
        }
    }

    private static String status(WooMessage message) {
        String status = WooText.at(message.body(), "/status").orElse("");
        return STATUSES.getOrDefault(WooSettings.bare(status), "");
    }

    private static Observation started(WooMessage message, String id) {
        return of(message, id, EventName.SUBSCRIPTION_STARTED, "started")
                .timing(message.timing(WooText.time(message.body(), "/start_date_gmt")))
                .build();
    }

    /** Pause or end of what has started, once for each time it comes to that. */
    private static Optional<Observation> change(WooMessage message, String id, WooNotes notes) {
        String status = notes.find(STATUS).orElse("");
        if (!notes.has(STARTED) || status.equals(notes.find(TOLD).orElse(""))) {
            return Optional.empty();
        }
        notes.note(TOLD, status);
        Instant since = notes.time(MODIFIED).orElseThrow();
        return Optional.ofNullable(CHANGES.get(status))
                .map(
                        name ->
                                of(message, id, name, status + "_" + since.getEpochSecond())
                                        .timing(message.timing(Optional.of(since)))
                                        .build());
    }

    private static Builder of(WooMessage message, String id, EventName name, String part) {
        Tree subscription = message.body();
        Builder builder =
                Observation.of(name)
                        .derivedEventId("sub_" + id + "_" + part)
                        .deliveryId(message.deliveryId(part))
                        .timing(message.timing(Optional.empty()))
                        .read(EventField.SUBSCRIPTION_ID, id, "/id")
                        .readFrom(EventField.CURRENCY, subscription, "/currency");
        WooText.id(subscription, "/parent_id")
                .ifPresent(order -> builder.read(EventField.ORDER_ID, order, "/parent_id"));
        WooText.read(builder, EventField.VALUE, subscription, "/total");
        WooBuyer.read(builder, subscription, "/customer_id");
        List<Map<String, Object>> items =
                new WooLines(WooText.isTrue(subscription, "/prices_include_tax"))
                        .items(subscription);
        if (!items.isEmpty()) {
            builder.read(EventField.ITEMS, items, "/line_items");
        }
        return builder.properties(period(subscription), "");
    }

    private static Map<String, Object> period(Tree subscription) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String name : List.of("billing_period", "billing_interval")) {
            subscription.find("/" + name).ifPresent(value -> found.put(name, value));
        }
        return found;
    }
}
