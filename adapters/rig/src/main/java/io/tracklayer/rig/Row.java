// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;

/**
 * What the node says of one event and one destination when all is over: a line of {@code rows.log}.
 */
record Row(
        String destination,
        String merchant,
        String eventName,
        String eventId,
        String orderId,
        String status,
        String reason) {
    String line() {
        return Tabs.join(destination, merchant, eventName, eventId, orderId, status, reason);
    }

    static Row of(String line) {
        List<String> f = Tabs.split(line, 7);
        return new Row(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6));
    }

    boolean terminal() {
        return !status.equals("pending") && !status.equals("held");
    }
}
