// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
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

    @Test
    void aTakenPortEndsTheNodeWithASentence() throws Exception {
        try (Shop shop = Shop.open(folder);
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();
            shop.change("tracklayer.yaml", text -> text.replace("127.0.0.1:0", address));
            Exception taken =
                    assertThrows(
                            IOException.class,
                            () -> Node.start(shop.config(), Clock.systemUTC()).close());
            assertTrue(taken.getMessage().contains("cannot listen on " + address));
            assertTrue(taken.getMessage().contains("node.listen"), taken.getMessage());
        }
    }

    @Test
    void healthNamesTheJournalAndOnlyTheOwnerMayReadTheData() throws Exception {
        int port = NodeProcess.freePort();
        try (Shop shop = Shop.open(folder)) {
            shop.change(
                    "tracklayer.yaml",
                    text -> text.replace("management-port: 0", "management-port: " + port));
            shop.whileRunning(
                    node -> {
                        Web management = new Web(URI.create("http://127.0.0.1:" + port));
                        Object checks = management.json("/observe/health").get("checks");
                        assertTrue(
                                ((List<?>) checks)
                                        .contains(Map.of("name", "journal", "status", "UP")));
                    });
        }
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("data"))));
    }

    /** At the cap a sender is told to come back, and may as soon as the evidence has caught up. */
    @Test
    void theJournalKeepsToItsCapAndTakesMoreOnceOlderRecordsAreApplied() throws Exception {
        try (Shop shop = Shop.open(folder)) {
            shop.change(
                    "tracklayer.yaml",
                    text -> text + "journal: { max-size: 18MiB, segment-size: 1MiB }\n");
            shop.whileRunning(
                    node -> {
                        for (int order = 0; order < 40; order++) {
                            takenInTheEnd(shop, node, order);
                            assertTrue(journalBytes() <= 18 << 20, "the journal outgrew its cap");
                        }
                    });
        }
    }

    private static void takenInTheEnd(Shop shop, Web node, int order) {
        String json =
                Shop.orderJson(order)
                        .replaceFirst("\\{", "{\"note\":\"" + "x".repeat(700_000) + "\",");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                shop.webhook(node, "orders/create", json, "w" + order).status()
                                        == 200);
    }

    private long journalBytes() {
        try (Stream<Path> files = Files.list(folder.resolve("data/journal"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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
