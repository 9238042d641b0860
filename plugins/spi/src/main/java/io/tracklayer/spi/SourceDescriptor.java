// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a source is, as data.
 *
 * @param id lower-case id, e.g. {@code shopify}
 * @param title what people call it
 * @param endpoints where it listens
 * @param addressing how a request finds its store
 * @param settings all settings of one configured instance
 * @param headers names, lower case, of the request headers it reads; no other header reaches it or
 *     is stored
 * @param maxBytes largest request body, after inflating
 * @param malformed what the sender is told about content that cannot be read
 * @param authority which fields of its copies are believed when two copies of an action disagree
 * @param crossOrigin whether browsers on other sites may call it
 */
public record SourceDescriptor(
        String id,
        String title,
        List<Endpoint> endpoints,
        Addressing addressing,
        List<Setting> settings,
        Set<String> headers,
        int maxBytes,
        Malformed malformed,
        EventField.Authority authority,
        boolean crossOrigin) {

    public SourceDescriptor {
        endpoints = List.copyOf(endpoints);
        settings = List.copyOf(settings);
        headers = Set.copyOf(headers);
    }

    /**
     * The named segments of a request's path, empty when it came for none of the endpoints, e.g.
     * {@code {store=my-shop, topic=charge.paid}} for {@code /webhooks/x/{store}/{topic}}.
     */
    public Map<String, String> pathParameters(InboundRequest request) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.method().equals(request.method()))
                .flatMap(endpoint -> endpoint.match(request.path()).stream())
                .findFirst()
                .orElse(Map.of());
    }

    /**
     * One method and path. A path is matched exactly, with or without a trailing slash. A segment
     * in braces stands for any text: {@code {store}} names the store, {@code {source}} the name
     * under which the source stands in the store's configuration when that is not its id, and other
     * names mean what the source likes.
     */
    public record Endpoint(String method, String path) {

        /** The named segments of a path without trailing slash, empty when it is another path. */
        public Optional<Map<String, String>> match(String other) {
            String[] mine = path.split("/", -1);
            String[] theirs = other.split("/", -1);
            Map<String, String> named = new LinkedHashMap<>();
            boolean same = mine.length == theirs.length;
            for (int i = 0; same && i < mine.length; i++) {
                if (mine[i].startsWith("{") && mine[i].endsWith("}")) {
                    same = !theirs[i].isEmpty();
                    named.put(mine[i].substring(1, mine[i].length() - 1), theirs[i]);
                } else {
                    same = mine[i].equals(theirs[i]);
                }
            }
            return same ? Optional.of(named) : Optional.empty();
        }
    }

    /** How a request finds its store. */
    public enum Addressing {
        /** The path names the store. */
        STORE_IN_PATH,
        /** A write key belongs to one store. */
        WRITE_KEY
    }

    /**
     * What the sender is told about content that cannot be read. Either way it is stored and shown
     * as rejected.
     */
    public enum Malformed {
        /** 4xx, so that the developer sees it. */
        REFUSE,
        /** 2xx, so that the sender does not retry or cancel the subscription. */
        ACKNOWLEDGE
    }
}
