// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Products and lines in the words of Klaviyo's own integrations. */
final class KlaviyoItems {
    static final PageAddresses PAGES = PageAddresses.keeping("_kx");

    private static final Map<String, String[]> ID_ORDER =
            Map.of(
                    "product", new String[] {"product", "variant", "sku"},
                    "variant", new String[] {"variant", "product", "sku"},
                    "sku", new String[] {"sku", "variant", "product"});

    private final Event event;
    private final String[] idOrder;

    KlaviyoItems(Event event, Settings settings) {
        this.event = event;
        this.idOrder = ID_ORDER.get(settings.text(KlaviyoSettings.PRODUCT_ID));
    }

    /** The lines as {@code Items}, with their names and categories beside them. */
    Map<String, Object> lines() {
        Map<String, Object> lines = new LinkedHashMap<>();
        list(lines, "Categories", event.items().stream().map(Item::category));
        list(lines, "ItemNames", event.items().stream().map(Item::name));
        if (!event.items().isEmpty()) {
            lines.put("Items", event.items().stream().map(this::line).toList());
        }
        return lines;
    }

    /** One line. */
    Map<String, Object> line(Item item) {
        Map<String, Object> line = new LinkedHashMap<>();
        text(line, "ProductID", id(item));
        text(line, "SKU", Optional.ofNullable(item.sku()));
        text(line, "ProductName", Optional.ofNullable(item.name()));
        text(line, "VariantName", Optional.ofNullable(item.variant()));
        text(line, "Brand", Optional.ofNullable(item.brand()));
        list(line, "Categories", Stream.ofNullable(item.category()));
        line.put("Quantity", item.quantity());
        money(line, "ItemPrice", Optional.ofNullable(item.price()));
        money(line, "RowTotal", item.lineTotal());
        text(line, "ProductURL", url(item.url()));
        text(line, "ImageURL", url(item.imageUrl()));
        return line;
    }

    /**
     * The first line as the product an event is about.
     *
     * @param prefix what Klaviyo puts before each name, such as {@code AddedItem}
     */
    Map<String, Object> product(String prefix) {
        Map<String, Object> product = new LinkedHashMap<>();
        event.items().stream().findFirst().ifPresent(item -> describe(item, prefix, product));
        return product;
    }

    private void describe(Item item, String prefix, Map<String, Object> product) {
        text(product, prefix + "ProductName", Optional.ofNullable(item.name()));
        text(product, prefix + "ProductID", id(item));
        text(product, prefix + "SKU", Optional.ofNullable(item.sku()));
        list(product, prefix + "Categories", Stream.ofNullable(item.category()));
        text(product, prefix + "ImageURL", url(item.imageUrl()));
        text(product, prefix + "URL", url(item.url()));
        text(product, prefix + "Brand", Optional.ofNullable(item.brand()));
        money(product, prefix + "Price", Optional.ofNullable(item.price()));
        if (!prefix.isEmpty()) {
            product.put(prefix + "Quantity", item.quantity());
        }
    }

    /** An amount that is not negative and whose currency is known. */
    void money(Map<String, Object> into, String name, Optional<BigDecimal> amount) {
        amount.filter(value -> value.signum() >= 0 && event.currency().isPresent())
                .ifPresent(value -> into.put(name, value));
    }

    /** A text that is not blank. */
    static void text(Map<String, Object> into, String name, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> into.put(name, text));
    }

    static Optional<String> url(String address) {
        return Optional.ofNullable(address).flatMap(PAGES::clean);
    }

    private Optional<String> id(Item item) {
        return item.id(idOrder);
    }

    private static void list(Map<String, Object> into, String name, Stream<String> values) {
        List<String> texts =
                values.filter(Objects::nonNull).filter(text -> !text.isBlank()).distinct().toList();
        if (!texts.isEmpty()) {
            into.put(name, texts);
        }
    }
}
