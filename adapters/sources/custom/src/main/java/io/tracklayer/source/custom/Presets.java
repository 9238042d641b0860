// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.time.Duration;
import java.util.Map;

/** Signatures that several senders share. */
final class Presets {
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Map<String, Signature> BY_NAME =
            Map.of(
                    "standard-webhooks", standard("webhook"),
                    "svix", standard("svix"),
                    "stripe",
                            new Signature(
                                    "sha256",
                                    "hex",
                                    "stripe-signature",
                                    "",
                                    "{timestamp}.{body}",
                                    "",
                                    "",
                                    Map.of("signature", "v1", "timestamp", "t"),
                                    TOLERANCE,
                                    "text"),
                    "github", ofBody("hex", "x-hub-signature-256", "sha256="),
                    "shopify", ofBody("base64", "x-shopify-hmac-sha256", ""));

    private Presets() {}

    static Signature signature(String name) {
        return BY_NAME.get(name);
    }

    /** Standard Webhooks, and Svix, from which they come. */
    private static Signature standard(String names) {
        return new Signature(
                "sha256",
                "base64",
                names + "-signature",
                "v1,",
                "{id}.{timestamp}.{body}",
                names + "-timestamp",
                names + "-id",
                Map.of(),
                TOLERANCE,
                "base64");
    }

    private static Signature ofBody(String encoding, String header, String prefix) {
        return new Signature(
                "sha256", encoding, header, prefix, "{body}", "", "", Map.of(), TOLERANCE, "text");
    }
}
