// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.Item;
import java.math.BigDecimal;

/**
 * A line of a cart or order for tests, one component after the other. Starts with nothing but one
 * piece; a null takes a component away. Not thread-safe.
 */
public final class GivenItem {
    private String variantId;
    private String productId;
    private String sku;
    private String name;
    private String variant;
    private String brand;
    private String category;
    private BigDecimal price;
    private long quantity = 1;
    private BigDecimal discount;
    private String coupon;
    private Long position;
    private String url;
    private String imageUrl;

    private GivenItem() {}

    /** A line of which nothing is known. */
    public static GivenItem bare() {
        return new GivenItem();
    }

    /** A line with those ids, any of them null. */
    public static GivenItem of(String variantId, String productId, String sku) {
        GivenItem item = new GivenItem();
        item.variantId = variantId;
        item.productId = productId;
        item.sku = sku;
        return item;
    }

    /** A line of which everything is known: two linen shirts at 49.95. */
    public static GivenItem full() {
        GivenItem item = of("41327143321713", "p1", "SKU-1").name("Linen shirt").brand("Acme");
        item.variant = "M";
        item.category = "Shirts";
        item.coupon = "AUTUMN";
        item.position = 1L;
        item.url = "https://shop.example/p/1";
        item.imageUrl = "https://shop.example/p/1.jpg";
        return item.price("49.95").quantity(2).discount("5.00");
    }

    /** With that title. */
    public GivenItem name(String title) {
        this.name = title;
        return this;
    }

    /** With that brand. */
    public GivenItem brand(String maker) {
        this.brand = maker;
        return this;
    }

    /** With that category path. */
    public GivenItem category(String path) {
        this.category = path;
        return this;
    }

    /** With that unit price in major units. */
    public GivenItem price(String amount) {
        this.price = amount == null ? null : new BigDecimal(amount);
        return this;
    }

    /** With so many pieces. */
    public GivenItem quantity(long pieces) {
        this.quantity = pieces;
        return this;
    }

    /** With that discount per unit. */
    public GivenItem discount(String amount) {
        this.discount = amount == null ? null : new BigDecimal(amount);
        return this;
    }

    /** The line. */
    public Item build() {
        return new Item(
                variantId, productId, sku, name, variant, brand, category, price, quantity,
                discount, coupon, position, url, imageUrl);
    }
}
