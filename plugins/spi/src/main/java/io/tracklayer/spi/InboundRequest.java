// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request as it arrived. Immutable. */
public interface InboundRequest {

    /** Upper-case HTTP method. */
    String method();

    /** Path without query, without trailing slash. */
    String path();

    /** Query parameters, decoded once. */
    Map<String, List<String>> query();

    /** The first value of an allow-listed header, name in lower case. */
    Optional<String> header(String name);

    /** The body, byte for byte after removing a content encoding. The array must not be changed. */
    byte[] raw();

    /** The sender's address: the peer, or what a trusted proxy says. */
    String remoteAddress();

    /** When it arrived. */
    Instant receivedAt();

    /**
     * The body as one strictly read JSON document: UTF-8, no duplicate keys, no trailing bytes, at
     * most 64 levels and numbers of at most 100 digits.
     *
     * @throws MalformedInputException naming what is wrong and where
     */
    Object json() throws MalformedInputException;

    /** The first value of a query parameter. */
    default Optional<String> parameter(String name) {
        return query().getOrDefault(name, List.of()).stream().findFirst();
    }
}
