// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.testkit.Answers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanePauseTest {
    private final GivenDestination plugin = new GivenDestination("given");

    @Test
    void aThrottledDestinationWaitsAsAWholeUntilTheTimeAskedFor() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.answer(rig.claim().get(0), 429, "Retry-After", "120");
        rig.pending(2);
        assertEquals("pending 429 0", rig.state(1));
        assertEquals(LaneRig.NOW.plusSeconds(120), rig.delivery(1).nextAttemptAt());
        rig.clock.advance(Duration.ofSeconds(119));
        assertEquals(List.of(), rig.claimed());
        rig.clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(List.of(2L)), rig.claimed(), "one record finds out whether it ended");
        assertEquals(List.of(), rig.claimed(), "the probe is still out");
    }

    @Test
    void theTimeThePluginReadsFromTheAnswerCountsBeforeTheHeader() throws Exception {
        plugin.judging(answer -> new Outcome.Throttled(Duration.ofMinutes(7), "80004", "busy"));
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.answer(rig.claim().get(0), 200, "Retry-After", "10");
        assertEquals(
                LaneRig.NOW.plus(Duration.ofMinutes(7)), rig.lane.pause().orElseThrow().until());
    }

    @Test
    void aPauseWithoutATimeGrowsWithEveryThrottlingAnswer() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        for (int seconds : List.of(10, 20, 40)) {
            rig.answer(rig.claim().get(0), 429);
            assertEquals(
                    rig.clock.instant().plusSeconds(seconds),
                    rig.lane.pause().orElseThrow().until());
            rig.clock.advance(Duration.ofSeconds(seconds));
        }
        assertEquals("pending 429 0", rig.state(1));
    }

    @Test
    void theAnswerOfARequestThatLeftBeforeThePauseDoesNotEndIt() throws Exception {
        LaneRig rig = new LaneRig(plugin.limits(1, 10_000, Duration.ofDays(7))).pending(1, 2, 3);
        List<Batch> batches = rig.claim();
        Shipment early = rig.lane.pack(batches.get(1)).orElseThrow();
        Shipment dying = rig.lane.pack(batches.get(2)).orElseThrow();
        rig.clock.advance(Duration.ofSeconds(1));
        rig.answer(batches.get(0), 429, "Retry-After", "60");
        rig.record(early, new SendResult.Answered(Answers.of(200, "{}"), 1_500));
        rig.record(dying, new SendResult.Failed(true, "timeout", "no answer", 1_500));
        assertEquals("429", rig.lane.pause().orElseThrow().code());
        assertEquals("429", rig.last().paused().orElseThrow().code(), "it stays on record");
        rig.clock.advance(Duration.ofSeconds(59));
        assertEquals(List.of(), rig.claimed());
    }

    @Test
    void ofTwoPausesAskedForAtOnceTheLongerCounts() throws Exception {
        LaneRig rig = new LaneRig(plugin.limits(1, 10_000, Duration.ofDays(7))).pending(1, 2);
        List<Batch> batches = rig.claim();
        Shipment second = rig.lane.pack(batches.get(1)).orElseThrow();
        rig.answer(batches.get(0), 429, "Retry-After", "600");
        rig.record(
                second, new SendResult.Answered(Answers.of(429, "{}", "Retry-After", "5"), 1_500));
        assertEquals(LaneRig.NOW.plusSeconds(600), rig.lane.pause().orElseThrow().until());
    }

    @ParameterizedTest
    @CsvSource({"401, AUTH_HOLD, 190", "403, CONFIG_HOLD, 33"})
    void aHeldDestinationTriesOneDeliveryEveryFiveMinutesAndBurnsNoAttempt(
            int status, Pause.Kind kind, String code) throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1, 2, 3);
        rig.answer(rig.claim().get(0), status);
        for (int i = 0; i < 20; i++) {
            assertEquals(kind, rig.lane.pause().orElseThrow().kind());
            rig.clock.advance(Duration.ofSeconds(299));
            assertEquals(List.of(), rig.claimed());
            rig.clock.advance(Duration.ofSeconds(1));
            List<Batch> probe = rig.claim();
            assertEquals(1, probe.get(0).parts().size());
            assertEquals(List.of(), rig.claimed(), "one at a time");
            rig.answer(probe.get(0), status);
        }
        assertEquals("pending " + code + " 0", rig.state(1));
        assertEquals("pending " + code + " 0", rig.state(3));
    }

    @Test
    void aHoldSaysWhatToDoAndWhere() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.answer(rig.claim().get(0), 401);
        assertEquals(
                "token rejected. Put a new credential where destinations/given.yaml points to;"
                        + " sending resumes by itself.",
                rig.delivery(1).sentence());
    }

    @Test
    void aHoldEndsWhenTheProbeIsTaken() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1, 2, 3);
        rig.answer(rig.claim().get(0), 401);
        rig.clock.advance(Duration.ofMinutes(5));
        rig.answer(rig.claim().get(0), 200);
        assertEquals(Optional.empty(), rig.lane.pause());
        assertEquals(Optional.empty(), rig.last().paused());
        assertEquals(2, rig.claim().get(0).parts().size());
    }

    @Test
    void aHoldEndsAtOnceWhenTheCredentialChangesAndThatIsJournalled() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1, 2);
        rig.answer(rig.claim().get(0), 401);
        rig.lane.configure(plugin.config());
        assertEquals(List.of(), rig.claimed(), "the same set-up ends nothing");
        rig.lane.configure(plugin.config("another-token"));
        assertEquals(
                new io.tracklayer.core.journal.Settlement("given", null, List.of(), null),
                rig.last());
        assertEquals(List.of(List.of(1L, 2L)), rig.claimed());
    }

    @Test
    void aChangedSetUpDoesNotShortenWhatThePlatformAskedFor() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.answer(rig.claim().get(0), 429, "Retry-After", "60");
        rig.lane.configure(plugin.config("another-token"));
        assertEquals(List.of(), rig.claimed());
    }

    @Test
    void aHoldOutlivesARestartAndEndsWhenTheSetUpWasChangedMeanwhile() throws Exception {
        LaneRig first = new LaneRig(plugin).pending(1);
        first.answer(first.claim().get(0), 401);
        Optional<Pause> kept = first.lane.pause();
        LaneRig same = new LaneRig(plugin, plugin.config(), kept).pending(1);
        assertEquals(List.of(), same.claimed());
        LaneRig changed = new LaneRig(plugin, plugin.config("another-token"), kept).pending(1);
        assertEquals(List.of(List.of(1L)), changed.claimed());
    }

    @Test
    void aPlatformThatIsDownIsAskedWithOneRecordAtGrowingDistance() throws Exception {
        LaneRig rig = new LaneRig(plugin.policy(100, Duration.ofHours(24))).pending(1, 2, 3, 4);
        rig.answer(rig.claim().get(0), 503);
        for (int seconds : List.of(10, 20, 40, 80)) {
            rig.clock.advance(Duration.ofSeconds(seconds - 1));
            assertEquals(List.of(), rig.claimed());
            rig.clock.advance(Duration.ofSeconds(1));
            List<Batch> probe = rig.claim();
            assertEquals(1, probe.get(0).parts().size());
            assertEquals(List.of(), rig.claimed(), "the probe is still out");
            rig.answer(probe.get(0), 503);
        }
    }

    @Test
    void aCorrectedAddressOrSecretIsTriedAtOnceHoweverOftenItFailedBefore() throws Exception {
        LaneRig rig = new LaneRig(plugin.policy(100, Duration.ofHours(24))).pending(1, 2, 3);
        rig.answer(rig.claim().get(0), 503);
        rig.lane.configure(plugin.config());
        assertEquals(List.of(), rig.claimed(), "the same set-up changes nothing");
        rig.pending(7);

        rig.lane.configure(plugin.config("another-token"));

        assertEquals(List.of(List.of(7L)), rig.claimed());
        assertEquals(0, rig.lane.status().failuresInARow());
    }

    @Test
    void whatAnOldSecretIsRefusedForLaterDoesNotHoldTheCorrectedOne() throws Exception {
        LaneRig rig = new LaneRig(plugin.policy(100, Duration.ofHours(24))).pending(1);
        Shipment withOld = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        rig.lane.configure(plugin.config("another-token"));
        rig.record(withOld, new SendResult.Answered(Answers.of(401, "{}"), 900));
        assertEquals(Optional.empty(), rig.lane.pause());
        assertEquals(Optional.empty(), rig.last().paused());

        rig.pending(7);
        assertTrue(rig.claimed().toString().contains("7"));
        assertEquals(0, rig.lane.status().failuresInARow());
    }

    @Test
    void aPauseAskedForOfAnOldSecretCountsForTheNewOneToo() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        Shipment withOld = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        rig.lane.configure(plugin.config("another-token"));
        rig.record(
                withOld, new SendResult.Answered(Answers.of(429, "{}", "Retry-After", "60"), 900));
        rig.pending(7);
        assertEquals(List.of(), rig.claimed());
        rig.clock.advance(Duration.ofSeconds(60));
        assertEquals(1, rig.claimed().size());
    }

    @Test
    void aPlatformThatIsBackGetsFullBatchesAgain() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1, 2, 3);
        Shipment lost = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        rig.record(lost, new SendResult.Failed(false, "connect_failed", "refused", 3_000));
        assertEquals("pending connect_failed 1", rig.state(1));
        rig.clock.advance(Duration.ofSeconds(10));
        rig.answer(rig.claim().get(0), 200);
        assertEquals(2, rig.claim().get(0).parts().size());
    }

    @Test
    void aRetryThatIsNotAServerErrorDoesNotSlowTheOthersDown() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.answer(rig.claim().get(0), 408);
        rig.pending(2, 3);
        assertEquals(List.of(List.of(2L, 3L)), rig.claimed());
    }

    @Test
    void withoutAnAnswerOnlyWhatIsSafeToRepeatIsRepeated() throws Exception {
        plugin.mapping(
                event ->
                        Mapping.send(
                                GivenDestination.record(
                                        event, "all", event.eventId().equals("e1"))));
        LaneRig rig = new LaneRig(plugin).pending(1, 2);
        Shipment sent = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        Attempt attempt =
                rig.record(sent, new SendResult.Failed(true, "timeout", "30 s are over", 30_000))
                        .made()
                        .orElseThrow();
        assertEquals("pending timeout 1", rig.state(1));
        assertEquals("delivered delivered_unconfirmed 1", rig.state(2));
        assertEquals("unknown", attempt.outcome());
        assertEquals(0, attempt.status());
        assertEquals("30 s are over", attempt.text());
    }

    @Test
    void aRequestThatNeverLeftIsRepeatedEvenWhenItIsNotSafeToResend() throws Exception {
        plugin.mapping(event -> Mapping.send(GivenDestination.record(event, "all", false)));
        LaneRig rig = new LaneRig(plugin).pending(1);
        Shipment kept = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        rig.record(kept, new SendResult.Failed(false, "connect_failed", "refused", 3));
        assertEquals("pending connect_failed 1", rig.state(1));
        assertEquals("not_sent", rig.last().made().orElseThrow().outcome());
    }

    @Test
    void everyAttemptOfADeliveryCarriesTheSameEventId() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        byte[] first = rig.lane.pack(rig.claim().get(0)).orElseThrow().request().body();
        rig.lane.settled(List.of(1L));
        rig.clock.advance(Duration.ofHours(3));
        byte[] second = rig.lane.pack(rig.claim().get(0)).orElseThrow().request().body();
        assertEquals("[{\"id\":\"e1\"}]", new String(second, StandardCharsets.UTF_8));
        assertArrayEquals(first, second);
    }

    @Test
    void platformTextThatRepeatsTheCredentialIsMaskedInRowsPausesAndAttempts() throws Exception {
        String text = "bad token " + GivenDestination.TOKEN + " of jane.doe@example.com";
        plugin.judging(answer -> new Outcome.AuthHold("190", text));
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.answer(rig.claim().get(0), 401);
        String all = rig.last().toString() + rig.lane.pause() + rig.delivery(1);
        assertTrue(all.contains("bad token •••"), all);
        assertTrue(!all.contains("SECRET") && !all.contains("jane.doe@"), all);
    }
}
