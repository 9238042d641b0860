// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;

/**
 * One event handed to the destination.
 *
 * @param name what is special about it
 * @param event the event
 * @param context the host that hands it over
 * @param amount the one amount of the event, which the request must carry; null when there is none
 *     such
 */
record Case(String name, Event event, HostContext context, BigDecimal amount) {

    /**
     * The same with an event id and an order of its own, for platforms take either once. Where it
     * matters what became of the order before, the order stays.
     */
    Case numbered(int number) {
        Event.Builder own = event.toBuilder();
        if (event.eventId().startsWith("ord_" + GivenEvents.ORDER)) {
            own.eventId(event.eventId() + "_" + number);
        }
        boolean readyMade =
                event.text(EventField.ORDER_ID).filter(GivenEvents.ORDER::equals).isPresent();
        if (readyMade && context == GivenDestination.CONTEXT) {
            own.set(EventField.ORDER_ID, GivenEvents.ORDER + number);
        }
        return new Case(name, own.build(), context, amount);
    }
}
