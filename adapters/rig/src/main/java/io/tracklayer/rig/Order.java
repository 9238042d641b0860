// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the events of one order were first accepted in the order in which they were sent. */
final class Order {
    private Order() {}

    static List<Defect> check(World world, Ledgers ledgers) {
        Map<String, Integer> places = new HashMap<>();
        ledgers.attempted().forEach(a -> places.putIfAbsent(a.eventId(), places.size()));
        List<Defect> defects = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, Received> last = new HashMap<>();
        for (Received now : ledgers.received()) {
            boolean asked = world.ordered().contains(now.destination()) && !now.orderId().isEmpty();
            String event = now.destination() + " " + now.eventId();
            if (asked && now.answer().taken() && seen.add(event)) {
                Received before = last.put(now.destination() + " " + now.orderId(), now);
                if (before != null && place(places, now) < place(places, before)) {
                    defects.add(
                            new Defect(
                                    Defect.Kind.REORDERED,
                                    event + " came after " + before.eventId()));
                }
            }
        }
        return defects;
    }

    private static int place(Map<String, Integer> places, Received receipt) {
        return places.getOrDefault(receipt.eventId(), Integer.MAX_VALUE);
    }
}
