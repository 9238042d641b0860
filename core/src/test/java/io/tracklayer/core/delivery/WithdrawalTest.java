// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.consent.StoredConsent.Choice;
import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The destination needs marketing; the events happened at noon with consent given before. */
class WithdrawalTest {
    private static final Instant AFTER = LaneRig.NOW.plusSeconds(1);

    private final List<Event> mapped = new ArrayList<>();
    private final LaneRig rig =
            new LaneRig(
                            new GivenDestination("given")
                                    .mapping(
                                            event -> {
                                                mapped.add(event);
                                                return new Mapping.Send(
                                                        GivenDestination.record(event, "", true));
                                            }))
                    .pending(1);

    @Test
    void whatWaitsIsNotSentOnceTheVisitorHasRefused() throws Exception {
        choice(Purpose.MARKETING, ConsentState.DENIED, AFTER);
        assertEquals(List.of(), rig.claimed());
        assertEquals("skipped consent_withdrawn:marketing 0", rig.state(1));
        assertEquals(
                "the visitor refused marketing at 2026-01-15T12:00:01Z, before the event was sent",
                rig.last().results().get(0).sentence());
        assertEquals(List.of(), mapped);
    }

    @Test
    void aRefusalBeforeTheEventsOwnConsentIsOutdated() throws Exception {
        choice(Purpose.MARKETING, ConsentState.DENIED, GivenEvents.TIME.minusSeconds(3_600));
        assertEquals(List.of(List.of(1L)), rig.claimed());
    }

    @Test
    void aPurposeTheDestinationCanDoWithoutReachesThePluginAsDenied() throws Exception {
        choice(Purpose.SALE_OF_DATA, ConsentState.DENIED, AFTER);
        assertEquals(List.of(List.of(1L)), rig.claimed());
        assertEquals(ConsentState.DENIED, mapped.get(0).consent().state(Purpose.SALE_OF_DATA));
        assertEquals(ConsentState.GRANTED, mapped.get(0).consent().state(Purpose.MARKETING));
    }

    @Test
    void withoutAnAnswerOfItsOwnMarketingFallsWithTheSaleOfData() throws Exception {
        consent(Consent.notGiven());
        choice(Purpose.SALE_OF_DATA, ConsentState.DENIED, AFTER);
        assertEquals(List.of(), rig.claimed());
        assertEquals("skipped consent_withdrawn:sale_of_data 0", rig.state(1));
    }

    @Test
    void aLaterGrantAddsNothing() throws Exception {
        consent(Consent.notGiven().with(Purpose.AD_USER_DATA, ConsentState.DENIED));
        choice(Purpose.AD_USER_DATA, ConsentState.GRANTED, AFTER);
        assertEquals(List.of(List.of(1L)), rig.claimed());
        assertEquals(ConsentState.DENIED, mapped.get(0).consent().state(Purpose.AD_USER_DATA));
        assertEquals(ConsentState.UNKNOWN, mapped.get(0).consent().state(Purpose.MARKETING));
    }

    @Test
    void aLaterGrantTakesNothingAway() throws Exception {
        choice(Purpose.MARKETING, ConsentState.GRANTED, AFTER);
        assertEquals(List.of(List.of(1L)), rig.claimed());
        assertEquals(rig.evidence.events.get(1L).event().consent(), mapped.get(0).consent());
    }

    @Test
    void aRefusalThatJoinsTheEventAfterTheFirstTryStopsTheNextOne() throws Exception {
        consent(Consent.notGiven().with(Purpose.MARKETING, ConsentState.DENIED));
        assertEquals(List.of(), rig.claimed());
        assertEquals("skipped consent_withdrawn:marketing 0", rig.state(1));
    }

    private void consent(Consent consent) {
        rig.evidence.events.computeIfPresent(
                1L,
                (seq, stored) ->
                        new StoredEvent(
                                seq,
                                stored.event().toBuilder().consent(consent).build(),
                                Map.of(),
                                List.of(),
                                1,
                                "v1",
                                seq));
    }

    private void choice(Purpose purpose, ConsentState state, Instant at) {
        Event event = rig.evidence.events.get(1L).event();
        rig.evidence.consents.put(
                VisitorKeys.of(event).get(0),
                new StoredConsent(Map.of(purpose, new Choice(state, at, "api", "e9")), 1));
    }
}
