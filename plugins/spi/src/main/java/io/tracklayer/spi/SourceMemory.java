// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Optional;

/**
 * What a source remembers of a store between its requests, such as the last state of an order whose
 * sender only tells its current one: small texts under keys of the source's own. Reads and writes
 * belong to the transaction of the request and come in the order in which requests are processed,
 * so the same requests give the same results again. An entry is forgotten 400 days after it was
 * last written. Nothing that names a person belongs in it. Used on one thread, and not after {@link
 * Source#decode} returned.
 */
public interface SourceMemory {
    /** The longest key, in characters. */
    int LONGEST_KEY = 200;

    /** The longest text, in characters. */
    int LONGEST_TEXT = 8_000;

    /** What was last remembered under the key. */
    Optional<String> recall(String key);

    /**
     * Remembers a text under the key, in place of an earlier one.
     *
     * @throws IllegalArgumentException if the key or the text is too long
     */
    void remember(String key, String text);

    /**
     * Whether this is the first time that the key is seen, which it is no more afterwards. For
     * states that a sender repeats in every message, such as an order that is paid.
     */
    default boolean first(String key) {
        boolean first = recall(key).isEmpty();
        if (first) {
            remember(key, "");
        }
        return first;
    }

    /** A memory that knows nothing and keeps nothing. */
    static SourceMemory none() {
        return new SourceMemory() {
            @Override
            public Optional<String> recall(String key) {
                return Optional.empty();
            }

            @Override
            public void remember(String key, String text) {
                // kept by nobody
            }
        };
    }
}
