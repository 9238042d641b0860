// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Webhooks of one WooCommerce shop, signed over their raw bytes. */
final class WooSource implements Source {
    private static final String SIGNATURE = "x-wc-webhook-signature";
    private static final String TOPIC = "x-wc-webhook-topic";
    private static final String RESOURCE = "x-wc-webhook-resource";
    private static final String EVENT = "x-wc-webhook-event";

    private static final int LONGEST_PING = 60;

    /** What WooCommerce posts, unsigned, when a webhook is saved; it wants exactly 200. */
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,20}\\s*");

    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "woocommerce",
                    "WooCommerce",
                    List.of(new Endpoint("POST", "/webhooks/woocommerce/{store}")),
                    Addressing.STORE_IN_PATH,
                    WooSettings.DECLARED,
                    Set.of(
                            SIGNATURE,
                            TOPIC,
                            RESOURCE,
                            EVENT,
                            "x-wc-webhook-source",
                            "x-wc-webhook-id",
                            "x-wc-webhook-delivery-id"),
                    1 << 20,
                    Malformed.ACKNOWLEDGE,
                    Authority.ORDER_SYSTEM,
                    false);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Optional<Reply> answer(InboundRequest request) {
        boolean ping =
                request.raw().length <= LONGEST_PING
                        && header(request, SIGNATURE).isEmpty()
                        && PING.matcher(new String(request.raw(), StandardCharsets.UTF_8))
                                .matches();
        return ping ? Optional.of(Reply.json(200, "{\"ping\":true}")) : Optional.empty();
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        Optional<String> header = header(request, SIGNATURE);
        if (header.isEmpty()) {
            return refused(
                    "missing_signature",
                    "The request has no X-WC-Webhook-Signature header. Let the proxy in front pass all X-WC-Webhook headers on, and send webhooks to this address only.");
        }
        Optional<WooSignature> signature = WooSignature.decode(header.get());
        if (signature.isEmpty()) {
            return refused(
                    "undecodable_signature",
                    "The X-WC-Webhook-Signature header is not base64. Let the proxy in front pass it on unchanged.");
        }
        return signature.get().fits(request.raw(), new WooSettings(settings).secrets())
                ? new Verification.Authentic("hmac-sha256")
                : refused(
                        "bad_signature",
                        "The signature does not fit the body. Put the secret of this webhook, as typed in WooCommerce, into \"secrets\", and let nothing change the body on its way. WooCommerce disables a webhook after seven failures in a row: set it to Active again.");
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        Optional<String> topic = topic(request);
        if (topic.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_topic",
                            "The request has no X-WC-Webhook-Topic header, so nobody knows what happened. Let the proxy in front pass all X-WC-Webhook headers on."));
        }
        Optional<WooTopics.Reader> reader = WooTopics.reader(topic.get());
        if (reader.isEmpty()) {
            return List.of(WooTopics.ignored(topic.get()));
        }
        Object body = request.json();
        if (!(body instanceof Map)) {
            return List.of(
                    new Decoded.Rejected(
                            "not_an_object",
                            "The body is JSON but not an object. Check what sends it and which plugin changes webhooks."));
        }
        Tree tree = Tree.root(body);
        WooSettings shop = new WooSettings(settings);
        return shopError(tree)
                .orElseGet(
                        () ->
                                reader.get()
                                        .read(
                                                new WooMessage(
                                                        request, topic.get(), tree, shop, memory)));
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return Reply.json(200, "{\"received\":true}");
    }

    /**
     * A webhook is built with the rights of who made it; when they lost them, it holds an error.
     */
    private static Optional<List<Decoded>> shopError(Tree body) {
        boolean error =
                body.find("/id").isEmpty()
                        && WooText.at(body, "/code").isPresent()
                        && WooText.at(body, "/message").isPresent();
        return error
                ? Optional.of(
                        List.of(
                                new Decoded.Rejected(
                                        "shop_error",
                                        "The shop sent an error instead of content, most often because the user who made the webhook may not read orders any more. Delete the webhook and make it again as an administrator.")))
                : Optional.empty();
    }

    private static Optional<String> topic(InboundRequest request) {
        return header(request, TOPIC)
                .or(
                        () ->
                                header(request, RESOURCE)
                                        .flatMap(
                                                resource ->
                                                        header(request, EVENT)
                                                                .map(
                                                                        event ->
                                                                                resource + "."
                                                                                        + event)))
                .map(topic -> topic.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> header(InboundRequest request, String name) {
        return request.header(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Verification refused(String code, String sentence) {
        return new Verification.Refused(401, code, sentence);
    }
}
