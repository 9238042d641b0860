// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.LinkedHashMap;
import java.util.Map;

/** All scenarios by the name a person calls them, in the order {@code all} plays them. */
final class Scenarios {
    private Scenarios() {}

    static Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("second-node", Machines::secondNode);
        all.put("kills", Kills::random);
        all.put("recovery", Kills::recovery);
        all.put("exact", Kills::exact);
        all.put("stop", Machines::terminated);
        all.put("pause", Machines::paused);
        all.put("power-cut", Disks::cut);
        all.put("disk-full", Disks::full);
        all.put("bad-sync", Disks::badSync);
        all.put("slow-sync", Disks::slowSync);
        all.put("torn-tail", Damages::tornTail);
        all.put("sealed-damage", Damages::sealed);
        all.put("rebuild-damage", Damages::rebuilt);
        all.put("unapplied-damage", Damages::unapplied);
        all.put("memory", Machines::memory);
        all.put("out-of-memory", Machines::outOfMemory);
        all.put("clock", Machines::clock);
        return all;
    }
}
