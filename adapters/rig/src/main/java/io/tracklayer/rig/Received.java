// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;

/**
 * One event in one call that reached a platform: a line of {@code received.log}, written before the
 * call is answered.
 *
 * @param at milliseconds since 1970
 * @param call number of the call; events of a batch share it
 * @param eventTime seconds since 1970
 * @param value as the platform was given it, empty when there is none
 */
record Received(
        long at,
        String destination,
        long call,
        String eventName,
        String eventId,
        String orderId,
        long eventTime,
        String value,
        Answer answer) {
    /** What the platform did with the event. */
    enum Answer {
        /** Taken, and a 2xx on its way. */
        ACCEPTED,
        /** Taken, but the connection ends without an answer: the sender cannot know. */
        UNANSWERED,
        /** Not taken, and the connection ends without an answer. */
        RESET,
        /** Not taken, for the moment. */
        LATER,
        /** Not taken because of another event in the same call. */
        SPOILT,
        /** Not taken, ever. */
        REFUSED;

        boolean taken() {
            return this == ACCEPTED || this == UNANSWERED;
        }

        /** Whether the sender may rightly not know what became of it. */
        boolean unknown() {
            return this == UNANSWERED || this == RESET;
        }
    }

    String line() {
        return Tabs.join(
                at, destination, call, eventName, eventId, orderId, eventTime, value, answer);
    }

    static Received of(String line) {
        List<String> f = Tabs.split(line, 9);
        return new Received(
                Long.parseLong(f.get(0)),
                f.get(1),
                Long.parseLong(f.get(2)),
                f.get(3),
                f.get(4),
                f.get(5),
                Long.parseLong(f.get(6)),
                f.get(7),
                Answer.valueOf(f.get(8)));
    }
}
