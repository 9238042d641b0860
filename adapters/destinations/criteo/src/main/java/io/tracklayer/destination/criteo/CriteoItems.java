// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The member {@code item} in its three shapes: an id, ids, lines with price and quantity. */
final class CriteoItems {
    /** Of a listing only the first three matter. */
    private static final int LISTED = 3;

    private static final int USUAL_DIGITS = 2;

    private static final Map<String, String[]> ID_ORDER =
            Map.of(
                    "variant", new String[] {"variant", "product", "sku"},
                    "product", new String[] {"product", "variant", "sku"},
                    "sku", new String[] {"sku", "variant", "product"});

    private final Event event;
    private final String[] idOrder;
    private final List<String> warnings;

    CriteoItems(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.idOrder = ID_ORDER.get(settings.text(CriteoSettings.CONTENT_ID));
        this.warnings = warnings;
    }

    /** What belongs to an event of that name; empty when nothing that Criteo can use is known. */
    Optional<Object> of(String name) {
        return switch (name) {
            case CriteoEventNames.PRODUCT -> ids().findFirst().map(id -> id);
            case CriteoEventNames.LISTING -> some(ids().distinct().limit(LISTED).toList());
            case CriteoEventNames.SALE -> some(trees(discounted(lines())));
            default -> some(trees(lines()));
        };
    }

    private static Optional<Object> some(List<?> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static List<Map<String, Object>> trees(List<CriteoLine> lines) {
        return lines.stream().map(CriteoLine::tree).toList();
    }

    private Stream<String> ids() {
        return event.items().stream().map(this::id).flatMap(Optional::stream);
    }

    private Optional<String> id(Item item) {
        return item.id(idOrder).map(String::strip).filter(id -> !id.isEmpty());
    }

    private List<CriteoLine> lines() {
        List<CriteoLine> lines =
                event.items().stream().map(this::line).flatMap(Optional::stream).toList();
        if (lines.size() < event.items().size()) {
            warnings.add("items without an id or a price were left out");
        }
        return lines;
    }

    private Optional<CriteoLine> line(Item item) {
        return Optional.ofNullable(item.price())
                .filter(price -> price.signum() >= 0)
                .flatMap(price -> id(item).map(id -> new CriteoLine(id, price, item.quantity())));
    }

    /** Lines that add up to no more than the order does. */
    private List<CriteoLine> discounted(List<CriteoLine> lines) {
        Optional<BigDecimal> worth =
                Stream.of(event.money(EventField.SUBTOTAL), event.value())
                        .flatMap(Optional::stream)
                        .filter(amount -> amount.signum() >= 0)
                        .min(BigDecimal::compareTo)
                        .filter(amount -> amount.compareTo(CriteoDiscounts.sum(lines)) < 0);
        worth.ifPresent(
                amount ->
                        warnings.add(
                                "prices were lowered so that the items add up to "
                                        + amount.toPlainString()
                                        + ", as the order does"));
        return worth.map(amount -> CriteoDiscounts.spread(lines, amount, digits())).orElse(lines);
    }

    private int digits() {
        try {
            String code = event.currency().orElse("");
            return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        } catch (IllegalArgumentException notOfIso4217) {
            return USUAL_DIGITS;
        }
    }
}
