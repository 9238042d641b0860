// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.core.identity.OrderForms;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds events by what their order is called, and by other ways to write its id. */
final class OrdersAlike {
    private static final int MOST = 40;

    private final Ground ground;

    OrdersAlike(Ground ground) {
        this.ground = ground;
    }

    /** Events whose order may be meant, of one merchant or of all, newest first. */
    List<StoredEvent> of(String merchant, String typed) {
        String core = OrderForms.core(typed);
        Set<Long> keys =
                ground.configuration().stores().values().stream()
                        .map(StoreConfig::merchant)
                        .filter(one -> merchant.isEmpty() || one.equals(merchant))
                        .distinct()
                        .map(one -> EventKeys.order(one, typed))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        return keys.isEmpty() ? List.of() : found(new Whose(core, keys), core);
    }

    private List<StoredEvent> found(Whose whose, String core) {
        return ground
                .evidence()
                .lookup()
                .search(EventSearch.all().of(whose), Long.MAX_VALUE, MOST)
                .events()
                .stream()
                .filter(one -> ground.sees(one.event().merchant()))
                .filter(one -> OrderForms.cores(one.event()).contains(core))
                .toList();
    }

    /** Whether the order has that name, with or without the sign before it. */
    static boolean named(Event event, String typed) {
        return event.text(EventField.ORDER_NAME)
                .map(OrderForms::bare)
                .filter(OrderForms.bare(typed)::equals)
                .isPresent();
    }

    /** Whether one's order id is what the other's order is called. */
    static boolean nameOfOther(Event one, Event other) {
        return one.orderId().filter(id -> named(other, id)).isPresent()
                || other.orderId().filter(id -> named(one, id)).isPresent();
    }
}
