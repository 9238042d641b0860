// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;
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
     * One method and path. A path is matched exactly, with or without a trailing slash; {@code
     * /webhooks/x/{store}} takes the store's id from its last segment.
     */
    public record Endpoint(String method, String path) {}

    /** How a request finds its store. */
    public enum Addressing {
        /** The last path segment is the store id. */
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
