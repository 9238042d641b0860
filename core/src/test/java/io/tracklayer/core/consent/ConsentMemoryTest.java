// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import static io.tracklayer.spi.ConsentState.DENIED;
import static io.tracklayer.spi.ConsentState.GRANTED;
import static io.tracklayer.spi.ConsentState.UNKNOWN;
import static io.tracklayer.spi.Purpose.ANALYTICS;
import static io.tracklayer.spi.Purpose.MARKETING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.core.reconcile.Merger;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.identity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConsentMemoryTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private final Map<String, StoredConsent> rows = new TreeMap<>();
    private final ConsentMemory memory =
            new ConsentMemory(
                    new ConsentRecords() {
                        @Override
                        public Optional<StoredConsent> find(String visitor) {
                            return Optional.ofNullable(rows.get(visitor));
                        }

                        @Override
                        public void put(String visitor, StoredConsent consent) {
                            rows.put(visitor, consent);
                        }

                        @Override
                        public void await(String visitor, long eventSeq, Instant until) {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public List<Long> awaiting(String visitor) {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public void answered(String visitor, long eventSeq) {
                            throw new UnsupportedOperationException();
                        }
                    });

    @Test
    void aRenewalWithoutAnySignalTakesWhatTheCustomerHadDecided() {
        visit(page(NOON, Map.of(ANALYTICS, GRANTED, MARKETING, DENIED)));
        StoredEvent renewal = visit(renewal(NOON.plusSeconds(60)));
        Consent consent = renewal.event().consent();
        assertEquals(Map.of(ANALYTICS, GRANTED, MARKETING, DENIED), consent.states());
        assertEquals("tcf", consent.source());
        assertEquals(Optional.of(NOON), consent.collected());
        assertEquals(
                new Provenance(
                        "",
                        "tcf",
                        Authority.ORDER_SYSTEM,
                        "event page_" + NOON,
                        "remembered of the visitor",
                        NOON),
                renewal.provenance().get("consent"));
    }

    @Test
    void nothingIsRecalledOfALaterTimeOrOfMoreThanThirteenMonthsAgo() {
        visit(page(NOON, Map.of(MARKETING, GRANTED)));
        assertFalse(visit(renewal(NOON.minusSeconds(1))).event().consent().known());
        assertTrue(visit(renewal(NOON)).event().consent().known());
        assertTrue(visit(renewal(NOON.plus(Duration.ofDays(395)))).event().consent().known());
        assertFalse(visit(renewal(NOON.plus(Duration.ofDays(396)))).event().consent().known());
    }

    @Test
    void theLaterChoiceCountsPurposeByPurposeInWhateverOrderTheyArrive() {
        visit(page(NOON.plusSeconds(10), Map.of(MARKETING, DENIED)));
        visit(page(NOON, Map.of(MARKETING, GRANTED, ANALYTICS, GRANTED)));
        Consent consent = visit(renewal(NOON.plusSeconds(60))).event().consent();
        assertEquals(Map.of(MARKETING, DENIED, ANALYTICS, GRANTED), consent.states());
        visit(page(NOON.plusSeconds(20), Map.of(MARKETING, GRANTED)));
        assertEquals(
                GRANTED, visit(renewal(NOON.plusSeconds(60))).event().consent().state(MARKETING));
    }

    @Test
    void ofTwoChoicesAtOneTimeTheRefusalCounts() {
        visit(page(NOON, Map.of(MARKETING, DENIED)));
        visit(page(NOON, Map.of(MARKETING, GRANTED)));
        assertEquals(DENIED, visit(renewal(NOON)).event().consent().state(MARKETING));
    }

    @Test
    void everyChangeCountsAVersionAndRepeatedGrantsAreWrittenOnceADay() {
        visit(page(NOON, Map.of(MARKETING, GRANTED)));
        visit(page(NOON.plus(Duration.ofHours(23)), Map.of(MARKETING, GRANTED)));
        assertEquals(1, rows.values().iterator().next().version());
        visit(page(NOON.plus(Duration.ofHours(25)), Map.of(MARKETING, GRANTED)));
        assertEquals(2, rows.values().iterator().next().version());
        visit(page(NOON.plus(Duration.ofHours(26)), Map.of(MARKETING, DENIED)));
        assertEquals(3, rows.values().iterator().next().version());
    }

    @Test
    void aVisitorIsKnownByAnyKeyWithinTheMerchantAndNoKeyStandsInPlainText() {
        Event signup =
                page(NOON, Map.of(MARKETING, DENIED)).toBuilder()
                        .set(EventField.ANONYMOUS_ID, "anon_1")
                        .set(EventField.EMAIL, " Jane@Example.com")
                        .build();
        visit(signup);
        assertEquals(3, rows.size());
        assertTrue(rows.keySet().stream().allMatch(key -> key.matches("[0-9a-f]{64}")));
        Event.Builder other = Event.named(EventName.PAGE_VIEWED).eventId("p").receivedAt(NOON);
        other.eventTime(NOON.plusSeconds(1)).of("acme", "acme-eu");
        String hashed = Sha256.of("jane@example.com").hex();
        assertEquals(
                DENIED,
                visit(other.set(EventField.EMAIL, hashed).build())
                        .event()
                        .consent()
                        .state(MARKETING));
        assertEquals(
                UNKNOWN,
                visit(other.of("other", "other-eu").build()).event().consent().state(MARKETING));
    }

    @Test
    void whatIsRecalledIsNotRememberedAgainNorAreTestEvents() {
        visit(page(NOON, Map.of(MARKETING, GRANTED)));
        Map<String, StoredConsent> before = Map.copyOf(rows);
        visit(
                renewal(NOON.plus(Duration.ofDays(2))).toBuilder()
                        .set(EventField.ANONYMOUS_ID, "another")
                        .build());
        visit(page(NOON.plusSeconds(5), Map.of(MARKETING, DENIED)).toBuilder().test(true).build());
        assertEquals(before, rows);
    }

    @Test
    void aRenewalThatRepeatsTheFirstOrdersAnswerDoesNotOutdateAWithdrawal() {
        visit(page(NOON, Map.of(MARKETING, DENIED)));
        Event copied =
                renewal(NOON.plusSeconds(60)).toBuilder()
                        .consent(new Consent(Map.of(MARKETING, GRANTED), "shopify", "", null))
                        .build();
        visit(copied);
        assertEquals(
                DENIED, visit(renewal(NOON.plusSeconds(90))).event().consent().state(MARKETING));
        assertEquals(Instant.EPOCH, ConsentMemory.decidedAt(copied));
    }

    @Test
    void aSignalThatCouldNotBeReadIsNotReplacedByWhatIsRemembered() {
        visit(page(NOON, Map.of(MARKETING, GRANTED)));
        Event unreadable =
                renewal(NOON.plusSeconds(1)).toBuilder()
                        .consent(new Consent(Map.of(), "tcf", "broken", null))
                        .build();
        assertFalse(visit(unreadable).event().consent().known());
    }

    @Test
    void nothingIsRecalledWhereTheStoreDoesNotWantIt() {
        visit(page(NOON, Map.of(MARKETING, GRANTED)));
        ConsentSettings forgetful =
                new ConsentSettings(ConsentSettings.STANDARD.formulas(), true, false, false);
        StoredEvent renewal = memory.visit(stored(renewal(NOON)), forgetful);
        assertFalse(renewal.event().consent().known());
    }

    @Test
    void aCopyThatSaysSomethingReplacesWhatWasRecalled() {
        visit(page(NOON, Map.of(MARKETING, DENIED, ANALYTICS, DENIED)));
        StoredEvent renewal = visit(renewal(NOON.plusSeconds(60)));
        Event copy =
                renewal(NOON.plusSeconds(60)).toBuilder()
                        .consent(new Consent(Map.of(MARKETING, GRANTED), "api", "", null))
                        .build();
        Provenance said = new Provenance("7-0", "browser", Authority.BROWSER, "api", "as given");
        Merger.Merge merge =
                new Merger().merge(renewal, new Accepted(copy, Map.of("consent", said), List.of()));
        assertEquals(Map.of(MARKETING, GRANTED), merge.event().consent().states());
        assertEquals(said, merge.provenance().get("consent"));
        assertEquals(List.of("consent"), merge.gave());
    }

    private StoredEvent visit(Event event) {
        return memory.visit(stored(event), ConsentSettings.STANDARD);
    }

    private static StoredEvent stored(Event event) {
        return new StoredEvent(1, event, Map.of(), List.of(), 1, "v1", 0);
    }

    private static Event page(Instant at, Map<Purpose, ConsentState> states) {
        return event(EventName.PAGE_VIEWED, "page_" + at, at)
                .consent(new Consent(states, "tcf", "", null))
                .build();
    }

    private static Event renewal(Instant at) {
        return event(EventName.SUBSCRIPTION_RENEWED, "renewal_" + at, at).build();
    }

    private static Event.Builder event(EventName name, String id, Instant at) {
        return Event.named(name)
                .eventId(id)
                .eventTime(at)
                .receivedAt(at)
                .of("acme", "acme-eu")
                .set(EventField.EXTERNAL_ID, "cust_77");
    }
}
