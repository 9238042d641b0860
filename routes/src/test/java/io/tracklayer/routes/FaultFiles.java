// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.spi.identity.Sha256;

/** What a merchant with a fault adds to the configuration of the node and to the platforms. */
final class FaultFiles {
    private final FaultMerchant merchant;
    private final String id;
    private final int number;

    FaultFiles(FaultMerchant merchant, int number) {
        this.merchant = merchant;
        this.id = "m" + number;
        this.number = number;
    }

    String merchantYaml() {
        return "  - id: %s\n    stores:\n".formatted(id)
                + storeYaml(id)
                + (merchant.hasSecondStore() ? storeYaml(id + "b") : "");
    }

    private static String storeYaml(String store) {
        return """
              - id: %1$s
                currency: EUR
                country: DE
                sources:
                  shopify: {shop-domain: %1$s.myshopify.com, secrets: ["${file:secrets/shopify}"]}
                  segment: {}
                  browser: {}
        """
                .formatted(store);
    }

    String keysYaml() {
        return keyYaml(id, "segment", "server", merchant.segmentLimit())
                + keyYaml(id, "browser", "browser", ", origins: [\"" + FaultMerchant.ORIGIN + "\"]")
                + (merchant.hasSecondStore() ? keyYaml(id + "b", "segment", "server", "") : "");
    }

    private static String keyYaml(String store, String source, String kind, String more) {
        return "  - {id: %s-%s, sha256: %s, store: %s, source: %s, kind: %s%s}\n"
                .formatted(
                        store,
                        source,
                        Sha256.of(key(store, source)).hex(),
                        store,
                        source,
                        kind,
                        more);
    }

    static String key(String store, String source) {
        return "tlk_" + source + "_" + store;
    }

    void writeTo(Shop shop) {
        shop.write("secrets/" + id, token() + "\n");
        merchant.destinations().forEach((plugin, more) -> add(shop, plugin, more));
    }

    /** Writes the file of a destination. */
    void add(Shop shop, String plugin, String more) {
        String settings =
                switch (plugin) {
                    case "meta" -> "{pixel: \"%s\", token: \"%s\", endpoint: \"%s/meta\"}";
                    case "klaviyo" -> "{api-key: \"%2$s\", endpoint: \"%3$s/klaviyo\"}";
                    case "awin" -> "{advertiser: \"%s\", api-key: \"%s\", endpoint: \"%s/awin\"}";
                    default ->
                            "{url: \"%3$s/webhook/"
                                    + id
                                    + "\", secret: \"${file:secrets/warehouse}\", allow-http: true}";
                };
        shop.write(
                "destinations/" + plugin + "-" + id + ".yaml",
                ("version: 1\nplugin: %s\nmerchant: %s\n" + first(more) + "settings: %s\n")
                        .formatted(
                                plugin,
                                id,
                                settings.formatted(
                                                account(plugin),
                                                "${file:secrets/" + id + "}",
                                                shop.sandbox())
                                        .replaceFirst("\\}$", inside(more) + "}")));
    }

    /** Lines beside the settings begin a line; others go into them. */
    private static String first(String more) {
        return more.startsWith(",") ? "" : more;
    }

    private static String inside(String more) {
        return more.startsWith(",") ? more : "";
    }

    /** What the sandbox knows the merchant by. */
    String account(String plugin) {
        return switch (plugin) {
            case "webhook" -> id;
            case "awin" -> "5" + number;
            default -> "1234567890" + (10000 + number);
        };
    }

    private String token() {
        return "pk_token_of_" + id;
    }

    String accountsJson() {
        return """
        {"platform":"meta","account":"%1$s","token":"%2$s"},
        {"platform":"klaviyo","account":"%1$s","token":"%2$s"},
        {"platform":"awin","account":"%3$s","token":"%2$s"},
        {"platform":"webhook","account":"%4$s","secrets":["%5$s"]}"""
                .formatted(account("meta"), token(), account("awin"), id, Shop.SIGNING_SECRET);
    }
}
