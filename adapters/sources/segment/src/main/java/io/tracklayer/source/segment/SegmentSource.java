// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
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
import io.tracklayer.spi.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The Segment-compatible tracking API. */
final class SegmentSource implements Source {
    /** Segment "HTTP API Source": at most 500 KB per request. */
    private static final int MAX_BYTES = 500 * 1024;

    // One key serves shop servers and browsers alike. The money of a server-side order call must
    // not lose against a pixel, so the copies count as the order system's.
    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "segment",
                    "Segment and RudderStack SDKs",
                    Stream.concat(
                                    SegmentMessages.TYPES_BY_PATH.keySet().stream(),
                                    SegmentMessages.BATCH_PATHS.stream())
                            .map(path -> new Endpoint("POST", path))
                            .toList(),
                    Addressing.WRITE_KEY,
                    SegmentSettings.ALL,
                    Set.of("authorization", "origin", "user-agent", "sec-gpc"),
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
    public Verification verify(InboundRequest request, Settings settings) {
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
                    "The page's origin is not one of the setting \"origins\"."
                            + " Add it there exactly as the browser sends it.");
        }
        return new Verification.Authentic("write key and origin");
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        SegmentDecoder decoder = new SegmentDecoder(new SegmentSender(request, settings), settings);
        return SegmentMessages.of(request).stream().map(decoder::decode).toList();
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
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
