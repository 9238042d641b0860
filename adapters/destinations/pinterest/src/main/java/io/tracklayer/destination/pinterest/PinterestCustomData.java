// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

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

/** The block {@code custom_data}; its money is decimal text, never a number. */
final class PinterestCustomData {
    private static final String LIMITED = "LDP";

    private static final Set<EventName> VALUED_BY_LINES =
            Set.of(EventName.PRODUCT_VIEWED, EventName.PRODUCT_ADDED_TO_CART);

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> data = new LinkedHashMap<>();

    PinterestCustomData(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    Map<String, Object> collect(String pinterestName) {
        money(pinterestName);
        text("order_id", EventField.ORDER_ID);
        if (!event.items().isEmpty()) {
            data.put("num_items", event.items().stream().mapToLong(Item::quantity).sum());
        }
        data.putAll(new PinterestContents(event, settings).collect(warnings));
        search();
        names();
        if (PinterestPrivacy.limited(event)) {
            data.put("opt_out_type", LIMITED);
        }
        return data;
    }

    private void money(String pinterestName) {
        Optional<BigDecimal> value = value();
        Optional<BigDecimal> usable = value.flatMap(this::usable);
        usable.ifPresent(amount -> data.put("value", amount.toPlainString()));
        if (value.isPresent() && usable.isEmpty()) {
            warnings.add("value was left out: it is negative or has no currency");
        } else if (usable.isEmpty() && pinterestName.equals(PinterestEventNames.CHECKOUT)) {
            warnings.add("the value of the checkout is not known: it counts without revenue");
        }
        text("currency", EventField.CURRENCY);
        event.money(EventField.PREDICTED_LTV)
                .flatMap(this::usable)
                .ifPresent(amount -> data.put("predicted_ltv", amount.toPlainString()));
    }

    /** Without a currency Pinterest would take the account's. */
    private Optional<BigDecimal> usable(BigDecimal amount) {
        return Optional.of(amount)
                .filter(known -> event.currency().isPresent() && known.signum() >= 0);
    }

    private Optional<BigDecimal> value() {
        if (VALUED_BY_LINES.contains(event.name())) {
            return event.value().or(this::lineTotals);
        }
        return settings.text(PinterestSettings.VALUE_BASIS).equals("subtotal")
                ? event.money(EventField.SUBTOTAL).or(this::lineTotals)
                : event.value();
    }

    private Optional<BigDecimal> lineTotals() {
        return event.items().stream()
                .map(Item::lineTotal)
                .reduce(PinterestCustomData::sum)
                .flatMap(total -> total);
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.flatMap(left -> other.map(left::add));
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
                && settings.flag(PinterestSettings.CONTENT_DETAILS)
                && event.items().size() == 1) {
            put(data, "content_name", event.items().get(0).name());
            put(data, "content_category", event.items().get(0).category());
            put(data, "content_brand", event.items().get(0).brand());
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
