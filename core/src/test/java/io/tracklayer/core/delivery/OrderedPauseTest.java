// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.PauseCommand;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderedPauseTest {
    private final GivenDestination plugin = new GivenDestination("given");
    private final Pause byAnna = Pause.ordered("anna", "prices are wrong", LaneRig.NOW);

    @Test
    void nothingIsClaimedWhileAnOperatorHasTheDestinationWait() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1, 2);
        rig.lane.order(Optional.of(byAnna));
        rig.clock.advance(Duration.ofDays(3));
        assertEquals(List.of(), rig.claimed());
        rig.lane.order(Optional.empty());
        assertEquals(List.of(List.of(1L, 2L)), rig.claimed());
    }

    @Test
    void whatWasClaimedBeforeTheOrderIsGivenBackWithoutAnAttempt() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        Batch claimed = rig.claim().get(0);
        rig.lane.order(Optional.of(byAnna));
        assertEquals(Optional.empty(), rig.lane.pack(claimed));
        assertEquals("pending waiting 0", rig.state(1));
        assertEquals(List.of(), rig.settlements);
        rig.lane.order(Optional.empty());
        assertEquals(List.of(List.of(1L)), rig.claimed());
    }

    @Test
    void theAnswerOfARequestThatWasOnItsWayEndsNoOrder() throws Exception {
        LaneRig rig = new LaneRig(plugin.limits(1, 10_000, Duration.ofDays(7))).pending(1, 2);
        Batch sent = rig.claim().get(0);
        Shipment shipment = rig.lane.pack(sent).orElseThrow();
        rig.lane.order(Optional.of(byAnna));
        rig.record(shipment, new SendResult.Answered(Answers.of(200, "{}"), 12));
        rig.lane.settled(List.of(2L));
        assertEquals(DeliveryStatus.DELIVERED, rig.delivery(1).status());
        assertEquals(List.of(), rig.claimed());
        assertEquals(Optional.empty(), rig.last().paused(), "the platform asked for nothing");
    }

    @Test
    void aHoldOfThePlatformGoesOnBeneathTheOrderAndAfterIt() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1, 2);
        rig.answer(rig.claim().get(0), 401);
        rig.lane.order(Optional.of(byAnna));
        rig.clock.advance(Duration.ofMinutes(5));
        assertEquals(List.of(), rig.claimed(), "not even the one that finds out");
        rig.lane.order(Optional.empty());
        assertEquals(1, rig.claim().get(0).parts().size(), "one finds out, as before");
        assertEquals(Pause.Kind.AUTH_HOLD, rig.lane.pause().orElseThrow().kind());
    }

    @Test
    void theStatusTellsTheOrderTheRequestsOfTheLastMinuteAndFailuresInARow() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        rig.answer(rig.claim().get(0), 503);
        LaneStatus failing = rig.lane.status();
        assertEquals(LaneStatus.Circuit.OPEN, failing.circuit());
        assertEquals(1, failing.failuresInARow());
        assertEquals(1, failing.requestsLastMinute());
        rig.clock.advance(Duration.ofMinutes(2));
        rig.lane.order(Optional.of(byAnna));
        LaneStatus later = rig.lane.status();
        assertEquals(LaneStatus.Circuit.HALF_OPEN, later.circuit());
        assertEquals(0, later.requestsLastMinute());
        assertEquals("paused by anna: prices are wrong", later.ordered().orElseThrow().sentence());
        assertTrue(later.ordered().orElseThrow().isHold());
    }

    @Test
    void theOrderIsReadBackFromTheJournalAsItWasWritten() {
        PauseCommand begins = new PauseCommand("meta", LaneRig.NOW, "anna", true, "\"why\"\n");
        PauseCommand ends = new PauseCommand("meta", LaneRig.NOW, "bo", false, "");
        assertEquals(begins, JournalCodec.decode(JournalCodec.encode(begins)));
        assertEquals(ends, JournalCodec.decode(JournalCodec.encode(ends)));
        assertEquals(Optional.empty(), ends.pause());
    }
}
