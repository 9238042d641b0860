// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Segment-compatible tracking API. */
final class SegmentSource implements Source {
    /** Of these only the host speaks, before the sender's settings are known. */
    private static final int MAX_BYTES = SegmentLimits.RUDDER.requestBytes();

    private static final int LONGEST_ORIGIN = 100;

    // One key serves shop servers and browsers alike. The money of a server-side order call must
    // not lose against a pixel, so the copies count as the order system's.
    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "segment",
                    "Segment and RudderStack SDKs",
                    SegmentPaths.endpoints(),
                    Addressing.WRITE_KEY,
                    SegmentSettings.ALL,
                    Set.of(
                            "authorization",
                            "host",
                            "origin",
                            "sec-gpc",
                            "user-agent",
                            "x-forwarded-host",
                            "x-forwarded-proto"),
                    MAX_BYTES,
                    Malformed.REFUSE,
                    EventField.Authority.ORDER_SYSTEM,
                    true);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Optional<String> writeKey(InboundRequest request) {
        return WriteKeys.find(request);
    }

    @Override
    public Optional<Reply> answer(InboundRequest request) {
        return SdkSettings.answer(request);
    }

    @Override
    public List<SettingProblem> check(Settings settings) {
        return SegmentEventNames.check(settings);
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        if (!BearerSecret.matches(request, settings)) {
            return new Verification.Refused(
                    401,
                    "bad_bearer",
                    "The request does not carry the bearer-secret of this source. Send it as"
                            + " \"Authorization: Bearer <secret>\" and the write key in the body.");
        }
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && settings.text(SegmentSettings.KIND).equals("server")) {
            return new Verification.Refused(
                    403,
                    "browser_request_on_server_key",
                    "This write key is for servers, but the request comes from a web page."
                            + " Use a key of kind browser on pages.");
        }
        List<String> allowed = settings.list(SegmentSettings.ORIGINS);
        if (origin.isEmpty() || allowed.isEmpty()) {
            return new Verification.Authentic("write key");
        }
        if (origin.get().equals("null") || !allowed.contains(origin.get())) {
            return new Verification.Refused(
                    403,
                    "origin_not_allowed",
                    "The page's origin, "
                            + (origin.get().length() > LONGEST_ORIGIN ? "a long one" : origin.get())
                            + ", is not one of the setting \"origins\". If the page is yours, add it"
                            + " there exactly so.");
        }
        return new Verification.Authentic("write key and origin");
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        SegmentDecoder decoder = new SegmentDecoder(new SegmentSender(request, settings), settings);
        return SegmentMessages.of(request, SegmentLimits.of(settings)).stream()
                .map(decoder::decode)
                .toList();
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        if (request.method().equals("GET")) {
            return new Reply(200, "image/gif", PixelQuery.gif());
        }
        List<Object> errors = new ArrayList<>();
        for (int index = 0; index < decoded.size(); index++) {
            if (decoded.get(index) instanceof Decoded.Rejected rejected) {
                errors.add(
                        Map.of(
                                "index",
                                (long) index,
                                "code",
                                rejected.code(),
                                "sentence",
                                rejected.sentence()));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        if (!errors.isEmpty()) {
            answer.put("errors", errors);
        }
        return Reply.json(200, CanonicalText.of(answer));
    }
}
