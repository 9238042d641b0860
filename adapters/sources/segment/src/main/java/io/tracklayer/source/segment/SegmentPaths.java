// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses of both vendors. Each also exists below a prefix, because the host an SDK is given
 * may have a path, and a site may serve the node below one.
 */
final class SegmentPaths {
    private static final List<String> TYPES =
            List.of("track", "identify", "page", "screen", "group", "alias");
    private static final List<String> PREFIXES = List.of("", "/segment", "/rudder");

    private static final Map<Endpoint, Call> CALLS = calls();
    private static final Map<String, Call> EXACT = exact();

    private SegmentPaths() {}

    /** What a request is for. */
    enum Purpose {
        MESSAGE,
        BATCH,
        PIXEL,
        /** Performance numbers of analytics.js about itself. */
        METRICS,
        /** What analytics.js and Segment's mobile SDKs load before they start. */
        SETTINGS,
        /** The same of RudderStack's SDKs. */
        SOURCE_CONFIG
    }

    /**
     * One address.
     *
     * @param type the type its path names, or empty text
     * @param prefix what stands before the vendor's path, or empty text
     */
    record Call(Purpose purpose, String type, String prefix) {
        /** Whether only RudderStack's SDKs send there. */
        boolean rudder() {
            return prefix.equals("/rudder") || purpose == Purpose.SOURCE_CONFIG;
        }
    }

    static List<Endpoint> endpoints() {
        return List.copyOf(CALLS.keySet());
    }

    /** The address a request came for. */
    static Optional<Call> find(InboundRequest request) {
        Call exact = EXACT.get(request.method() + " " + request.path());
        return exact != null
                ? Optional.of(exact)
                : CALLS.entrySet().stream()
                        .filter(call -> call.getKey().path().contains("{"))
                        .filter(call -> call.getKey().method().equals(request.method()))
                        .filter(call -> call.getKey().match(request.path()).isPresent())
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private static Map<Endpoint, Call> calls() {
        Map<Endpoint, Call> calls = new LinkedHashMap<>();
        PREFIXES.forEach(prefix -> addTo(calls, prefix));
        return calls;
    }

    private static void addTo(Map<Endpoint, Call> calls, String prefix) {
        for (String type : TYPES) {
            Call message = new Call(Purpose.MESSAGE, type, prefix);
            calls.put(new Endpoint("POST", prefix + "/v1/" + type), message);
            calls.put(new Endpoint("POST", prefix + "/v1/" + type.charAt(0)), message);
            Call pixel = new Call(Purpose.PIXEL, type, prefix);
            calls.put(new Endpoint("GET", prefix + "/v1/pixel/" + type), pixel);
            calls.put(new Endpoint("GET", prefix + "/pixel/v1/" + type), pixel);
        }
        Stream.of("/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch")
                .forEach(path -> put(calls, "POST", prefix, path, Purpose.BATCH));
        put(calls, "POST", prefix, "/v1/m", Purpose.METRICS);
        put(calls, "GET", prefix, "/v1/projects/{writeKey}/settings", Purpose.SETTINGS);
        put(calls, "GET", prefix, "/projects/{writeKey}/settings", Purpose.SETTINGS);
        put(calls, "GET", prefix, "/sourceConfig", Purpose.SOURCE_CONFIG);
    }

    private static void put(
            Map<Endpoint, Call> calls, String method, String prefix, String path, Purpose purpose) {
        calls.put(new Endpoint(method, prefix + path), new Call(purpose, "", prefix));
    }

    private static Map<String, Call> exact() {
        Map<String, Call> exact = new LinkedHashMap<>();
        CALLS.forEach(
                (endpoint, call) -> exact.put(endpoint.method() + " " + endpoint.path(), call));
        return exact;
    }
}
