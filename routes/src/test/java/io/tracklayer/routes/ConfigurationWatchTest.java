// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.console.RulesInForce;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When changed files come into force. */
class ConfigurationWatchTest {
    private static final String SKIP =
            """
            version: 1
            description: One rule.
            rules:
              - id: %1$s
                when: { event: page_viewed }
                then: { skip: all, reason: %1$s, sentence: Not wanted. }
                examples:
                  - given: { event: page_viewed }
                    expect: { webhook: skipped:%1$s }
            """;

    @TempDir Path folder;
    private Shop shop;
    private ConfigurationWatch watch;
    private Instant saved = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(folder);
        write("first");
        watch = new ConfigurationWatch(shop.config(), Plugins.load(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aFileStillBeingWrittenIsNotTakenUpUntilItReadsTheSameTwice() {
        write("half");
        assertFalse(watch.refresh());
        write("whole");
        assertFalse(watch.refresh());
        assertEquals("first", reason());
        assertTrue(watch.refresh());
        assertEquals("whole", reason());
        assertFalse(watch.refresh());
    }

    @Test
    void aMistakeIsShownWithItsPlaceUntilItIsMendedAndNothingOfTheFilesIsInForce() {
        String good = watch.shown().version();
        shop.write(
                "rules/a.rules.yaml",
                SKIP.formatted("other").replace("skip: all", "skip: [metta]"));
        shop.write("rules/b.rules.yaml", SKIP.formatted("good"));
        watch.refresh();
        watch.refresh();
        RulesInForce.Refused refused = watch.shown().refusal().orElseThrow();
        assertEquals(1, refused.problems().size(), refused.problems()::toString);
        assertTrue(refused.problems().get(0).startsWith("a.rules.yaml:6:"), refused.toString());
        assertEquals(good, watch.shown().version());
        assertEquals("first", reason());

        write("mended");
        watch.refresh();
        assertEquals("first", reason());
        assertTrue(watch.refresh());
        assertEquals("mended", reason());
        assertTrue(watch.shown().refusal().isEmpty());
    }

    @Test
    void goingBackToWhatIsInForceEndsTheRefusal() {
        shop.write("rules/a.rules.yaml", "version: 1\nrules: [ half wri");
        watch.refresh();
        assertTrue(watch.shown().refusal().isPresent());
        write("first");
        watch.refresh();
        assertTrue(watch.shown().refusal().isEmpty());
        assertEquals("first", reason());
    }

    @Test
    void rulesWhoseFolderIsGoneStayInForceAndTheShippedOnesDoNotTakeTheirPlace()
            throws IOException {
        Path rules = shop.config().resolve("rules");
        Path away = folder.resolve("away");
        Files.move(rules, away);
        watch.refresh();
        watch.refresh();
        assertEquals("first", reason());
        String problem = watch.shown().refusal().orElseThrow().problems().get(0);
        assertTrue(problem.contains("the folder is gone"), problem);

        Files.move(away, rules);
        watch.refresh();
        assertTrue(watch.shown().refusal().isEmpty());
    }

    @Test
    void throughAHundredReloadsEachEventIsDecidedByExactlyOneVersion() throws Exception {
        Map<String, Set<String>> reasonsByVersion = new ConcurrentHashMap<>();
        AtomicBoolean go = new AtomicBoolean(true);
        ExecutorService deciders = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> work =
                    Stream.of(1, 2)
                            .map(i -> deciders.submit(() -> decideWhile(go, reasonsByVersion)))
                            .toList();
            Set<String> versions = new HashSet<>(Set.of(watch.shown().version()));
            for (int i = 1; i <= 100; i++) {
                write("reason" + i);
                watch.refresh();
                assertTrue(watch.refresh(), "reload " + i);
                versions.add(watch.shown().version());
            }
            go.set(false);
            for (Future<Integer> decided : work) {
                assertTrue(decided.get() > 0);
            }
            assertEquals(101, versions.size());
            assertTrue(versions.containsAll(reasonsByVersion.keySet()));
            reasonsByVersion.forEach(
                    (version, reasons) -> assertEquals(1, reasons.size(), version + reasons));
        } finally {
            go.set(false);
            deciders.shutdownNow();
        }
    }

    /** Decides as the projection does: one state for all destinations of an event. */
    private int decideWhile(AtomicBoolean go, Map<String, Set<String>> reasonsByVersion) {
        int events = 0;
        while (go.get() || events == 0) {
            ActiveConfiguration active = watch.active();
            Set<String> versions = new HashSet<>();
            for (DestinationConfig destination : active.configuration().destinations()) {
                Decision decision = decide(active, destination);
                versions.add(decision.version());
                reasonsByVersion
                        .computeIfAbsent(decision.version(), v -> ConcurrentHashMap.newKeySet())
                        .add(decision.reason());
            }
            assertEquals(Set.of(active.decider().version()), versions);
            events++;
        }
        return events;
    }

    private String reason() {
        ActiveConfiguration active = watch.active();
        return decide(active, active.configuration().destination("warehouse").orElseThrow())
                .reason();
    }

    private static Decision decide(ActiveConfiguration active, DestinationConfig destination) {
        Event event =
                Event.named(EventName.PAGE_VIEWED)
                        .eventId("e1")
                        .eventTime(Instant.EPOCH)
                        .receivedAt(Instant.EPOCH)
                        .of("shop", "shop-eu")
                        .build();
        return active.decider().decide(event, "DE", destination, Set.of());
    }

    /** Two writes may fall into one tick of the file system's clock; an operator's do not. */
    private void write(String reason) {
        shop.write("rules/a.rules.yaml", SKIP.formatted(reason));
        saved = saved.plusMillis(20);
        Path file = shop.config().resolve("rules/a.rules.yaml");
        assertTrue(file.toFile().setLastModified(saved.toEpochMilli()));
    }
}
