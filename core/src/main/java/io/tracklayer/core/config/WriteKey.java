// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import java.util.List;

/**
 * A write key, known only by its hash.
 *
 * @param id what operators call it, e.g. {@code key_3f9a}
 * @param sha256 hex hash of the key
 * @param kind {@code server}, {@code browser} or {@code any}
 * @param origins exact origins browsers may call from; empty for any
 */
public record WriteKey(
        String id,
        String sha256,
        String merchant,
        String store,
        String source,
        String kind,
        List<String> origins) {
    public WriteKey {
        origins = List.copyOf(origins);
    }
}
