// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes the configuration folder of a node that serves a world. */
final class WorldConfig {
    static final String SIGNING_SECRET = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";

    private final World world;
    private final Path folder;

    WorldConfig(World world, Path folder) {
        this.world = world;
        this.folder = folder;
    }

    /**
     * @param data where the node keeps its data
     * @param platforms where the platforms listen
     */
    void write(int port, int managementPort, Path data, URI platforms) {
        StringBuilder text = new StringBuilder();
        text.append("version: 1\nnode:\n  listen: 127.0.0.1:").append(port);
        text.append("\n  management-port: ").append(managementPort);
        text.append("\n  data-dir: ").append(data);
        text.append("\n  allowed-networks: [127.0.0.1/32]\n");
        text.append("reconciliation:\n  hold:\n    purchase-like: 1s\nmerchants:\n");
        StringBuilder keys = new StringBuilder("version: 1\nkeys:\n");
        for (World.Merchant merchant : world.merchants()) {
            text.append(store(merchant));
            keys.append(key(merchant.id(), "segment", "server", merchant.segmentKey()));
            keys.append(key(merchant.id(), "browser", "browser", merchant.browserKey()));
            write("secrets/" + merchant.id(), merchant.shopifySecret() + "\n");
        }
        write("tracklayer.yaml", text.toString());
        write("keys.yaml", keys.toString());
        write("secrets/token", "EAAtoken\n");
        write("secrets/signing", SIGNING_SECRET + "\n");
        for (World.Target target : world.targets()) {
            write("destinations/" + target.id() + ".yaml", destination(target, platforms));
        }
    }

    private static String store(World.Merchant merchant) {
        return """
          - id: %1$s
            stores:
              - id: %1$s
                currency: EUR
                country: DE
                sources:
                  shopify:
                    shop-domain: %2$s
                    secrets: ["${file:secrets/%1$s}"]
                  segment: {}
                  browser: {}
        """
                .formatted(merchant.id(), merchant.shopDomain());
    }

    private static String key(String merchant, String source, String kind, String key) {
        return "  - {id: %1$s-%2$s, sha256: %4$s, store: %1$s, source: %2$s, kind: %3$s, rate: 9999999/s, burst: 1000000}\n"
                .formatted(merchant, source, kind, sha256(key));
    }

    /**
     * Redelivery is quick, so that a run is over in minutes, and gives up after longer than a clock
     * jumps.
     */
    private String destination(World.Target target, URI platforms) {
        return """
        version: 1
        plugin: %s
        merchant: %s
        order: %s
        redelivery: {max-attempts: 1000, first-delay: 1s, multiplier: 1, max-delay: 1s, give-up-after: 7d}
        settings:
        """
                        .formatted(plugin(target), target.merchant(), order(target))
                + settings(target, platforms).indent(2);
    }

    private String order(World.Target target) {
        return world.ordered().contains(target.id()) ? "by-order-id" : "none";
    }

    private static String plugin(World.Target target) {
        return target.shape().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String settings(World.Target target, URI platforms) {
        return switch (target.shape()) {
            case META ->
                    """
                    pixel: "123456789012345"
                    token: ${file:secrets/token}
                    endpoint: %s/%s
                    """
                            .formatted(platforms, target.id());
            case GA4 ->
                    """
                    measurement-id: G-RIG1234567
                    secret: ${file:secrets/token}
                    endpoint: %s/%s
                    value-basis: total
                    item-id: product
                    missing-client-id-browse: derive
                    """
                            .formatted(platforms, target.id());
            case WEBHOOK ->
                    """
                    url: %s/%s
                    secret: ${file:secrets/signing}
                    allow-http: true
                    retry-4xx: false
                    """
                            .formatted(platforms, target.id());
        };
    }

    private void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
