// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.Settlement;
import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Outcome;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that a platform gives later, asked for over a lane. */
class LateResultTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final InquiryResult NOT_YET =
            new InquiryResult.NotYet("PROCESSING", "being processed");

    private final GivenDestination plugin =
            new GivenDestination("given")
                    .judging(
                            answer ->
                                    new Outcome.AcceptedPending(
                                            "r-7", HALF_AN_HOUR, List.of("no phone")))
                    .inquiring(answer -> NOT_YET);
    private LaneRig rig;

    @BeforeEach
    void start() {
        rig = new LaneRig(plugin);
    }

    @Test
    void whatIsTakenIsDeliveredAndAskedAboutAfterTheTimeThePlatformWants() throws Exception {
        taken(1, 2);
        assertEquals("delivered accepted_pending 1", rig.state(1));
        assertEquals(
                "the platform took it and tells later what became of it",
                rig.delivery(2).sentence());
        Attempt sent = rig.last().made().orElseThrow();
        assertEquals("accepted_pending", sent.outcome());
        assertEquals(List.of("no phone"), sent.warnings());
        rig.clock.advance(HALF_AN_HOUR.minusSeconds(1));
        assertEquals(List.of(), rig.lane.inquiries());
        rig.clock.advance(Duration.ofSeconds(1));
        Inquiry due = rig.lane.inquiries().get(0);
        assertEquals(List.of(1L, 2L), due.events());
        Shipment asks = rig.lane.pack(due).orElseThrow();
        assertEquals("r-7", asks.request().query().get(0).value());
        rig.clock.advance(Duration.ofMinutes(5));
        assertEquals(List.of(), rig.lane.inquiries(), "it is being asked");
    }

    @Test
    void twoEventsOfOneRequestMayEndDifferently() throws Exception {
        taken(1, 2);
        Settlement told =
                told(Outcome.delivered(), new Outcome.Permanent("EVENT_TOO_OLD", "90 days"));
        assertEquals("delivered accepted 1", rig.state(1));
        assertEquals("failed EVENT_TOO_OLD 1", rig.state(2));
        assertEquals("90 days", rig.delivery(2).sentence());
        Attempt asked = told.made().orElseThrow();
        assertEquals("inquiry", asked.outcome());
        assertEquals("mixed", asked.code());
        assertFalse(asked.url().contains("SECRET"), asked.url());
        assertEquals(asked.id(), rig.delivery(2).lastAttempt());
        rig.clock.advance(Duration.ofHours(9));
        assertEquals(List.of(), rig.lane.inquiries(), "it is over");
    }

    static Stream<Arguments> fates() {
        return Stream.of(
                Arguments.of(
                        new Outcome.Delivered(true, List.of("odd")), "delivered accepted 1", null),
                Arguments.of(
                        new Outcome.AlreadyDelivered("DUP", "seen"),
                        "delivered already_delivered 1",
                        null),
                Arguments.of(new Outcome.Permanent("BAD", "no"), "failed BAD 1", null),
                Arguments.of(new Outcome.Split("BAD", "no"), "failed BAD 1", null),
                Arguments.of(new Outcome.Retry("LATER", "wait"), "pending LATER 1", 10L),
                Arguments.of(
                        new Outcome.Retry("RECENT", "wait", Duration.ofHours(6)),
                        "pending RECENT 1",
                        21_600L),
                Arguments.of(new Outcome.ConfigHold("TERMS", "sign"), "pending TERMS 1", 0L));
    }

    @ParameterizedTest
    @MethodSource("fates")
    void everyOutcomeToldLaterChangesTheDeliveryAndCountsNoAttempt(
            Outcome outcome, String state, Long seconds) throws Exception {
        taken(1);
        told(outcome);
        assertEquals(state, rig.state(1));
        assertEquals(
                Optional.ofNullable(seconds).map(rig.clock.instant()::plusSeconds),
                rig.delivery(1).due());
        assertEquals(
                outcome instanceof Outcome.ConfigHold,
                rig.lane.pause().filter(pause -> pause.code().equals("TERMS")).isPresent());
    }

    @Test
    void whatIsToBeSentAgainIsSentAgainAndAskedAboutAnew() throws Exception {
        taken(1);
        told(new Outcome.Retry("LATER", "wait"));
        rig.clock.advance(Duration.ofSeconds(10));
        rig.answer(rig.claim().get(0), 200);
        assertEquals("delivered accepted_pending 2", rig.state(1));
        told(Outcome.delivered());
        assertEquals("delivered accepted 2", rig.state(1));
    }

    @Test
    void thePlatformIsAskedLessAndLessOftenAndForADayAtMost() throws Exception {
        taken(1);
        List<String> after = new ArrayList<>();
        while (rig.state(1).contains("accepted_pending")) {
            Inquiry open = rig.evidence.inquiries.values().iterator().next();
            after.add(Duration.between(LaneRig.NOW, open.dueAt()).toString());
            answered(200);
        }
        assertEquals(
                List.of(
                        "PT30M",
                        "PT1H15M",
                        "PT2H22M30S",
                        "PT4H3M45S",
                        "PT6H35M37.5S",
                        "PT10H23M26.25S",
                        "PT14H23M26.25S",
                        "PT18H23M26.25S",
                        "PT22H23M26.25S",
                        "PT24H"),
                after);
        assertEquals("delivered accepted_unconfirmed 1", rig.state(1));
        assertEquals(
                "the platform took it and never told what became of it",
                rig.delivery(1).sentence());
    }

    @Test
    void anAnswerThatSaysNothingIsAskedForAgainAndShown() throws Exception {
        taken(1);
        plugin.inquiring(
                answer -> {
                    throw new IllegalStateException("unreadable");
                });
        assertEquals("adapter_contract", asked(200).code());
        Inquiry due = due();
        rig.record(
                rig.lane.pack(due).orElseThrow(),
                new SendResult.Failed(true, "timeout", "no answer within 30 s", 30_000));
        Attempt attempt = rig.last().made().orElseThrow();
        assertEquals("timeout", attempt.code());
        assertEquals("not told yet: no answer within 30 s", attempt.text());
        assertEquals("inquiry", attempt.outcome());
        plugin.inquiring(answer -> new InquiryResult.Told(List.of()));
        assertEquals("adapter_contract", asked(200).code(), "an outcome is missing");
        assertEquals("delivered accepted_pending 1", rig.state(1));
        assertEquals(3, rig.evidence.inquiries.values().iterator().next().asked());
    }

    @Test
    void aPluginThatCannotAskLeavesItUnconfirmed() throws Exception {
        taken(1);
        plugin.inquiring(null);
        assertEquals(Optional.empty(), rig.lane.pack(due()));
        assertEquals("delivered accepted_unconfirmed 1", rig.state(1));
        assertTrue(rig.evidence.inquiries.isEmpty());
    }

    @Test
    void afterARestartItIsAskedAndOnlyOnce() throws Exception {
        taken(1);
        rig.clock.advance(Duration.ofDays(3));
        rig.withheld = true;
        Lane anew = new Lane(plugin.config(), Optional.empty(), rig.host);
        plugin.inquiring(answer -> new InquiryResult.Told(List.of(Outcome.delivered())));
        Inquiry due = anew.inquiries().get(0);
        anew.record(anew.pack(due).orElseThrow(), answer(200));
        rig.clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), anew.inquiries(), "the answer is on its way to the evidence");
        rig.evidence.apply(rig.last(), rig.clock.instant());
        anew.settled(rig.last());
        rig.clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), anew.inquiries());
        assertEquals("delivered accepted 1", rig.state(1));
    }

    @Test
    void whatWasSentAgainMeanwhileIsLeftAlone() throws Exception {
        taken(1);
        Delivery before = rig.delivery(1);
        Requeue replay = new Requeue("rep_1", rig.clock.instant(), null);
        rig.evidence.deliveries.put(
                1L, before.requeued(replay, before.decision(), rig.clock.instant()));
        told(new Outcome.Permanent("BAD", "no"));
        assertEquals("pending waiting 0", rig.state(1));
        assertTrue(rig.evidence.inquiries.isEmpty());
    }

    @Test
    void whatAReplaySentAndIsToBeSentAgainFailsBecauseItsReplayHasCountedIt() throws Exception {
        rig.pending(1);
        Delivery before = rig.delivery(1);
        Requeue replay = new Requeue("rep_1", rig.clock.instant(), null);
        rig.evidence.deliveries.put(
                1L, before.requeued(replay, before.decision(), rig.clock.instant()));
        rig.answer(rig.claim().get(0), 200);
        told(new Outcome.Retry("LATER", "wait"));
        assertEquals("failed LATER 1", rig.state(1));
        assertEquals("wait; a replay sent it, start another", rig.delivery(1).sentence());
    }

    @Test
    void nobodyIsAskedWhileTheDestinationIsOffOrHeld() throws Exception {
        taken(1);
        rig.clock.advance(HALF_AN_HOUR);
        rig.lane.configure(plugin.config(GivenDestination.TOKEN, false));
        assertEquals(List.of(), rig.lane.inquiries());
        rig.lane.configure(plugin.config());
        plugin.judging(answer -> new Outcome.AuthHold("190", "token"));
        rig.pending(2);
        rig.answer(rig.claim().get(0), 401);
        assertEquals(List.of(), rig.lane.inquiries());
        rig.lane.configure(plugin.config("another"));
        assertEquals(1, rig.lane.inquiries().size());
    }

    @Test
    void aRequestWithTwoReceiptsBreaksTheContract() throws Exception {
        plugin.interpreting(
                records ->
                        List.of(
                                new Outcome.AcceptedPending("a", HALF_AN_HOUR, List.of()),
                                new Outcome.AcceptedPending("b", HALF_AN_HOUR, List.of())));
        taken(1, 2);
        assertEquals("pending adapter_contract 1", rig.state(1));
    }

    private void taken(long... seqs) throws Exception {
        rig.pending(seqs);
        rig.answer(rig.claim().get(0), 200);
    }

    private Settlement told(Outcome... outcomes) {
        plugin.inquiring(answer -> new InquiryResult.Told(List.of(outcomes)));
        return answered(200);
    }

    private Attempt asked(int status) {
        return answered(status).made().orElseThrow();
    }

    private Settlement answered(int status) {
        return rig.record(rig.lane.pack(due()).orElseThrow(), answer(status));
    }

    private Inquiry due() {
        Inquiry open = rig.evidence.inquiries.values().iterator().next();
        Duration left = Duration.between(rig.clock.instant(), open.dueAt());
        rig.clock.advance(left.isNegative() || left.isZero() ? Duration.ofSeconds(1) : left);
        return rig.lane.inquiries().get(0);
    }

    private static SendResult answer(int status) {
        return new SendResult.Answered(Answers.of(status, "{}"), 12);
    }
}
