// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
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
import io.tracklayer.spi.Verification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Browser script and image pixel. */
final class BrowserSource implements Source {
    static final String ORIGINS = "origins";
    static final String REQUIRE_ORIGIN = "require-origin";
    static final String GA_MEASUREMENT_ID = "ga-measurement-id";

    private static final byte[] TRANSPARENT_GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /** Longer than any key; keeps a hostile one out of look-ups and logs. */
    private static final int MAX_KEY_LENGTH = 256;

    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "browser",
                    "Browser script and pixel",
                    List.of(
                            new Endpoint("POST", "/collect"),
                            new Endpoint("GET", "/pixel.gif"),
                            new Endpoint("GET", PageScript.PATH)),
                    Addressing.WRITE_KEY,
                    List.of(
                            Setting.optional(
                                    ORIGINS,
                                    Type.LIST,
                                    "",
                                    "Sites whose pages may send, e.g. https://shop.example,"
                                            + " compared exactly; not set means every site."),
                            Setting.optional(
                                    REQUIRE_ORIGIN,
                                    Type.FLAG,
                                    "false",
                                    "Whether a request that names no page of origin is refused;"
                                            + " some browsers and privacy tools name none."),
                            Setting.optional(
                                    GA_MEASUREMENT_ID,
                                    Type.TEXT,
                                    "",
                                    "Which Google Analytics session cookie is read when a page has"
                                            + " several, e.g. G-TRACK1; not set means the first.")),
                    Set.of(
                            "origin",
                            "referer",
                            "user-agent",
                            "accept-language",
                            "sec-gpc",
                            PageScript.ACCEPT_ENCODING,
                            PageScript.IF_NONE_MATCH),
                    64 * 1024,
                    Malformed.REFUSE,
                    EventField.Authority.BROWSER,
                    true);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Optional<Reply> answer(InboundRequest request) {
        return request.path().equals(PageScript.PATH)
                ? Optional.of(PageScript.answer(request))
                : Optional.empty();
    }

    @Override
    public Optional<String> writeKey(InboundRequest request) {
        return usable(request.parameter("k"))
                .or(() -> usable(request.parameter("key")))
                .or(() -> usable(BrowserMessages.key(request)));
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        return PageOrigin.verify(request, settings);
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        BrowserDecoder decoder = new BrowserDecoder(request, settings);
        return BrowserMessages.of(request).stream().map(decoder::decode).toList();
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        if (request.method().equals("GET")) {
            return new Reply(200, "image/gif", TRANSPARENT_GIF.clone());
        }
        String errors =
                IntStream.range(0, decoded.size())
                        .filter(index -> decoded.get(index) instanceof Decoded.Rejected)
                        .mapToObj(index -> error(index, (Decoded.Rejected) decoded.get(index)))
                        .collect(Collectors.joining(","));
        String body =
                errors.isEmpty()
                        ? "{\"success\":true}"
                        : "{\"success\":true,\"errors\":[" + errors + "]}";
        return new Reply(
                200,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                VisitorCookie.asked(request).map(it -> Map.of("Set-Cookie", it)).orElse(Map.of()));
    }

    /** Codes and sentences are fixed texts of the decoder that need no escaping. */
    private static String error(int index, Decoded.Rejected rejected) {
        return "{\"index\":"
                + index
                + ",\"code\":\""
                + rejected.code()
                + "\",\"sentence\":\""
                + rejected.sentence()
                + "\"}";
    }

    private static Optional<String> usable(Optional<String> key) {
        return key.filter(text -> !text.isBlank() && text.length() <= MAX_KEY_LENGTH);
    }
}
