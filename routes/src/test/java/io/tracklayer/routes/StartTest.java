// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir Path folder;

    /** A sender takes 404 as final and would throw its event away. */
    @Test
    void whoeverCallsWhileTheNodeStartsIsServedOrNotConnected() throws Exception {
        int port = NodeProcess.freePort();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (Shop shop = Shop.open(folder)) {
            shop.change(
                    "tracklayer.yaml",
                    text -> text.replace("listen: 127.0.0.1:0", "listen: 127.0.0.1:" + port));
            Web web = new Web(URI.create("http://127.0.0.1:" + port));
            Future<Set<Integer>> answers = sender.submit(() -> answersUntilServed(shop, web));
            try (Node node = Node.start(shop.config(), Clock.systemUTC())) {
                assertEquals(Set.of(200), answers.get(), "while it started");
                assertEquals(port, node.address().getPort());
            }
        } finally {
            sender.shutdownNow();
        }
    }

    private static Set<Integer> answersUntilServed(Shop shop, Web node) {
        Set<Integer> answers = new TreeSet<>();
        int refused = 0;
        while (!answers.contains(200) && !Thread.currentThread().isInterrupted()) {
            try {
                answers.add(shop.order(node, 1).status());
            } catch (UncheckedIOException notYet) {
                refused++;
            }
        }
        assertTrue(refused > 0, "it was called before it listened");
        return answers;
    }
}
