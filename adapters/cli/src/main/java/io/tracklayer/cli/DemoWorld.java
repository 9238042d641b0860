// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The merchants of the demo. Their secrets follow from the seed: they open nothing but a sandbox on
 * this computer.
 */
record DemoWorld(List<DemoMerchant> merchants) {
    DemoWorld {
        merchants = List.copyOf(merchants);
    }

    static DemoWorld of(long seed) {
        Random random = new Random(seed);
        DemoShop germany =
                shop(random, "linen-and-oak", "linen-de", "EUR", "DE", "Hamburg", "20095", "4.90")
                        .with("Linen shirt", "49.95")
                        .with("Oak stool", "129.00")
                        .with("Wool throw", "79.50")
                        .build();
        DemoShop states =
                shop(random, "linen-and-oak", "linen-us", "USD", "US", "Portland", "97201", "7.50")
                        .with("Linen shirt", "58.00")
                        .with("Oak stool", "149.00")
                        .with("Wool throw", "92.25")
                        .build();
        DemoShop japan =
                shop(random, "kumo", "kumo-jp", "JPY", "JP", "Osaka", "530-0001", "600")
                        .with("Paper lamp", "8800")
                        .with("Tea tin", "2400")
                        .with("Indigo towel", "1650")
                        .build();
        DemoShop kuwait =
                shop(random, "kumo", "kumo-kw", "KWD", "KW", "Kuwait City", "13001", "1.250")
                        .with("Paper lamp", "18.750")
                        .with("Tea tin", "5.125")
                        .with("Indigo towel", "3.500")
                        .build();
        return new DemoWorld(
                List.of(
                        merchant(
                                random,
                                "linen-and-oak",
                                "402100000000001",
                                "G-LINENOAK",
                                germany,
                                states),
                        merchant(random, "kumo", "402100000000002", "G-KUMO2026", japan, kuwait)));
    }

    List<DemoShop> shops() {
        return merchants.stream().flatMap(merchant -> merchant.shops().stream()).toList();
    }

    private static DemoMerchant merchant(
            Random random, String id, String pixel, String measurementId, DemoShop... shops) {
        return new DemoMerchant(
                id,
                pixel,
                "EAAD" + hex(random, 24),
                "EAAR" + hex(random, 24),
                measurementId,
                hex(random, 11),
                id + "-warehouse",
                "whsec_" + Base64.getEncoder().encodeToString(bytes(random, 32)),
                List.of(shops));
    }

    private static ShopBuilder shop(
            Random random,
            String merchant,
            String id,
            String currency,
            String country,
            String city,
            String postalCode,
            String shipping) {
        return new ShopBuilder(
                new DemoShop(
                        merchant,
                        id,
                        currency,
                        country,
                        city,
                        postalCode,
                        id + ".myshopify.com",
                        "shpss_" + hex(random, 16),
                        "wk_" + id + "_" + hex(random, 8),
                        "sk_" + id + "_" + hex(random, 8),
                        new BigDecimal(shipping),
                        List.of()));
    }

    private static String hex(Random random, int length) {
        return HexFormat.of().formatHex(bytes(random, length));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Puts goods into a shop. */
    private static final class ShopBuilder {
        private final DemoShop shop;
        private final List<DemoProduct> products = new ArrayList<>();

        ShopBuilder(DemoShop shop) {
            this.shop = shop;
        }

        ShopBuilder with(String name, String price) {
            long number = 7_234_590_000_000L + Math.abs(shop.id().hashCode() % 10_000) * 10L;
            long id = number + products.size();
            String sku = shop.country() + "-" + name.toUpperCase(Locale.ROOT).replace(' ', '-');
            products.add(
                    new DemoProduct(
                            id, id + 34_000_000_000_000L, sku, name, new BigDecimal(price)));
            return this;
        }

        DemoShop build() {
            return new DemoShop(
                    shop.merchant(),
                    shop.id(),
                    shop.currency(),
                    shop.country(),
                    shop.city(),
                    shop.postalCode(),
                    shop.domain(),
                    shop.shopifySecret(),
                    shop.browserKey(),
                    shop.segmentKey(),
                    shop.shipping(),
                    products);
        }
    }
}
