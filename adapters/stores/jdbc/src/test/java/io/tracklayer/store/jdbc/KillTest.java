// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    @TempDir Path folder;

    @Test
    void afterAKillRowsCountsAndOffsetAgreeAndTheStoreGoesOnFromThere() throws Exception {
        Random random = new Random(42);
        long before = 0;
        for (int kill = 0; kill < 5; kill++) {
            killedAfter(folder, 200 + random.nextInt(450));

            long after = agreedOffset(folder);
            assertTrue(after >= before, () -> "the offset went back");
            before = after;
        }
        assertTrue(before > 0, "no unit survived any of the kills");
    }

    @Test
    void whereverACrashCutsTheLogRowsCountsAndOffsetAgree() throws Exception {
        Random random = new Random(43);
        Path whole = folder.resolve("whole");
        killedAfter(whole, 300);
        byte[] log = Files.readAllBytes(whole.resolve("evidence.log"));
        for (int cut = 0; cut < 10; cut++) {
            Path copy = copy(whole, folder.resolve("cut-" + cut));
            int anywhere = random.nextInt(log.length);
            int end = cut % 2 == 0 ? anywhere : endOfCommit(log, anywhere);
            Files.write(copy.resolve("evidence.log"), Arrays.copyOf(log, end));

            agreedOffset(copy);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static int endOfCommit(byte[] log, int from) {
        String text = new String(log, StandardCharsets.ISO_8859_1);
        int commit = text.indexOf("COMMIT\n", from);
        return commit < 0 ? log.length : commit + "COMMIT\n".length();
    }

    private static void killedAfter(Path folder, int units)
            throws IOException, InterruptedException {
        Process node =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledNode.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader committed =
                new BufferedReader(
                        new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            for (int unit = 0; unit < units; unit++) {
                if (committed.readLine() == null) {
                    throw new AssertionError("the node ended by itself, exit " + node.waitFor());
                }
            }
        } finally {
            node.destroyForcibly().waitFor();
        }
    }

    private static long agreedOffset(Path folder) {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            long offset = store.appliedOffset();
            List<Long> newestFirst =
                    LongStream.range(0, offset).map(seq -> offset - 1 - seq).boxed().toList();
            List<StoredEvent> events =
                    store.queries().events(EventFilter.all(), Long.MAX_VALUE, Integer.MAX_VALUE);
            assertEquals(newestFirst, events.stream().map(StoredEvent::seq).toList());
            List<Delivery> deliveries =
                    store.queries()
                            .deliveries(DeliveryFilter.all(), Long.MAX_VALUE, Integer.MAX_VALUE);
            assertEquals(newestFirst, deliveries.stream().map(Delivery::eventSeq).toList());
            assertEquals(standings(deliveries), counted(store));
            return offset;
        }
    }

    private static Map<DeliveryStatus, Long> standings(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(Delivery::status)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Map<DeliveryStatus, Long> counted(JdbcEvidenceStore store) {
        return store.queries().deliveryCounts().stream()
                .collect(Collectors.toMap(count -> count.status(), count -> count.count()));
    }
}
