// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Item;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The components of a line that rules can name. */
enum ItemPart {
    VARIANT_ID(FieldType.TEXT, Item::variantId),
    PRODUCT_ID(FieldType.TEXT, Item::productId),
    SKU(FieldType.TEXT, Item::sku),
    NAME(FieldType.TEXT, Item::name),
    VARIANT(FieldType.TEXT, Item::variant),
    BRAND(FieldType.TEXT, Item::brand),
    CATEGORY(FieldType.TEXT, Item::category),
    PRICE(FieldType.MONEY, Item::price),
    QUANTITY(FieldType.INTEGER, Item::quantity),
    DISCOUNT(FieldType.MONEY, Item::discount),
    COUPON(FieldType.TEXT, Item::coupon),
    POSITION(FieldType.INTEGER, Item::position),
    URL(FieldType.TEXT, Item::url),
    IMAGE_URL(FieldType.TEXT, Item::imageUrl);

    private final FieldType type;
    private final Function<Item, Object> reader;

    ItemPart(FieldType type, Function<Item, Object> reader) {
        this.type = type;
        this.reader = reader;
    }

    static Optional<ItemPart> find(String wire) {
        return Arrays.stream(values()).filter(part -> part.wire().equals(wire)).findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    FieldType type() {
        return type;
    }

    /** The value, or null when it is not known. */
    Object of(Item item) {
        return reader.apply(item);
    }

    /** The line without it; a quantity cannot be missing and becomes one. */
    Item without(Item item) {
        return new Item(
                text(VARIANT_ID, item),
                text(PRODUCT_ID, item),
                text(SKU, item),
                text(NAME, item),
                text(VARIANT, item),
                text(BRAND, item),
                text(CATEGORY, item),
                (BigDecimal) kept(PRICE, item),
                this == QUANTITY ? 1 : item.quantity(),
                (BigDecimal) kept(DISCOUNT, item),
                text(COUPON, item),
                (Long) kept(POSITION, item),
                text(URL, item),
                text(IMAGE_URL, item));
    }

    private String text(ItemPart part, Item item) {
        return (String) kept(part, item);
    }

    private Object kept(ItemPart part, Item item) {
        return part == this ? null : part.of(item);
    }
}
