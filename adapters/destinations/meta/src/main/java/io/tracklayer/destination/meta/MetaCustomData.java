// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The block {@code custom_data} (Custom data parameters). */
final class MetaCustomData {
    private static final Set<EventName> VALUED_BY_LINES =
            Set.of(EventName.PRODUCT_VIEWED, EventName.PRODUCT_ADDED_TO_CART);

    private static final Set<String> COUNTED = Set.of(MetaEventNames.PURCHASE, "InitiateCheckout");

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> data = new LinkedHashMap<>();

    MetaCustomData(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    Map<String, Object> collect(String metaName) {
        money();
        text("order_id", EventField.ORDER_ID);
        if (COUNTED.contains(metaName) && !event.items().isEmpty()) {
            data.put("num_items", event.items().stream().mapToLong(Item::quantity).sum());
        }
        data.putAll(new MetaContents(event, settings, showsMoney()).collect(warnings));
        search();
        names();
        return data;
    }

    /** The value a Purchase must have: known, with a currency, not negative. */
    static Optional<BigDecimal> usableValue(Event event) {
        return value(event).filter(value -> event.currency().isPresent() && value.signum() >= 0);
    }

    private static Optional<BigDecimal> value(Event event) {
        Optional<BigDecimal> given = event.value();
        return given.isEmpty() && VALUED_BY_LINES.contains(event.name())
                ? lineTotals(event)
                : given;
    }

    private static Optional<BigDecimal> lineTotals(Event event) {
        return event.items().stream()
                .map(Item::lineTotal)
                .reduce(MetaCustomData::sum)
                .flatMap(total -> total);
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.flatMap(left -> other.map(left::add));
    }

    private void money() {
        if (!showsMoney()) {
            return;
        }
        Optional<BigDecimal> usable = usableValue(event);
        usable.ifPresent(value -> data.put("value", value));
        if (usable.isEmpty() && value(event).isPresent()) {
            warnings.add("value was left out: it is negative or has no currency");
        }
        text("currency", EventField.CURRENCY);
        event.money(EventField.PREDICTED_LTV)
                .filter(predicted -> event.currency().isPresent() && predicted.signum() >= 0)
                .ifPresent(predicted -> data.put("predicted_ltv", predicted));
    }

    /** Meta knows no refund; money on one would be counted as revenue. */
    private boolean showsMoney() {
        return event.name() != EventName.ORDER_REFUNDED;
    }

    private void search() {
        if (event.name() != EventName.SEARCH_SUBMITTED) {
            return;
        }
        if (event.text(EventField.SEARCH_QUERY).filter(PageAddresses::holdsEmail).isPresent()) {
            warnings.add("search_query was left out: it holds an e-mail address");
        } else {
            text("search_string", EventField.SEARCH_QUERY);
        }
    }

    private void names() {
        if (event.name() == EventName.FORM_SUBMITTED) {
            text("content_name", EventField.FORM_NAME);
        }
        if (event.name() == EventName.COLLECTION_VIEWED) {
            text("content_category", EventField.COLLECTION_NAME);
        }
        if (event.name() == EventName.PRODUCT_VIEWED
                && settings.flag(MetaSettings.CONTENT_DETAILS)
                && event.items().size() == 1) {
            put(data, "content_name", event.items().get(0).name());
            put(data, "content_category", event.items().get(0).category());
        }
    }

    private void text(String name, EventField field) {
        put(data, name, event.text(field).orElse(null));
    }

    static void put(Map<String, Object> target, String name, String text) {
        if (text != null && !text.isBlank()) {
            target.put(name, text);
        }
    }
}
