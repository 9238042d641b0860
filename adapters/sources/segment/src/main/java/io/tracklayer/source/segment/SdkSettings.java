// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.source.segment.SegmentPaths.Call;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The documents SDKs load before they start, with no other destination than this node. They are the
 * same for every key, known or not: whether a key is known is said where events arrive.
 */
final class SdkSettings {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\[\\]:_-]{1,255}");
    private static final Pattern LOCAL =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    /** Never changes, so SDKs that compare it with a stored copy keep theirs. */
    private static final String UPDATED = "2026-01-01T00:00:00.000Z";

    private SdkSettings() {}

    /** What a request that asks is told; empty for one that tells. */
    static Optional<Reply> answer(InboundRequest request) {
        return SegmentPaths.find(request).flatMap(call -> answer(call, request));
    }

    private static Optional<Reply> answer(Call call, InboundRequest request) {
        return switch (call.purpose()) {
            case METRICS -> Optional.of(Reply.json(200, "{\"success\":true}"));
            case SETTINGS -> Optional.of(json(200, segment(call, request)));
            case SOURCE_CONFIG -> Optional.of(sourceConfig(request));
            case MESSAGE, BATCH, PIXEL -> Optional.empty();
        };
    }

    /**
     * As analytics-next 1.84 and analytics-kotlin 1.x read it. An SDK sends where this document
     * says, so it names the host it was asked under.
     */
    private static Map<String, Object> segment(Call call, InboundRequest request) {
        Map<String, Object> own =
                Map.of(
                        "apiKey",
                        keyInPath(request),
                        "apiHost",
                        host(request) + call.prefix() + "/v1",
                        "protocol",
                        protocol(request),
                        "unbundledIntegrations",
                        List.of(),
                        "addBundledMetadata",
                        true,
                        "maybeBundledConfigIds",
                        Map.of());
        return Map.of(
                "integrations",
                Map.of("Segment.io", own),
                "plan",
                Map.of(
                        "track",
                        Map.of("__default", Map.of("enabled", true, "integrations", Map.of()))),
                "edgeFunction",
                Map.of(),
                "analyticsNextEnabled",
                true,
                "middlewareSettings",
                Map.of(),
                "enabledMiddleware",
                Map.of(),
                "metrics",
                Map.of("sampleRate", 0L),
                "legacyVideoPluginsEnabled",
                false,
                "remotePlugins",
                List.of());
    }

    /** As @rudderstack/analytics-js 3.x reads it; the mobile SDKs put the key into Basic. */
    private static Reply sourceConfig(InboundRequest request) {
        Optional<String> key = WriteKeys.find(request);
        if (key.isEmpty()) {
            return json(
                    400,
                    Map.of(
                            "success",
                            false,
                            "error",
                            "missing_write_key",
                            "message",
                            "The request names no write key; give it as query parameter writeKey"
                                    + " or as the user of Basic."));
        }
        Map<String, Object> source =
                Map.of(
                        "id",
                        "tracklayer",
                        "name",
                        "TrackLayer",
                        "writeKey",
                        key.get(),
                        "enabled",
                        true,
                        "config",
                        Map.of(),
                        "connections",
                        List.of(),
                        "destinations",
                        List.of(),
                        "dataplanes",
                        Map.of(),
                        "workspaceId",
                        "tracklayer",
                        "updatedAt",
                        UPDATED);
        return json(200, Map.of("source", source, "updatedAt", UPDATED));
    }

    private static String keyInPath(InboundRequest request) {
        return request.path().replaceFirst("/settings$", "").replaceFirst("^.*/", "");
    }

    /** What the sender's own proxy says, else whom the request named; it only tells the sender. */
    private static String host(InboundRequest request) {
        return Optional.of(firstOf(request, "x-forwarded-host"))
                .filter(named -> HOST.matcher(named).matches())
                .or(() -> request.header("host").filter(named -> HOST.matcher(named).matches()))
                .orElse("localhost");
    }

    /** Pages and apps come by https; only a trial on the same machine does not. */
    private static String protocol(InboundRequest request) {
        String forwarded = firstOf(request, "x-forwarded-proto");
        if (forwarded.equals("http") || forwarded.equals("https")) {
            return forwarded;
        }
        return LOCAL.matcher(host(request)).matches() ? "http" : "https";
    }

    private static String firstOf(InboundRequest request, String header) {
        return request.header(header).orElse("").split(",", 2)[0].strip();
    }

    private static Reply json(int status, Map<String, Object> tree) {
        return Reply.json(status, CanonicalText.of(tree));
    }
}
