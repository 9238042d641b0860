// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages of images: parameters whose names are paths with dots, such as {@code
 * properties.subject}.
 */
final class PixelQuery {
    private static final int MAX_PARAMETERS = 200;
    private static final int MAX_DEPTH = 8;
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private PixelQuery() {}

    /** A transparent dot. */
    static byte[] gif() {
        return GIF.clone();
    }

    /**
     * The message of a request. An image carries no time, so it happened when it was asked for; two
     * openings of one mail so are two messages.
     */
    static Tree message(InboundRequest request) throws MalformedInputException {
        Map<String, Object> message = new LinkedHashMap<>(fields(request));
        if (Tree.root(message).text("/timestamp").isEmpty()) {
            message.put("timestamp", request.receivedAt().toString());
        }
        return Tree.root(message);
    }

    private static Map<String, Object> fields(InboundRequest request)
            throws MalformedInputException {
        if (request.parameter("data").isPresent()) {
            throw new MalformedInputException(
                    "encoded_pixel",
                    "the parameter \"data\" is not read; name each member by a parameter of its"
                            + " own, e.g. properties.subject=Hello");
        }
        if (request.query().size() > MAX_PARAMETERS) {
            throw new MalformedInputException(
                    "too_complex", "a pixel may have " + MAX_PARAMETERS + " parameters");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : request.query().entrySet()) {
            List<String> path = List.of(parameter.getKey().split("\\.", MAX_DEPTH));
            put(fields, path, parameter.getValue().get(0));
        }
        return fields;
    }

    /** The first value of a place stays: what is already a text gets no members. */
    @SuppressWarnings("unchecked") // the only maps in here are those made here
    private static void put(Map<String, Object> into, List<String> path, String value) {
        Object at = into;
        for (String step : path.subList(0, path.size() - 1)) {
            at = ((Map<String, Object>) at).computeIfAbsent(step, name -> new LinkedHashMap<>());
            if (!(at instanceof Map)) {
                return;
            }
        }
        ((Map<String, Object>) at).putIfAbsent(path.get(path.size() - 1), value);
    }
}
