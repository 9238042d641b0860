// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Sha256;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One signed POST to the endpoint of the settings. */
final class WebhookRequest {
    private static final String PROBE = "tracklayer.endpoint.test";
    private static final int ID_BYTES = 16;
    private static final int MOST_PREVIOUS_SECRETS = 3;

    private final Settings settings;
    private final PackContext context;

    WebhookRequest(Settings settings, PackContext context) {
        this.settings = settings;
        this.context = context;
    }

    static boolean insecure(Settings settings) {
        return settings.text(WebhookSettings.URL).startsWith("http:")
                && !settings.flag(WebhookSettings.ALLOW_HTTP);
    }

    /**
     * The idempotency key: the same for every attempt and replay, different per endpoint. Merchant
     * and name belong to it because event ids are unique only together with them.
     */
    static String messageId(Event event, Settings settings) {
        return messageId(
                settings.text(WebhookSettings.URL),
                event.merchant(),
                event.name().wire(),
                event.eventId());
    }

    PlatformRequest post(String id, Map<String, Object> message) {
        URI address = address();
        byte[] body = context.json(message);
        return PlatformRequest.postJson(
                address.toString().split("\\?", 2)[0], query(address), headers(id, body), body);
    }

    PlatformRequest probe() {
        Map<String, Object> data =
                Map.of("message", "TrackLayer checks that this endpoint takes its messages.");
        String id = messageId(settings.text(WebhookSettings.URL), PROBE, context.now().toString());
        return post(id, WebhookPayload.message(PROBE, context.now(), data));
    }

    private URI address() {
        URI address = URI.create(settings.text(WebhookSettings.URL));
        if (insecure(settings)) {
            throw new IllegalArgumentException(
                    "setting \"url\" is plain http. Use https, or set \"allow-http\" to true");
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "setting \"url\" has a user name or a fragment. Remove it; credentials belong"
                            + " into \"authorization\"");
        }
        return address;
    }

    // Masked: addresses of hooks often carry a token in their query.
    private static List<Field> query(URI address) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2))
                .map(
                        pair ->
                                Field.secret(
                                        decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1])))
                .toList();
    }

    private List<Field> headers(String id, byte[] body) {
        String timestamp = Long.toString(context.now().getEpochSecond());
        List<Field> headers = new ArrayList<>();
        headers.add(Field.open("User-Agent", "TrackLayer/" + context.version()));
        headers.add(Field.open("webhook-id", id));
        headers.add(Field.open("webhook-timestamp", timestamp));
        headers.add(
                Field.open(
                        "webhook-signature",
                        WebhookSignature.header(secrets(), id, timestamp, body)));
        headers.addAll(WebhookHeaders.of(settings));
        return headers;
    }

    private List<String> secrets() {
        List<String> previous = settings.list(WebhookSettings.PREVIOUS_SECRETS);
        if (previous.size() > MOST_PREVIOUS_SECRETS) {
            throw new IllegalArgumentException(
                    "setting \"previous-secrets\" takes at most 3 secrets, not "
                            + previous.size()
                            + ". Remove the oldest, which stand last");
        }
        List<String> all = new ArrayList<>();
        all.add(settings.text(WebhookSettings.SECRET));
        all.addAll(previous);
        return all;
    }

    private static String messageId(String... parts) {
        byte[] digest = Sha256.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        return "msg_" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
