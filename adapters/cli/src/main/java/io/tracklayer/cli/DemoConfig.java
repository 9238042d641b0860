// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.core.connect.PrivateFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the configuration of the demo's node: two merchants, four stores, six destinations. */
final class DemoConfig {
    private final Path folder;
    private final int port;
    private final URI sandbox;

    DemoConfig(Path folder, int port, URI sandbox) {
        this.folder = folder;
        this.port = port;
        this.sandbox = sandbox;
    }

    void write(DemoWorld world) {
        PrivateFile.write(folder.resolve("tracklayer.yaml"), Yaml.write(node(world)));
        PrivateFile.write(folder.resolve("keys.yaml"), Yaml.write(keys(world)));
        for (DemoShop shop : world.shops()) {
            secret(shopifySecret(shop), shop.shopifySecret());
        }
        for (DemoMerchant merchant : world.merchants()) {
            bringToken(merchant, merchant.metaToken());
            secret(ga4Secret(merchant), merchant.ga4Secret());
            secret(signingSecret(merchant), merchant.signingSecret());
            destination(merchant, DemoPlatform.META, meta(merchant));
            destination(merchant, DemoPlatform.GA4, ga4(merchant));
            destination(merchant, DemoPlatform.WEBHOOK, webhook(merchant));
        }
    }

    /** What an operator does after a token was replaced; the node notices by itself. */
    void bringToken(DemoMerchant merchant, String token) {
        secret(merchant.metaTokenFile(), token);
    }

    private Map<String, Object> node(DemoWorld world) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("listen", "127.0.0.1:" + port);
        node.put("management-port", 0);
        node.put("data-dir", "../data");
        node.put("allowed-networks", List.of("127.0.0.0/8"));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("node", node);
        tree.put("reconciliation", Map.of("hold", Map.of("purchase-like", "2s")));
        tree.put("merchants", world.merchants().stream().map(DemoConfig::merchant).toList());
        return tree;
    }

    private static Map<String, Object> merchant(DemoMerchant merchant) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", merchant.id());
        tree.put("stores", merchant.shops().stream().map(DemoConfig::store).toList());
        return tree;
    }

    private static Map<String, Object> store(DemoShop shop) {
        Map<String, Object> shopify = new LinkedHashMap<>();
        shopify.put("shop-domain", shop.domain());
        shopify.put("secrets", List.of(reference(shopifySecret(shop))));
        Map<String, Object> sources = new LinkedHashMap<>();
        sources.put("shopify", shopify);
        sources.put("segment", Map.of());
        sources.put("browser", Map.of());
        Map<String, Object> store = new LinkedHashMap<>();
        store.put("id", shop.id());
        store.put("currency", shop.currency());
        store.put("country", shop.country());
        store.put("sources", sources);
        return store;
    }

    private static Map<String, Object> keys(DemoWorld world) {
        List<Object> keys = new ArrayList<>();
        for (DemoShop shop : world.shops()) {
            keys.add(key(shop, shop.browserKey(), "browser", "browser"));
            keys.add(key(shop, shop.segmentKey(), "segment", "server"));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("keys", keys);
        return tree;
    }

    private static Map<String, Object> key(DemoShop shop, String key, String source, String kind) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", shop.id() + "-" + source);
        tree.put("sha256", Sha256Text.hex(key));
        tree.put("store", shop.id());
        tree.put("source", source);
        tree.put("kind", kind);
        return tree;
    }

    private Map<String, Object> meta(DemoMerchant merchant) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("pixel", merchant.pixel());
        settings.put("token", reference(merchant.metaTokenFile()));
        settings.put("endpoint", sandbox + "/meta");
        return settings;
    }

    private Map<String, Object> ga4(DemoMerchant merchant) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("measurement-id", merchant.measurementId());
        settings.put("secret", reference(ga4Secret(merchant)));
        settings.put("endpoint", sandbox + "/ga4");
        return settings;
    }

    private Map<String, Object> webhook(DemoMerchant merchant) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("url", sandbox + "/webhook/" + merchant.endpoint());
        settings.put("secret", reference(signingSecret(merchant)));
        settings.put("allow-http", true);
        return settings;
    }

    /** Redelivery is quicker than the platforms' defaults, so that an outage is over in seconds. */
    private void destination(
            DemoMerchant merchant, DemoPlatform platform, Map<String, Object> settings) {
        Map<String, Object> redelivery = new LinkedHashMap<>();
        redelivery.put("max-attempts", 100);
        redelivery.put("first-delay", "1s");
        redelivery.put("multiplier", 2);
        redelivery.put("max-delay", "5s");
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("plugin", platform.wire());
        tree.put("merchant", merchant.id());
        tree.put("settings", settings);
        tree.put("redelivery", redelivery);
        String name = "destinations/" + merchant.destination(platform) + ".yaml";
        PrivateFile.write(folder.resolve(name), Yaml.write(tree));
    }

    private void secret(String name, String value) {
        PrivateFile.writeSecret(folder.resolve(name), value + "\n");
    }

    private static String shopifySecret(DemoShop shop) {
        return "secrets/" + shop.id() + ".shopify";
    }

    private static String ga4Secret(DemoMerchant merchant) {
        return "secrets/" + merchant.destination(DemoPlatform.GA4) + ".secret";
    }

    private static String signingSecret(DemoMerchant merchant) {
        return "secrets/" + merchant.destination(DemoPlatform.WEBHOOK) + ".secret";
    }

    private static String reference(String name) {
        return "${file:" + name + "}";
    }
}
