// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.UnitOfWork;
import java.nio.file.Path;

/**
 * Writes units until it is killed: journal offset n is event n, its delivery, and the end of the
 * delivery before.
 */
final class KilledNode {
    private KilledNode() {}

    public static void main(String[] arguments) {
        JdbcEvidenceStore store = Given.store(Path.of(arguments[0]));
        long offset = store.appliedOffset();
        while (true) {
            long batch = offset % 7 + 1;
            UnitOfWork unit = store.begin();
            for (long seq = offset; seq < offset + batch; seq++) {
                unit.insertEvent(Given.event(seq));
                unit.insertDelivery(Given.pending(seq, "meta", Given.NOON));
                unit.findDelivery(seq - 1, "meta")
                        .map(KilledNode::ended)
                        .ifPresent(unit::updateDelivery);
            }
            offset += batch;
            unit.commit(offset);
            System.out.println(offset);
        }
    }

    private static Delivery ended(Delivery delivery) {
        return Given.delivery(
                delivery.eventSeq(), "meta", DeliveryStatus.DELIVERED, "accepted", null);
    }
}
