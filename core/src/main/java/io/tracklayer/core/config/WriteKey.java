// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.access.Grant;
import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.access.Rate;
import io.tracklayer.core.access.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A write key, known only by its hash.
 *
 * @param id what operators call it, e.g. {@code key_3f9a}
 * @param sha256 hex hash of the key
 * @param origins exact origins browsers may call from; empty for any
 * @param scopes what it may send
 * @param rate how often, when it is not as often as all keys of its kind
 */
public record WriteKey(
        String id,
        String sha256,
        String merchant,
        String store,
        String source,
        KeyKind kind,
        List<String> origins,
        Set<Scope> scopes,
        Optional<Rate> rate) {
    public WriteKey {
        origins = List.copyOf(origins);
        scopes = Set.copyOf(scopes);
    }

    /** A key with all its kind may have. */
    public WriteKey(
            String id,
            String sha256,
            String merchant,
            String store,
            String source,
            KeyKind kind,
            List<String> origins) {
        this(id, sha256, merchant, store, source, kind, origins, kind.most(), Optional.empty());
    }

    /** What a request with it may contain. */
    public Grant grant() {
        return new Grant(id, kind, scopes);
    }

    /** Whether a page of that origin may use it. */
    public boolean allows(String origin) {
        return kind != KeyKind.SERVER && (origins.isEmpty() || origins.contains(origin));
    }
}
