// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.HashMap;
import java.util.Map;

/**
 * How many requests are worked on at once, and how many bytes of them are in memory. A sender may
 * hold as many requests as are still free: alone that is half of all, two that flood get a third
 * each, and one that asks for little always finds room. Thread-safe.
 */
final class FairShare {
    private final int mostRequests;
    private final long mostBytes;
    private final Map<String, Integer> held = new HashMap<>();
    private int requests;
    private long bytes;

    FairShare(int mostRequests, long mostBytes) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    /** Whether one more request of that sender may be worked on; it must be left again. */
    synchronized boolean enter(String sender) {
        int own = held.getOrDefault(sender, 0);
        if (own >= mostRequests - requests) {
            return false;
        }
        held.put(sender, own + 1);
        requests++;
        return true;
    }

    synchronized void leave(String sender, long took) {
        held.computeIfPresent(sender, (id, own) -> own == 1 ? null : own - 1);
        requests--;
        bytes -= took;
    }

    /**
     * Whether so many more bytes may be read; they are given back by leaving.
     *
     * @param oversized whether they belong to a body that is larger than it should be, for which
     *     only half the room is there
     */
    synchronized boolean take(long more, boolean oversized) {
        if (bytes + more > (oversized ? mostBytes / 2 : mostBytes)) {
            return false;
        }
        bytes += more;
        return true;
    }

    synchronized int requests() {
        return requests;
    }
}
