// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import java.util.List;
import java.util.Map;

/** Where the sources of a store listen that are told apart by their address. */
final class SourceAddresses {
    private static final String STORE = "{store}";
    private static final String SOURCE = "{source}";

    private SourceAddresses() {}

    /** Paths with the names of the store and the source filled in. */
    static List<String> of(StoreConfig store) {
        return store.sources().entrySet().stream()
                .flatMap(
                        source ->
                                source.getValue().source().descriptor().endpoints().stream()
                                        .filter(one -> named(one, source))
                                        .map(one -> filled(one, store.id(), source.getKey())))
                .distinct()
                .toList();
    }

    /** A source under a name of its own is only reached where the path has it. */
    private static boolean named(
            Endpoint endpoint, Map.Entry<String, StoreConfig.SourceConfig> source) {
        return endpoint.path().contains(STORE)
                && (endpoint.path().contains(SOURCE)
                        || source.getKey().equals(source.getValue().source().descriptor().id()));
    }

    private static String filled(Endpoint endpoint, String store, String source) {
        return endpoint.path().replace(STORE, store).replace(SOURCE, source);
    }
}
