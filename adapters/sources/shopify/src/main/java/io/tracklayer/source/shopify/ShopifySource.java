// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.Verification;
import io.tracklayer.spi.Verification.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Webhooks of one Shopify shop: one message per request, signed over its raw bytes. */
final class ShopifySource implements Source {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9.-]{1,253}");

    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "shopify",
                    "Shopify",
                    List.of(new Endpoint("POST", "/webhooks/shopify/{store}")),
                    Addressing.STORE_IN_PATH,
                    ShopifySettings.DECLARED,
                    ShopifyHeaders.names(),
                    10 << 20,
                    Malformed.ACKNOWLEDGE,
                    Authority.ORDER_SYSTEM,
                    false);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        ShopifySettings shop = new ShopifySettings(settings);
        ShopifyHeaders headers = ShopifyHeaders.of(request);
        return unsigned(request, headers, shop)
                .or(() -> otherShop(headers.shopDomain(request), shop))
                .orElseGet(() -> new Verification.Authentic("hmac-sha256"));
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        ShopifyHeaders headers = ShopifyHeaders.of(request);
        Optional<String> topic = headers.topic(request);
        if (topic.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_topic",
                            "The request has no X-Shopify-Topic header, so nobody knows what happened. Let the proxy in front pass all X-Shopify headers on."));
        }
        if (headers == ShopifyHeaders.EVENTS && !ShopifyTopics.isPrivacy(topic.get())) {
            return List.of(
                    new Decoded.Ignored(
                            "events_family_not_mapped",
                            "The request is one of Shopify's newer Events, whose bodies are kept but not mapped. Subscribe to the webhook topic instead."));
        }
        return read(request, topic.get(), new ShopifySettings(settings), memory);
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return Reply.json(200, "{\"received\":true}");
    }

    private static Optional<Verification> unsigned(
            InboundRequest request, ShopifyHeaders headers, ShopifySettings shop) {
        if (request.raw().length == 0) {
            return refused(
                    "empty_body",
                    "The request has no body; Shopify always sends one. Send it as it was signed.");
        }
        Optional<String> header = headers.signature(request);
        if (header.isEmpty()) {
            return refused(
                    "missing_signature",
                    "The request has no X-Shopify-Hmac-Sha256 header. Let the proxy in front pass it on, and send webhooks to this address only.");
        }
        Optional<ShopifySignature> signature = ShopifySignature.decode(header.get());
        if (signature.isEmpty()) {
            return refused(
                    "undecodable_signature",
                    "The X-Shopify-Hmac-Sha256 header is not base64. Let the proxy in front pass it on unchanged.");
        }
        if (!signature.get().fits(request.raw(), shop.secrets())) {
            return refused(
                    "bad_signature",
                    "The signature fits none of the configured secrets. Put the client secret of the app, or the secret shown under Settings > Notifications, into \"secrets\", and let nothing change the body on the way.");
        }
        return Optional.empty();
    }

    private static Optional<Verification> otherShop(Optional<String> domain, ShopifySettings shop) {
        if (domain.filter(shop::isShop).isPresent()) {
            return Optional.empty();
        }
        String named =
                domain.filter(DOMAIN.asMatchPredicate())
                        .map(name -> "\"" + name + "\"")
                        .orElse("no shop");
        return refused(
                "wrong_shop",
                "The X-Shopify-Shop-Domain header names "
                        + named
                        + ", but this store is \""
                        + shop.shopDomain()
                        + "\". Correct \"shop-domain\" or the address of the webhook.");
    }

    private static Optional<Verification> refused(String code, String sentence) {
        return Optional.of(new Refused(401, code, sentence));
    }

    private static List<Decoded> read(
            InboundRequest request, String topic, ShopifySettings shop, SourceMemory memory)
            throws MalformedInputException {
        Optional<ShopifyReaders.Reader> reader = ShopifyReaders.find(topic);
        if (reader.isEmpty()) {
            return List.of(ShopifyTopics.ignored(topic));
        }
        Object body = request.json();
        if (!(body instanceof Map)) {
            return List.of(
                    new Decoded.Rejected(
                            "not_an_object",
                            "The body is JSON but not an object, so it is no "
                                    + topic
                                    + " webhook. Check who sends it."));
        }
        return reader.get().read(new ShopifyMessage(request, topic, Tree.root(body), shop, memory));
    }
}
