// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that may open 400 files and connections, and clients that take them all. */
class DescriptorsRunOutTest {
    private static final int FILES = 400;
    private static final Map<String, Long> DELIVERED =
            Map.of("meta delivered", 2L, "warehouse delivered", 2L);

    @TempDir Path folder;

    private NodeProcess node;
    private int starts;

    /**
     * Without a free descriptor no class can be loaded either: a node that needed one then ends and
     * is started again, as a supervisor does.
     */
    @Test
    void aNodeOutOfFileDescriptorsDoesNotSpinAndGoesOnAfterwards() throws Exception {
        int port = NodeProcess.freePort();
        try (Shop shop = Shop.open(folder)) {
            shop.change(
                    "tracklayer.yaml",
                    text -> text.replace("listen: 127.0.0.1:0", "listen: 127.0.0.1:" + port));
            start(shop);
            Web web = node.web();
            assertEquals(200, shop.order(web, 1).status());
            takeAllDescriptors(port);
            Awaitility.await("taking orders again")
                    .atMost(Web.PATIENCE)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> shop.order(supervised(shop, web), 2).status() == 200);
            Awaitility.await("both orders delivered")
                    .atMost(Web.PATIENCE)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> DELIVERED.equals(supervised(shop, web).deliveryCounts()));
        } finally {
            node.close();
        }
    }

    private void takeAllDescriptors(int port) throws IOException {
        List<Socket> hoard = new ArrayList<>();
        try {
            for (int i = 0; i < FILES + 50 && node.isAlive(); i++) {
                hoard.add(new Socket("127.0.0.1", port));
            }
            Duration before = node.processorTime();
            long began = System.nanoTime();
            // the last connections are left in the kernel's queue: nobody hears from them
            Awaitility.await("two seconds of want")
                    .atMost(Web.PATIENCE)
                    .until(() -> System.nanoTime() - began > 2_000_000_000L);
            if (node.isAlive()) {
                Duration spent = node.processorTime().minus(before);
                assertTrue(spent.toMillis() < 1_500, spent + " of processor time in 2 s");
            }
        } catch (ConnectException ended) {
            // it has met its want already
        } finally {
            for (Socket socket : hoard) {
                socket.close();
            }
        }
    }

    private void start(Shop shop) throws IOException {
        node = NodeProcess.startWithFiles(shop.config(), folder.resolve(++starts + ".log"), FILES);
    }

    private Web supervised(Shop shop, Web web) throws IOException {
        if (!node.isAlive()) {
            assertEquals(1, node.exitCode());
            assertTrue(node.output().contains("the node cannot go on"), node.output());
            start(shop);
        }
        return web;
    }
}
