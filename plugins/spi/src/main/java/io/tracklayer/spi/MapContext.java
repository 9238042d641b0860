// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;
import java.util.List;

/** What the host knows while an event is mapped. */
public interface MapContext {

    /** The node's time; the only clock a destination may use. */
    Instant now();

    /**
     * Whether this destination has already accepted an event of that name for the order, e.g. to
     * send a cancellation only after a purchase.
     */
    boolean accepted(EventName name, String orderId);

    /**
     * The events of the order this destination has accepted, earliest arrival first, without what
     * the decision on each took out: for platforms that are told the order's new total instead of
     * the difference. One the content of which is no longer kept is missing.
     */
    List<Event> accepted(String orderId);
}
