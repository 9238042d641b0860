// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.time.Duration;

/**
 * How requests are sent.
 *
 * @param connections open at once, each with one request at a time
 * @param perSecond requests begun per second whatever the answers do, or 0 for as many as are
 *     answered
 * @param most after so many requests it ends
 * @param longest after so long it ends
 */
record Load(int connections, double perSecond, long most, Duration longest) {
    static Load steadily(int connections, Duration longest) {
        return new Load(connections, 0, Long.MAX_VALUE, longest);
    }

    static Load counted(int connections, long most) {
        return new Load(connections, 0, most, Duration.ofMinutes(10));
    }

    static Load paced(int connections, double perSecond, Duration longest) {
        return new Load(connections, perSecond, Long.MAX_VALUE, longest);
    }
}
