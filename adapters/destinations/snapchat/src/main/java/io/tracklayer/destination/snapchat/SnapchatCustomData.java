// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The block {@code custom_data} (Parameters). */
final class SnapchatCustomData {
    private static final Set<EventName> VALUED_BY_LINES =
            Set.of(EventName.PRODUCT_VIEWED, EventName.PRODUCT_ADDED_TO_CART);

    /** Snapchat knows no refund; money on one would be counted as revenue. */
    private static final Set<EventName> WITHOUT_MONEY =
            Set.of(EventName.ORDER_REFUNDED, EventName.ORDER_CANCELLED);

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> data = new LinkedHashMap<>();

    SnapchatCustomData(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    Map<String, Object> collect() {
        boolean money = !WITHOUT_MONEY.contains(event.name());
        if (money) {
            money();
        }
        text("order_id", EventField.ORDER_ID);
        boolean prices = money && takenCurrency().isPresent();
        data.putAll(new SnapchatContents(event, settings, prices).collect(warnings));
        names();
        return data;
    }

    /** What a PURCHASE must have beside a currency that Snapchat takes. */
    static boolean hasPurchaseValue(Event event) {
        return event.currency().isPresent()
                && event.value().filter(value -> value.signum() >= 0).isPresent();
    }

    private void money() {
        Optional<BigDecimal> value = value();
        Optional<String> currency = takenCurrency();
        if (value.isPresent() && value.get().signum() >= 0 && currency.isPresent()) {
            data.put("value", value.get());
            data.put("currency", currency.get());
        } else if (value.isPresent()) {
            warnings.add(
                    event.currency().isPresent() && currency.isEmpty()
                            ? "currency_unsupported: value and prices were left out"
                            : "value was left out: it is negative or has no currency");
        }
    }

    private Optional<String> takenCurrency() {
        return event.currency().filter(code -> SnapchatCurrencies.taken(code, settings));
    }

    private Optional<BigDecimal> value() {
        Optional<BigDecimal> given = event.value();
        return given.isEmpty() && VALUED_BY_LINES.contains(event.name())
                ? lineTotals(event)
                : given;
    }

    private static Optional<BigDecimal> lineTotals(Event event) {
        return event.items().stream()
                .map(Item::lineTotal)
                .reduce((one, other) -> one.flatMap(left -> other.map(left::add)))
                .flatMap(total -> total);
    }

    private void names() {
        switch (event.name()) {
            case SEARCH_SUBMITTED -> search();
            case ACCOUNT_REGISTERED -> text("sign_up_method", EventField.METHOD);
            case FORM_SUBMITTED -> text("content_name", EventField.FORM_NAME);
            case COLLECTION_VIEWED -> text("content_category", EventField.COLLECTION_NAME);
            default -> details();
        }
    }

    private void search() {
        if (event.text(EventField.SEARCH_QUERY).filter(PageAddresses::holdsEmail).isPresent()) {
            warnings.add("search_query was left out: it holds an e-mail address");
        } else {
            text("search_string", EventField.SEARCH_QUERY);
        }
    }

    private void details() {
        if (!settings.flag(SnapchatSettings.CONTENT_DETAILS)) {
            return;
        }
        if (event.name() == EventName.PRODUCT_VIEWED && event.items().size() == 1) {
            put(data, "content_name", event.items().get(0).name());
        }
        event.items().stream()
                .map(Item::category)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(category -> put(data, "content_category", category));
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
