// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.Batch;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Lane;
import io.tracklayer.core.delivery.Shipment;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;

/** The verbs of the deliver route. */
public final class LaneVerbs {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Lane lane;

    LaneVerbs(Lane lane) {
        this.lane = lane;
    }

    /** What is due: inquiries first, which are few, else batches. */
    public List<?> claim() throws InterruptedException {
        List<Inquiry> inquiries = lane.inquiries();
        return inquiries.isEmpty() ? lane.claim(PATIENCE) : inquiries;
    }

    /**
     * The request for a batch or an inquiry, or null when there is none to send: the deliveries
     * were given back.
     */
    @Handler
    public Shipment pack(Object work) {
        return (work instanceof Inquiry inquiry ? lane.pack(inquiry) : lane.pack((Batch) work))
                .orElse(null);
    }

    /** Judges the answer and settles the deliveries. */
    public void record(Exchange exchange) {
        ShipmentSender.Sent sent = exchange.getMessage().getBody(ShipmentSender.Sent.class);
        lane.record(sent.shipment(), sent.result());
    }
}
