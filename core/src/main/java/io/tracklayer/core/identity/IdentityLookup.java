// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whom people mean who name a key by kind and value. */
public final class IdentityLookup {
    private final Collection<StoreConfig> stores;

    /** Looks at the stores that are configured. */
    public IdentityLookup(Configuration configuration) {
        this.stores = configuration.stores().values();
    }

    /** Whether any store is of that merchant. */
    public boolean knows(String merchant) {
        return stores.stream().anyMatch(store -> store.merchant().equals(merchant));
    }

    /**
     * The keys the values may stand for: one per merchant, or per store where stores number by
     * themselves. Strongest first.
     *
     * @param merchant of one merchant only; empty for all
     * @param values by kind, as events have them; what stands for nobody is left out
     */
    public List<IdentityKey> keys(String merchant, Map<KeyKind, String> values) {
        List<IdentityKey> keys = new ArrayList<>();
        new TreeMap<>(values)
                .forEach(
                        (kind, value) ->
                                stores.stream()
                                        .filter(s -> of(s, merchant))
                                        .map(s -> key(s, kind, value))
                                        .flatMap(Optional::stream)
                                        .distinct()
                                        .forEach(keys::add));
        return keys;
    }

    private static boolean of(StoreConfig store, String merchant) {
        return merchant.isEmpty() || store.merchant().equals(merchant);
    }

    private static Optional<IdentityKey> key(StoreConfig store, KeyKind kind, String value) {
        return IdentityKeys.of(store.merchant(), store.id(), kind, value);
    }
}
