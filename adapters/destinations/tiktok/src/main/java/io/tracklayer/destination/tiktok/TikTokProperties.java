// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

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
import java.util.regex.Pattern;

/** The block {@code properties} (Events API 2.0: Payload). */
final class TikTokProperties {
    private static final Set<EventName> VALUED_BY_LINES =
            Set.of(EventName.PRODUCT_VIEWED, EventName.PRODUCT_ADDED_TO_CART);

    private static final Set<EventName.Family> COUNTED =
            Set.of(EventName.Family.CHECKOUT, EventName.Family.ORDER);

    private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Z]{3}");

    /** The currencies of TikTok's SDK; the list is that of Events API 1.0 and may be behind. */
    private static final Set<String> LISTED =
            Set.of(
                    ("AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR"
                                    + " GBP GTQ HKD HNL HUF IDR ILS INR ISK JPY KES KHR KRW KWD KZT"
                                    + " MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR"
                                    + " RON RUB SAR SEK SGD THB TRY TWD UAH USD VES VND ZAR")
                            .split(" "));

    private final Event event;
    private final Settings settings;
    private final List<String> warnings;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    TikTokProperties(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    Map<String, Object> collect() {
        if (showsMoney()) {
            money();
        }
        put(properties, "order_id", event.orderId().orElse(null));
        if (COUNTED.contains(event.name().family()) && !event.items().isEmpty()) {
            properties.put("num_items", event.items().stream().mapToLong(Item::quantity).sum());
        }
        boolean priced = properties.containsKey("currency");
        properties.putAll(new TikTokContents(event, settings, priced).collect(warnings));
        search();
        return properties;
    }

    /** The value a Purchase must have: known, with a currency, not negative. */
    static Optional<BigDecimal> usableValue(Event event) {
        return value(event).filter(value -> currency(event).isPresent() && value.signum() >= 0);
    }

    private static Optional<String> currency(Event event) {
        return event.currency().filter(CURRENCY_CODE.asMatchPredicate());
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
                .reduce(TikTokProperties::sum)
                .flatMap(total -> total);
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.flatMap(left -> other.map(left::add));
    }

    /** TikTok knows no refund; money on one would be counted as revenue. */
    private boolean showsMoney() {
        return event.name() != EventName.ORDER_REFUNDED;
    }

    private void money() {
        Optional<BigDecimal> usable = usableValue(event);
        usable.ifPresent(value -> properties.put("value", value));
        if (usable.isEmpty() && value(event).isPresent()) {
            warnings.add("value was left out: it is negative or has no currency");
        }
        currency(event).ifPresent(this::currency);
        event.money(EventField.PREDICTED_LTV)
                .filter(predicted -> currency(event).isPresent() && predicted.signum() >= 0)
                .ifPresent(predicted -> properties.put("predicted_ltv", predicted));
    }

    private void currency(String code) {
        properties.put("currency", code);
        if (!LISTED.contains(code)) {
            warnings.add("TikTok does not list the currency " + code + " and may refuse it");
        }
    }

    private void search() {
        if (event.name() != EventName.SEARCH_SUBMITTED) {
            return;
        }
        if (event.text(EventField.SEARCH_QUERY).filter(PageAddresses::holdsEmail).isPresent()) {
            warnings.add("search_query was left out: it holds an e-mail address");
            return;
        }
        // The same words under both names TikTok has had for them.
        put(properties, "query", event.text(EventField.SEARCH_QUERY).orElse(null));
        put(properties, "search_string", event.text(EventField.SEARCH_QUERY).orElse(null));
    }

    static void put(Map<String, Object> target, String name, String text) {
        if (text != null && !text.isBlank()) {
            target.put(name, text);
        }
    }
}
