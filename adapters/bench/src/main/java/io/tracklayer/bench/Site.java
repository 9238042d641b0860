// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;

/** Where measurements are made: the folder, the size, and who is told how far they are. */
record Site(Path folder, Scale scale, PrintWriter progress) {
    static final int CONNECTIONS = 64;

    void say(String line) {
        progress.println(line);
        progress.flush();
    }

    /** A purchase whose ids no other call here makes. */
    static RequestTemplate purchase(String path, String run) {
        Instant now = Instant.now();
        return RequestTemplate.purchase(
                path, NodeFolder.KEY, run + "-" + now.toEpochMilli(), now.minusSeconds(5));
    }

    /** Posts so many purchases and fails when one is refused. */
    static LoadResult post(NodeProcess node, String run, long count) {
        return LoadClient.run(
                        node.address(),
                        Load.counted(CONNECTIONS, count),
                        purchase("/v1/track", run)::request)
                .allGood("purchases");
    }
}
