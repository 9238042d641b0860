// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import io.tracklayer.core.identity.OrderForms;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        Set<StoredEvent> found = new LinkedHashSet<>(plain(merchant, core));
        found.addAll(new ByKeys(ground).of(merchant, one -> EventKeys.order(one, typed)));
        return found.stream().filter(one -> OrderForms.cores(one.event()).contains(core)).toList();
    }

    /** What is written as plainly as can be has no key beside its id. */
    private List<StoredEvent> plain(String merchant, String core) {
        return core.isEmpty()
                ? List.of()
                : ground.evidence().eventsByKey(core, MOST).stream()
                        .filter(one -> ground.sees(one.event().merchant()))
                        .filter(
                                one ->
                                        merchant.isEmpty()
                                                || one.event().merchant().equals(merchant))
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
