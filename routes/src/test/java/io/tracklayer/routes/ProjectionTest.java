// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tracklayer.store.journal.DiskFiles;
import io.tracklayer.store.journal.JournalSettings;
import io.tracklayer.store.journal.SegmentJournal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is said and shown while the evidence cannot be written. */
class ProjectionTest {
    private static final long OFFSET = 42;

    @TempDir Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Projection.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AheadClock clock = new AheadClock();
    private RuntimeException failure;
    private final Projection projection = new Projection(this::take, () -> OFFSET, () -> {}, clock);

    private void take() {
        if (failure != null) {
            throw failure;
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void ignore() {
        logger.detachAppender(log);
    }

    @Test
    void theSameFailureIsLoggedOnceAMinuteAndAnotherAtOnce() throws Exception {
        failing("the disk is full");
        failing("the disk is full");
        assertEquals(1, errors().size(), errors().toString());
        clock.pass(Duration.ofSeconds(61));
        failing("the disk is full");
        assertEquals(2, errors().size(), errors().toString());
        failing("the file is locked");
        assertEquals(3, errors().size(), errors().toString());
        assertTrue(errors().get(2).contains("from journal record 42 on"), errors().get(2));
        assertTrue(errors().get(2).endsWith("the file is locked"), errors().get(2));
    }

    @Test
    void aFailureThatComesAndGoesIsLoggedNoMoreOften() throws Exception {
        for (int time = 0; time < 5; time++) {
            failing("the disk is full");
            working();
        }
        assertEquals(1, errors().size(), errors().toString());
        assertTrue(projection.stall().isEmpty());
    }

    @Test
    void aStallBeganWithTheFirstFailureAndEndsWithTheFirstSuccess() throws Exception {
        Instant before = clock.instant();
        failing("the disk is full");
        clock.pass(Duration.ofMinutes(5));
        failing("the file is locked");
        Projection.Stall stall = projection.stall().orElseThrow();
        assertTrue(stall.since().isBefore(before.plusSeconds(60)), stall.toString());
        assertEquals(OFFSET, stall.offset());
        assertEquals("the file is locked", stall.problem());
        working();
        assertTrue(projection.stall().isEmpty());
    }

    @Test
    void aRecordOfANewerVersionIsShownByHealthWhileRequestsAreTakenIn() throws Exception {
        int port = NodeProcess.freePort();
        try (Shop shop = Shop.open(folder)) {
            shop.change(
                    "tracklayer.yaml",
                    text -> text.replace("management-port: 0", "management-port: " + port));
            Web management = new Web(URI.create("http://127.0.0.1:" + port));
            shop.whileRunning(node -> assertEquals("UP", projection(management).get("status")));
            appendRecordOfANewerVersion();
            shop.whileRunning(
                    node -> {
                        Awaitility.await("health shows it")
                                .atMost(Web.PATIENCE)
                                .until(() -> projection(management).get("status"), "DOWN"::equals);
                        assertEquals(503, management.get("/observe/health").status());
                        assertEquals(200, management.get("/observe/health/ready").status());
                        assertEquals(200, management.get("/observe/health/live").status());
                        String told = management.get("/observe/health?data=true").text();
                        assertTrue(told.contains("unknown kind 90"), told);
                        assertTrue(told.contains("since"), told);
                        assertEquals(200, shop.order(node, 1).status());
                    });
        }
        assertEquals(1, errors().size(), errors().toString());
    }

    private void appendRecordOfANewerVersion() throws Exception {
        Path data = folder.resolve("data/journal");
        try (SegmentJournal journal =
                SegmentJournal.open(
                        data, JournalSettings.defaults(), new DiskFiles(), System::nanoTime, 0)) {
            journal.append("Z is no kind of this version".getBytes()).get();
        }
    }

    private static Map<?, ?> projection(Web management) {
        Iterable<?> checks = (Iterable<?>) management.get("/observe/health").json().get("checks");
        for (Object check : checks) {
            if (check instanceof Map<?, ?> one && "projection".equals(one.get("name"))) {
                return one;
            }
        }
        throw new AssertionError("health names no projection");
    }

    private void failing(String problem) throws InterruptedException {
        failure = new IllegalStateException(problem);
        assertFalse(projection.goesOn());
    }

    private void working() throws InterruptedException {
        failure = null;
        assertTrue(projection.goesOn());
    }

    private List<String> errors() {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
