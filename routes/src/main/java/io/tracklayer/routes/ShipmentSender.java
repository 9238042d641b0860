// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.delivery.Shipment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends shipments the way their destination asks for: to a platform or to a Camel endpoint. */
public final class ShipmentSender {
    private static final Logger LOG = LoggerFactory.getLogger(ShipmentSender.class);

    private final AuthorisedSender platforms;
    private final EndpointSender endpoints;

    ShipmentSender(AuthorisedSender platforms, EndpointSender endpoints) {
        this.platforms = platforms;
        this.endpoints = endpoints;
    }

    /** A shipment as it left with what became of it. */
    public record Sent(Shipment shipment, SendResult result) {}

    /** Sends a shipment; never throws, because every failure is a result. */
    public Sent send(Shipment shipment) {
        try {
            return sent(shipment);
        } catch (RuntimeException unsendable) {
            // without a result the deliveries would stay in flight until the node is restarted
            String id = shipment.batch().destination().id();
            LOG.error("{}: a request could not be sent", id, unsendable);
            return new Sent(
                    shipment,
                    new SendResult.Failed(
                            false, "unsendable", "the request could not be sent; see the log", 0));
        }
    }

    private Sent sent(Shipment shipment) {
        if (EndpointSender.serves(shipment.batch().destination())) {
            return new Sent(shipment, endpoints.send(shipment));
        }
        AuthorisedSender.Exchanged exchanged =
                platforms.send(
                        shipment.batch().destination().id(), shipment.request(), shipment.grant());
        return new Sent(shipment.sentAs(exchanged.request()), exchanged.result());
    }
}
