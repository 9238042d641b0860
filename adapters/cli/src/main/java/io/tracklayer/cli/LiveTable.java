// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Where the deliveries stand: redrawn in place on a terminal, now and then as lines elsewhere. */
final class LiveTable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final DemoWorld world;
    private final Http node;
    private final PrintWriter out;
    private final boolean terminal;
    private int drawn;
    private long last;

    LiveTable(DemoWorld world, Http node, PrintWriter out, boolean terminal) {
        this.world = world;
        this.node = node;
        this.out = out;
        this.terminal = terminal;
    }

    /** Draws when it is time to. */
    void tick() {
        Duration every = terminal ? ON_TERMINAL : ELSEWHERE;
        if (System.nanoTime() - last >= every.toNanos()) {
            draw(NodeCounts.of(node));
        }
    }

    /** Draws now. */
    void draw(NodeCounts counts) {
        last = System.nanoTime();
        if (!terminal) {
            out.println(line(counts));
            out.flush();
            return;
        }
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
        }
        List<String> lines = table(counts);
        lines.forEach(out::println);
        out.flush();
        drawn = lines.size();
    }

    /** The full table, with one row per merchant and destination. */
    List<String> table(NodeCounts counts) {
        TextTable table =
                new TextTable(
                        "merchant",
                        "destination",
                        "delivered",
                        "pending",
                        "held",
                        "skipped",
                        "failed");
        for (DemoMerchant merchant : world.merchants()) {
            for (DemoPlatform platform : DemoPlatform.values()) {
                String destination = merchant.destination(platform);
                Object[] cells = new Object[2 + NodeCounts.STATUSES.size()];
                cells[0] = merchant.id();
                cells[1] = platform.wire();
                for (int i = 0; i < NodeCounts.STATUSES.size(); i++) {
                    cells[i + 2] = counts.deliveries(destination, NodeCounts.STATUSES.get(i));
                }
                table.row(cells);
            }
        }
        return table.lines();
    }

    private static String line(NodeCounts counts) {
        StringBuilder line = new StringBuilder("messages " + counts.requests());
        for (String status : NodeCounts.STATUSES) {
            line.append(", ").append(status).append(' ').append(counts.deliveries(status));
        }
        return line.toString();
    }
}
