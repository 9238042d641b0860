// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;

/**
 * One count of {@code /api/v1/counts} at one moment: a line of {@code samples.log}.
 *
 * @param sample number of the moment; all its lines were one answer of the node
 * @param about {@code delivery} or {@code request}
 * @param what the destination of deliveries, the verdict of requests
 */
record Sample(long sample, long at, String about, String merchant, String what, long count) {
    String line() {
        return Tabs.join(sample, at, about, merchant, what, count);
    }

    static Sample of(String line) {
        List<String> f = Tabs.split(line, 6);
        return new Sample(
                Long.parseLong(f.get(0)),
                Long.parseLong(f.get(1)),
                f.get(2),
                f.get(3),
                f.get(4),
                Long.parseLong(f.get(5)));
    }
}
