// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;

/** What the host knows while an event is mapped. */
public interface MapContext {

    /** The node's time; the only clock a destination may use. */
    Instant now();

    /**
     * Whether this destination has already accepted an event of that name for the order, e.g. to
     * send a cancellation only after a purchase.
     */
    boolean accepted(EventName name, String orderId);
}
