// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events of one order one after the other, where that is asked for. */
class I8OrderPerKeyTest {
    private final GivenDestination plugin = new GivenDestination("given");

    @Test
    void laterEventsOfAnOrderWaitAsARowWhileAnEarlierOneIsOnItsWay() throws Exception {
        LaneRig rig = ordered();
        order(rig, 1, "A");
        order(rig, 2, "B");
        order(rig, 3, "A");
        order(rig, 4, "");
        order(rig, 5, "");
        assertEquals(List.of(List.of(1L, 2L, 4L, 5L)), rig.claimed());
        assertEquals("pending after_earlier 0", rig.state(3));
        assertEquals(
                "waits for event 1 of the same order, which goes first",
                rig.delivery(3).sentence());
        assertEquals(List.of(), rig.claimed(), "waiting rows are not read again");
    }

    @Test
    void neitherARetryNorASplitNorAThrottleLetsALaterEventPass() throws Exception {
        LaneRig rig = ordered();
        order(rig, 1, "A");
        order(rig, 2, "A");
        for (int status : List.of(408, 429, 503, 401)) {
            for (Batch batch : rig.claim()) {
                assertEquals(List.of(1L), batch.eventSeqs(), "after " + status);
                rig.answer(batch, status);
            }
            rig.clock.advance(Duration.ofMinutes(16));
        }
        assertEquals("pending after_earlier 0", rig.state(2));
    }

    @Test
    void aLaterEventGoesOnceTheEarlierOneIsFinalHoweverItEnded() throws Exception {
        for (int status : List.of(200, 404)) {
            LaneRig rig = ordered();
            order(rig, 1, "A");
            order(rig, 2, "A");
            rig.answer(rig.claim().get(0), status);
            rig.clock.advance(Duration.ofMinutes(15));
            assertEquals(List.of(List.of(2L)), rig.claimed());
        }
    }

    @Test
    void withoutTheSettingNothingWaits() throws Exception {
        LaneRig rig = new LaneRig(plugin);
        order(rig, 1, "A");
        order(rig, 2, "A");
        assertEquals(List.of(List.of(1L, 2L)), rig.claimed());
    }

    @Test
    void whatThePluginSkipsForWantOfAnEarlierEventWaitsWhileThatIsOnItsWay() throws Exception {
        plugin.mappingWith(
                (event, context) ->
                        event.eventId().equals("e2")
                                        && !context.accepted(EventName.PURCHASE_PLACED, "A")
                                ? Mapping.skip("purchase_not_sent", "no purchase")
                                : Mapping.send(GivenDestination.record(event, "all", true)));
        LaneRig rig = new LaneRig(plugin);
        order(rig, 1, "A");
        order(rig, 2, "A");
        Batch purchase = rig.claim().get(0);
        assertEquals("pending after_earlier 0", rig.state(2));
        rig.answer(purchase, 200);
        rig.clock.advance(Duration.ofMinutes(15));
        assertEquals(List.of(List.of(2L)), rig.claimed());
    }

    private LaneRig ordered() {
        DestinationConfig plain = plugin.config();
        return new LaneRig(
                plugin,
                new DestinationConfig(
                        plain.id(),
                        plain.plugin(),
                        plain.merchant(),
                        plain.stores(),
                        true,
                        plugin,
                        plain.settings(),
                        plain.redelivery(),
                        List.of(),
                        DestinationConfig.Order.BY_ORDER_ID,
                        plain.file()),
                Optional.empty());
    }

    private static void order(LaneRig rig, long seq, String order) {
        rig.evidence.pending("given", seq, rig.clock.instant(), Set.of(), order);
    }
}
