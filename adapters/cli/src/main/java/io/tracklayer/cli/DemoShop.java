// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * A store of a demo merchant.
 *
 * @param domain its name at Shopify
 * @param shopifySecret what Shopify signs its webhooks with
 * @param browserKey write key of its pages
 * @param segmentKey write key of its servers
 */
record DemoShop(
        String merchant,
        String id,
        String currency,
        String country,
        String city,
        String postalCode,
        String domain,
        String shopifySecret,
        String browserKey,
        String segmentKey,
        BigDecimal shipping,
        List<DemoProduct> products) {

    DemoShop {
        products = List.copyOf(products);
    }

    /** Address of its pages. */
    String site() {
        return "https://" + id + ".example";
    }

    int decimals() {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }
}
