// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Events of Shopify's web pixel, one per request, from a sandbox without an origin of its own; and
 * the two scripts a shop needs for it.
 */
final class ShopifyPixelSource implements Source {
    static final String FORMS = "forms";
    static final String COVERS_ADS = "consent-marketing-covers-ads";

    /** Longer than any key; keeps a hostile one out of look-ups and logs. */
    private static final int MAX_KEY_LENGTH = 256;

    private static final Map<String, Script> SCRIPTS =
            Map.of(
                    "/v1/shopify/custom-pixel.js", new Script("custom-pixel.js"),
                    "/v1/shopify/cart-bridge.js", new Script("cart-bridge.js"));

    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "shopify-pixel",
                    "Shopify web pixel",
                    List.of(
                            new Endpoint("POST", "/v1/shopify/pixel"),
                            new Endpoint("GET", "/v1/shopify/custom-pixel.js"),
                            new Endpoint("GET", "/v1/shopify/cart-bridge.js")),
                    Addressing.WRITE_KEY,
                    List.of(
                            Setting.choice(
                                    FORMS,
                                    List.of("skip", "send"),
                                    "skip",
                                    "Forms sent on the storefront (form_submitted): skip, because themes send many that mean nothing, or send with the form's name."),
                            Setting.optional(
                                    COVERS_ADS,
                                    Type.FLAG,
                                    "true",
                                    "Whether the marketing answer of Shopify's banner also answers ad_user_data and ad_personalization; false leaves both unknown.")),
                    Set.of("user-agent", "sec-gpc"),
                    512 * 1024,
                    Malformed.REFUSE,
                    Authority.BROWSER,
                    true);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Optional<String> writeKey(InboundRequest request) {
        return request.parameter("key")
                .or(() -> request.parameter("k"))
                .filter(key -> !key.isBlank() && key.length() <= MAX_KEY_LENGTH);
    }

    @Override
    public Optional<Reply> answer(InboundRequest request) {
        return request.method().equals("GET")
                ? Optional.ofNullable(SCRIPTS.get(request.path())).map(Script::reply)
                : Optional.empty();
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        return List.of(ShopifyPixelEvents.decode(ShopifyPixelMessage.of(request, settings)));
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return decoded.stream()
                .filter(Decoded.Rejected.class::isInstance)
                .map(Decoded.Rejected.class::cast)
                .findFirst()
                .map(
                        rejected ->
                                Reply.json(
                                        200,
                                        "{\"success\":true,\"kept_but_unusable\":\""
                                                + rejected.code()
                                                + "\"}"))
                .orElseGet(() -> Reply.json(200, "{\"success\":true}"));
    }
}
