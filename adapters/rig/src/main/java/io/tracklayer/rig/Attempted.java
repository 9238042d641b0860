// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;

/**
 * One event of one message that is about to be sent to the node: a line of {@code attempt.log}. A
 * message with several events has a line for each.
 *
 * @param at milliseconds since 1970
 * @param message number of the message; sent again it keeps it
 * @param kind what it is, e.g. {@code shopify}
 * @param orderId empty when it is no order
 * @param value in major units as sent, empty when there is none
 * @param eventTime seconds since 1970
 * @param consent {@code granted} or {@code denied}, for every purpose
 */
record Attempted(
        long at,
        long message,
        String kind,
        String merchant,
        String store,
        String eventName,
        String eventId,
        String orderId,
        String value,
        long eventTime,
        String consent) {
    String line() {
        return Tabs.join(
                at, message, kind, merchant, store, eventName, eventId, orderId, value, eventTime,
                consent);
    }

    static Attempted of(String line) {
        List<String> f = Tabs.split(line, 11);
        return new Attempted(
                Long.parseLong(f.get(0)),
                Long.parseLong(f.get(1)),
                f.get(2),
                f.get(3),
                f.get(4),
                f.get(5),
                f.get(6),
                f.get(7),
                f.get(8),
                Long.parseLong(f.get(9)),
                f.get(10));
    }

    boolean denied() {
        return consent.equals("denied");
    }
}
