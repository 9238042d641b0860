// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.core.decide.Treatment.Delay;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConsentWaitTest {
    private final List<Event> mapped = new ArrayList<>();
    private final GivenDestination plugin = new GivenDestination("given");
    private final LaneRig rig = new LaneRig(plugin).pending(1);

    @Test
    void nobodyAnsweredInTimeSoNothingIsSent() throws Exception {
        decided(new Delay(Duration.ofHours(24), "consent_unknown:marketing", "No.", Set.of()), 24);
        assertEquals(List.of(), rig.claimed());
        Delivery ended = rig.delivery(1);
        assertEquals(
                "SKIPPED consent_unknown:marketing No.",
                ended.status() + " " + ended.reason() + " " + ended.sentence());
        assertEquals(0, ended.attempts());
    }

    @Test
    void nobodyAnsweredInTimeSoItIsSentWithoutWhatNamesThePerson() throws Exception {
        recording();
        decided(new Delay(Duration.ofHours(24), "", "", Set.of(EventField.EMAIL)), 24);
        assertEquals(List.of(List.of(1L)), rig.claimed());
        assertEquals(false, mapped.get(0).has(EventField.EMAIL));
        assertTrue(mapped.get(0).limitedUse());
    }

    @Test
    void whatIsClaimedBeforeItsWaitIsOverGoesOnWaiting() throws Exception {
        recording();
        decided(new Delay(Duration.ofHours(24), "", "", Set.of()), 3);
        assertEquals(List.of(), rig.claimed());
        Delivery waiting = rig.delivery(1);
        assertEquals("PENDING waiting_for_consent", waiting.status() + " " + waiting.reason());
        assertEquals(waiting.createdAt().plus(Duration.ofHours(24)), waiting.due().orElseThrow());
        assertEquals(List.of(), mapped);
    }

    @Test
    void attemptsCountFromTheEndOfTheWait() {
        decided(new Delay(Duration.ofHours(24), "", "", Set.of()), 24);
        Delivery delivery = rig.delivery(1);
        assertEquals(delivery.createdAt().plus(Duration.ofHours(24)), delivery.begunAt());
    }

    private void recording() {
        plugin.mapping(
                event -> {
                    mapped.add(event);
                    return Mapping.send(GivenDestination.record(event, "k", true));
                });
    }

    /** Has the delivery wait since so many hours. */
    private void decided(Delay delay, int hoursAgo) {
        rig.evidence.deliveries.computeIfPresent(
                1L,
                (seq, given) ->
                        new Delivery(
                                seq,
                                given.destination(),
                                given.merchant(),
                                given.eventName(),
                                given.eventId(),
                                given.orderId(),
                                DeliveryStatus.PENDING,
                                "waiting_for_consent",
                                "waits",
                                decision(given.decision(), delay),
                                0,
                                given.createdAt().minus(Duration.ofHours(hoursAgo)),
                                given.updatedAt(),
                                given.nextAttemptAt(),
                                ""));
    }

    private static Decision decision(Decision given, Delay delay) {
        return given.with(
                new Treatment(
                        true,
                        null,
                        List.of(),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        Duration.ZERO,
                        delay,
                        List.of()));
    }
}
