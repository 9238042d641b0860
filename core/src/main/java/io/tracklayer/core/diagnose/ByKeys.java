// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.evidence.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds events by the numbers of {@link io.tracklayer.core.identity.EventKeys}. */
final class ByKeys {
    private static final int MOST = 40;

    private final Ground ground;

    ByKeys(Ground ground) {
        this.ground = ground;
    }

    /**
     * The newest first; a number is the beginning of a hash, so each has to be compared.
     *
     * @param merchant empty for all
     * @param number of what is looked for, at a merchant
     */
    List<StoredEvent> of(String merchant, Function<String, Optional<Long>> number) {
        Set<Long> keys =
                ground.configuration().stores().values().stream()
                        .map(StoreConfig::merchant)
                        .filter(one -> merchant.isEmpty() || one.equals(merchant))
                        .filter(ground::sees)
                        .distinct()
                        .flatMap(one -> number.apply(one).stream())
                        .collect(Collectors.toSet());
        return keys.isEmpty() ? List.of() : found(new Whose("", keys));
    }

    private List<StoredEvent> found(Whose whose) {
        return ground
                .evidence()
                .lookup()
                .search(EventSearch.all().of(whose), Long.MAX_VALUE, MOST)
                .events()
                .stream()
                .filter(one -> ground.sees(one.event().merchant()))
                .toList();
    }
}
