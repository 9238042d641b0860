// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param how how it was found, as a sentence; empty when nothing was
 * @param events newest first, not more than can be shown
 * @param meant the one a question is most likely about; empty when nothing was found
 */
public record Hit(String how, List<StoredEvent> events, Optional<StoredEvent> meant) {
    /** Nothing was found. */
    static final Hit NOTHING = new Hit("", List.of(), Optional.empty());

    private static final Comparator<StoredEvent> NEWEST_FIRST =
            Comparator.comparingLong(StoredEvent::seq).reversed();

    private static final int MOST = 100;

    public Hit {
        events = events.stream().limit(MOST).toList();
    }

    /** Some events, of which the purchase is meant, or else the newest. */
    static Hit of(String how, List<StoredEvent> found) {
        List<StoredEvent> events = found.stream().sorted(NEWEST_FIRST).toList();
        Optional<StoredEvent> meant =
                events.stream()
                        .filter(one -> one.event().name() == EventName.PURCHASE_PLACED)
                        .findFirst()
                        .or(
                                () ->
                                        events.stream()
                                                .filter(one -> one.event().name().purchaseLike())
                                                .findFirst())
                        .or(() -> events.stream().findFirst());
        return new Hit(how, events, meant);
    }

    /** The same with another event meant. */
    Hit meaning(StoredEvent event) {
        return new Hit(how, events, Optional.of(event));
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
