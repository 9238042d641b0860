// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One line of a cart or order. Every component may be null ("not known") except {@code quantity};
 * use the accessors of {@link Optional} form where offered.
 *
 * @param variantId the shop's id of the concrete variant
 * @param productId the shop's id of the product
 * @param sku stock keeping unit
 * @param name product title
 * @param variant variant title
 * @param brand brand or vendor
 * @param category category path
 * @param price unit price in major units after discounts, in the event's currency
 * @param quantity pieces, at least 1
 * @param discount discount per unit, positive
 * @param coupon coupon code of this line
 * @param position 1-based position in a list
 * @param url product page
 * @param imageUrl product picture
 */
public record Item(
        String variantId,
        String productId,
        String sku,
        String name,
        String variant,
        String brand,
        String category,
        BigDecimal price,
        long quantity,
        BigDecimal discount,
        String coupon,
        Long position,
        String url,
        String imageUrl) {

    public Item {
        if (quantity < 1) {
            throw new IllegalArgumentException(
                    "item quantity must be at least 1 but is " + quantity);
        }
    }

    /**
     * The first known of the ids named, in that order; names are {@code variant}, {@code product},
     * {@code sku}.
     */
    public Optional<String> id(String... preference) {
        for (String kind : preference) {
            String found =
                    switch (kind) {
                        case "variant" -> variantId;
                        case "product" -> productId;
                        case "sku" -> sku;
                        default ->
                                throw new IllegalArgumentException(
                                        "unknown item id kind \"" + kind + "\"");
                    };
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Price times quantity, when the price is known. */
    public Optional<BigDecimal> lineTotal() {
        return Optional.ofNullable(price).map(unit -> unit.multiply(BigDecimal.valueOf(quantity)));
    }
}
