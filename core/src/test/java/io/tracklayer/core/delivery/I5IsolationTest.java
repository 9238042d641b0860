// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.TokenGrant;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plugin that blocks or breaks stops itself and nobody else. */
@Timeout(60)
class I5IsolationTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void nineDestinationsWhosePluginsHangDoNotSlowDownTheTenth() throws Exception {
        CountDownLatch entered = new CountDownLatch(9);
        LaneRig rig = new LaneRig(new GivenDestination("healthy"));
        List<Thread> claims = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            GivenDestination hanging =
                    new GivenDestination("hanging-" + i).mapping(event -> hang(entered));
            Lane lane = rig.another(hanging.config());
            rig.evidence.pending("hanging-" + i, 1_000 + i, LaneRig.NOW, Set.of());
            claims.add(claiming(lane));
        }
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        for (long seq = 1; seq <= 500; seq++) {
            rig.pending(seq);
            rig.answer(rig.claim().get(0), 200);
            assertEquals("delivered accepted 1", rig.state(seq));
        }
        assertEquals(9, claims.stream().filter(Thread::isAlive).count(), "they still hang");
        rig.others.values().forEach(Lane::close);
        rig.nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        for (Thread claim : claims) {
            claim.join(20_000);
            assertFalse(claim.isAlive(), "a node that stops does not wait for them");
        }
    }

    @Test
    void aCallThatDoesNotComeBackIsInterruptedAndItsDestinationSuspendedWithTheRowsPending()
            throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicBoolean healed = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        GivenDestination plugin =
                new GivenDestination("given")
                        .mapping(
                                event -> {
                                    calls.incrementAndGet();
                                    return healed.get() ? send(event) : hang(entered);
                                });
        LaneRig rig = new LaneRig(plugin).pending(1, 2, 3);
        Thread claim = claiming(rig.lane);
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        rig.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        claim.join(20_000);
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
        Pause pause = rig.lane.pause().orElseThrow();
        assertEquals(Pause.Kind.PLUGIN_SUSPENDED, pause.kind());
        assertEquals(
                "the plugin of given is no longer called: map did not come back within 60 s."
                        + " Change its configuration or restart the node to try again.",
                pause.sentence());
        assertEquals(pause, rig.last().paused().orElseThrow(), "it is journalled");
        assertEquals("pending adapter_contract 1", rig.state(1));
        rig.clock.advance(Duration.ofDays(1));
        assertEquals(List.of(), rig.claimed());
        assertEquals(1, calls.get(), "it is called no more");
        await(() -> rig.lane.abandonedThreads() == 0, "it gave way to the interrupt");
        healed.set(true);
        rig.lane.configure(plugin.config("another-token"));
        assertEquals(Optional.empty(), rig.lane.pause());
        assertEquals(List.of(List.of(2L, 3L, 1L)), rig.claimed());
    }

    @Test
    void aThreadThatAPluginDoesNotGiveBackIsLeftBehindAndCounted() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch let = new CountDownLatch(1);
        GivenDestination plugin =
                new GivenDestination("given")
                        .mapping(
                                event -> {
                                    entered.countDown();
                                    return stay(let);
                                });
        LaneRig rig = new LaneRig(plugin).pending(1);
        Thread claim = claiming(rig.lane);
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        rig.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        claim.join(20_000);
        assertEquals(1, rig.lane.abandonedThreads());
        assertEquals(Pause.Kind.PLUGIN_SUSPENDED, rig.lane.pause().orElseThrow().kind());
        let.countDown();
        await(() -> rig.lane.abandonedThreads() == 0, "it came back in the end");
    }

    @Test
    void aConnectionCheckThatBlocksIsGivenUpAfterTenSecondsAndSuspendsThePlugin() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        LaneRig rig =
                new LaneRig(
                        new GivenDestination("given")
                                .probing(
                                        () -> {
                                            hang(entered);
                                            return Optional.empty();
                                        }));
        AtomicReference<ProbeResult> result = new AtomicReference<>();
        Thread asking =
                new Thread(
                        () ->
                                result.set(
                                        rig.lane.probe(
                                                rig.plugin.config(), I5IsolationTest::noAnswer)));
        asking.start();
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        rig.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        asking.join(20_000);
        assertEquals(ProbeResult.Verdict.UNVERIFIABLE, result.get().verdict());
        assertEquals(
                "the plugin of given is no longer called: probe did not come back within 10 s."
                        + " Change its configuration or restart the node to try again.",
                result.get().sentence());
        assertEquals(result.get().sentence(), rig.lane.pause().orElseThrow().sentence());
    }

    @Test
    void aConnectionCheckIsOfTheSettingsItIsAskedForAlsoBeforeTheLaneHasThem() {
        GivenDestination plugin = new GivenDestination("given");
        LaneRig rig = new LaneRig(plugin);
        DestinationConfig newer = plugin.config("another-token");
        rig.lane.probe(newer, I5IsolationTest::noAnswer);
        assertEquals(newer.settings(), plugin.probed());
    }

    @Test
    void aConnectionCheckThatThrowsSaysSoAndSuspendsNothing() {
        LaneRig rig =
                new LaneRig(
                        new GivenDestination("given")
                                .probing(
                                        () -> {
                                            throw new NoClassDefFoundError("x");
                                        }));
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "the destination plugin failed: probe: NoClassDefFoundError",
                    rig.lane.probe(rig.plugin.config(), I5IsolationTest::noAnswer).sentence());
        }
        assertEquals(Optional.empty(), rig.lane.pause());
    }

    @Test
    void aPluginThatCannotSayWhichConsentItNeedsIsSuspendedBeforeItIsCalled() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .purposes(
                                () -> {
                                    throw new IllegalStateException("odd");
                                });
        LaneRig rig =
                new LaneRig(plugin, plugin.contained().config("t"), Optional.empty()).pending(1);
        assertEquals(List.of(), rig.claimed());
        assertEquals(
                "the plugin of given is no longer called: purposes failed"
                        + " (IllegalStateException: odd). Change its configuration or restart the"
                        + " node to try again.",
                rig.lane.pause().orElseThrow().sentence());
        assertEquals("pending waiting 0", rig.state(1));
    }

    @Test
    void aCheckedExceptionThatNoCompilerSawIsThePluginsFaultLikeAnyOther() throws Exception {
        LaneRig rig =
                new LaneRig(
                                new GivenDestination("given")
                                        .mapping(event -> sneak(new java.io.IOException("odd"))))
                        .pending(1);
        assertEquals(List.of(), rig.claimed());
        assertEquals("pending adapter_contract 1", rig.state(1));
    }

    @SuppressWarnings("unchecked") // the cast is the point: it is made nowhere
    private static <T, E extends Throwable> T sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void aRequestIsSentAsItWasCheckedWhateverThePluginDoesToItsBytesLater() throws Exception {
        byte[] body = {1, 2, 3};
        LaneRig rig =
                new LaneRig(new GivenDestination("given").packing(records -> body)).pending(1);
        Shipment shipment = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        body[0] = 99;
        assertEquals(1, shipment.request().body()[0]);
    }

    @Test
    void aRestartGivesASuspendedPluginAnotherChance() throws Exception {
        GivenDestination plugin = new GivenDestination("given");
        Pause kept =
                new Pause(
                        Pause.Kind.PLUGIN_SUSPENDED,
                        "plugin_suspended",
                        "broken",
                        LaneRig.NOW,
                        LaneRig.NOW.plus(Duration.ofDays(900)),
                        plugin.config().fingerprint());
        LaneRig rig = new LaneRig(plugin, plugin.config(), Optional.of(kept)).pending(1);
        assertEquals(List.of(List.of(1L)), rig.claimed());
    }

    @Test
    void fiveFailuresInARowOfMoreThanOneEventSuspendThePlugin() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .mapping(
                                event -> {
                                    throw new IllegalStateException("broken");
                                });
        LaneRig rig = new LaneRig(plugin).pending(1, 2, 3, 4);
        assertEquals(List.of(), rig.claimed());
        assertEquals(Optional.empty(), rig.lane.pause());
        rig.pending(5, 6);
        assertEquals(List.of(), rig.claimed());
        assertEquals("pending plugin_suspended 0", rig.state(6), "it was not asked");
        assertEquals(Pause.Kind.PLUGIN_SUSPENDED, rig.lane.pause().orElseThrow().kind());
        assertEquals("pending adapter_contract 1", rig.state(5));
    }

    @Test
    void oneEventThatThePluginCannotCopeWithDoesNotSuspendIt() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .policy(20, Duration.ofDays(7))
                        .mapping(
                                event -> {
                                    throw new StackOverflowError();
                                });
        LaneRig rig = new LaneRig(plugin).pending(1);
        for (int i = 0; i < 10; i++) {
            assertEquals(List.of(), rig.claimed());
            rig.clock.advance(Duration.ofHours(2));
        }
        assertEquals("pending adapter_contract 10", rig.state(1));
        assertEquals(Optional.empty(), rig.lane.pause());
    }

    @Test
    void aRequestOfMoreThanAHundredMegabytesIsThePluginsFault() throws Exception {
        byte[] huge = new byte[(int) PluginResults.MOST_BYTES + 1];
        LaneRig rig =
                new LaneRig(new GivenDestination("given").packing(records -> huge)).pending(1);
        assertEquals(Optional.empty(), rig.lane.pack(rig.claim().get(0)));
        assertEquals("pending adapter_contract 1", rig.state(1));
        assertTrue(rig.delivery(1).sentence().endsWith("a result of more than 100 MB"));
    }

    @Test
    void whatAPluginDoesToAnEventReachesNobodyElse() throws Exception {
        GivenDestination plugin =
                new GivenDestination("given")
                        .mapping(
                                event -> {
                                    event.sources().add("forged");
                                    return send(event);
                                });
        LaneRig rig = new LaneRig(plugin).pending(1);
        Event before = rig.evidence.events.get(1L).event();
        assertEquals(List.of(), rig.claimed());
        assertEquals("pending adapter_contract 1", rig.state(1));
        assertFalse(before.sources().contains("forged"));
    }

    @Test
    void anAnswerThatComesWhileTheNodeStopsIsStillJudged() throws Exception {
        LaneRig rig = new LaneRig(new GivenDestination("given")).pending(1);
        Shipment shipment = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        rig.lane.close();
        rig.record(shipment, new SendResult.Answered(Answers.of(200, "{}"), 9));
        assertEquals("delivered accepted 1", rig.state(1));
    }

    private static void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.onSpinWait();
        }
    }

    /** Ignores every interrupt. */
    private static Mapping stay(CountDownLatch let) {
        while (true) {
            try {
                let.await();
                return null;
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }

    private static Thread claiming(Lane lane) {
        Thread claim =
                new Thread(
                        () -> {
                            try {
                                lane.claim(Duration.ZERO);
                            } catch (InterruptedException stopping) {
                                Thread.currentThread().interrupt();
                            }
                        });
        claim.start();
        return claim;
    }

    private Mapping hang(CountDownLatch entered) {
        entered.countDown();
        try {
            never.await();
        } catch (InterruptedException told) {
            interrupted.countDown();
        }
        return null;
    }

    private static Mapping send(Event event) {
        return Mapping.send(GivenDestination.record(event, "all", true));
    }

    private static SendResult noAnswer(PlatformRequest request, Optional<TokenGrant> grant) {
        return new SendResult.Failed(false, "connect_failed", "refused", 3);
    }
}
