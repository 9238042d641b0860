// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.GivenDestination;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.intake.GivenSource;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps in the order of the pipeline route, over a store in memory. */
class PipelineTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");

    private final TestClock clock = new TestClock(NOW);
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryStore store = new MemoryStore();
    private final GivenSource shop = new GivenSource("shop").decoding(PipelineTest::messages);
    private final Pipeline pipeline = new Pipeline();
    private final List<String> commits = new ArrayList<>();
    private boolean allowed = true;
    private Treatment treatment = Treatment.NONE;
    private List<DestinationConfig> destinations =
            List.of(config("ga4", "acme"), config("meta", "acme"), config("other", "shoes"));
    private final Projector projector =
            new Projector(
                    journal,
                    store,
                    () -> new ActiveConfiguration(configuration(), new Rules()),
                    this::apply,
                    (next, settled, arrivals) ->
                            commits.add(next + " " + settled.size() + " " + arrivals),
                    clock);

    @Test
    void anEventGetsOneDeliveryPerDestinationOfItsMerchantAndNoOther() throws Exception {
        take("1001");
        assertEquals(Set.of("1 ga4", "1 meta"), store.committed.deliveries.keySet());
        Delivery delivery = store.committed.deliveries.get("1 meta");
        assertEquals(DeliveryStatus.PENDING, delivery.status());
        assertEquals("e1001 1001", delivery.eventId() + " " + delivery.orderId());
        assertEquals("a.rules.yaml:3", delivery.decision().location());
        assertEquals(NOW.plusSeconds(5), delivery.nextAttemptAt(), "a purchase waits for its twin");
        assertEquals("accepted 1", verdict("0-0"));
        assertEquals(List.of("1 0 true"), commits);
    }

    @Test
    void aMessageThatOnlyTellsWhoSomebodyIsIsRememberedAndIsNoEvent() throws Exception {
        take("identity");
        assertEquals("identity 0", verdict("0-0"));
        assertEquals("identity identity_only", reason("0-0"));
        assertEquals(Map.of(), store.committed.events);
        assertEquals(Map.of(), store.committed.deliveries);
        assertEquals(1, store.committed.consents.size(), "what c-77 decided");
    }

    @Test
    void aRequestTakenUpAgainIsUsedAsIfItHadJustArrivedAndItsRowSaysWhereItWent() throws Exception {
        take("1001;rejected;ignored");
        clock.advance(Duration.ofDays(5));
        shop.decoding(request -> messages("1001;1002;1003"));
        takeUp(0);
        assertEquals("reprocessed 0", verdict("0-1"));
        assertEquals("reprocessed 0", verdict("0-2"));
        assertEquals("accepted 1", verdict("0-0"), "it had been used");
        assertEquals(Set.of("1-1", "1-2"), observationsOf(1));
        StoredEvent event = store.committed.events.get(4_098L);
        assertEquals(NOW, event.event().receivedAt(), "it keeps the time of its arrival");
        Delivery delivery = store.committed.deliveries.get("4098 meta");
        assertEquals(clock.instant(), delivery.nextAttemptAt(), "and is due now");
        assertEquals("request.reprocess 0", store.committed.audit.get(0).action() + " 0");
        takeUp(0);
        assertEquals("ignored nothing_to_reprocess", reason("2-0"));
        assertEquals(3, store.committed.events.size());
    }

    @Test
    void aRequestTakenUpAgainJoinsTheEventWhoseKeysAreForgotten() throws Exception {
        take("1001");
        take("rejected");
        store.committed.keys.clear();
        clock.advance(Duration.ofDays(5));
        shop.decoding(request -> messages("1001=other"));
        takeUp(1);
        assertEquals("merged 1", verdict("2-0"));
        assertEquals(1, store.committed.events.size());
    }

    @Test
    void aRequestThatIsRejectedAgainWaitsUnderItsNewNumberOnly() throws Exception {
        take("rejected");
        takeUp(0);
        assertEquals("reprocessed reprocessed", reason("0-0"));
        assertEquals("rejected no_name", reason("1-0"));
    }

    @Test
    void aSourceRemembersWithinTheTransactionAndForgetsWhatWasRolledBack() throws Exception {
        shop.remembering("order 1001");
        take("1001");
        assertEquals(Map.of("acme-eu shop order 1001", ""), store.committed.memories);
        assertEquals("accepted 1", verdict("0-0"));
        take("1002");
        assertEquals("ignored seen", reason("1-0"));
        shop.remembering("order 1003");
        take("boom");
        assertEquals(Set.of("acme-eu shop order 1001"), store.committed.memories.keySet());
    }

    @Test
    void aDestinationThatMayNotHaveTheEventGetsARowThatSaysWhy() throws Exception {
        allowed = false;
        take("1001");
        Delivery delivery = store.committed.deliveries.get("1 ga4");
        assertEquals("skipped consent_denied:marketing", state("1 ga4"));
        assertEquals("marketing was denied", delivery.sentence());
        assertEquals(Optional.empty(), delivery.due());
    }

    @Test
    void aDelayedDeliveryWaitsForAnAnswerThatACopyMayBring() throws Exception {
        treatment = waiting(Duration.ofHours(24));
        take("1001");
        Delivery waiting = store.committed.deliveries.get("1 meta");
        assertEquals("pending waiting_for_consent", state("1 meta"));
        assertEquals(NOW.plus(Duration.ofHours(24)), waiting.nextAttemptAt());
        clock.advance(Duration.ofHours(3));
        take("1001");
        assertEquals(waiting, store.committed.deliveries.get("1 meta"), "still no answer");
        treatment = Treatment.NONE;
        take("1001");
        Delivery answered = store.committed.deliveries.get("1 meta");
        assertEquals("pending waiting", state("1 meta"));
        assertEquals(clock.instant(), answered.nextAttemptAt());
        assertEquals(clock.instant(), answered.begunAt(), "attempts count from the answer");
    }

    @Test
    void aStoredAnswerDecidesWhatWaitsAgainAndNothingElse() throws Exception {
        treatment = waiting(Duration.ofHours(24));
        take("1001");
        store.committed.deliveries.computeIfPresent(
                "1 ga4",
                (key, row) ->
                        row.after(
                                new DeliveryResult(
                                        1,
                                        DeliveryStatus.SKIPPED,
                                        "not_supported",
                                        "",
                                        false,
                                        null),
                                NOW,
                                ""));
        Instant at = NOW.plusSeconds(60);
        assertEquals(0, answered(at), "nothing is known yet");
        assertEquals("pending waiting_for_consent", state("1 meta"));
        treatment = Treatment.NONE;
        allowed = false;
        assertEquals(1, answered(at));
        assertEquals("skipped consent_denied:marketing", state("1 meta"));
        assertEquals("skipped not_supported", state("1 ga4"));
    }

    @Test
    void aRulesHoldExtendsTheOneOfTheConfiguration() throws Exception {
        treatment = treatment(Duration.ofSeconds(3), null);
        take("1001");
        assertEquals(NOW.plusSeconds(5), store.committed.deliveries.get("1 meta").nextAttemptAt());
        treatment = treatment(Duration.ofMinutes(10), null);
        take("1002");
        Delivery held = store.committed.deliveries.get("4097 meta");
        assertEquals(NOW.plusSeconds(600), held.nextAttemptAt());
        assertEquals("pending waiting", state("4097 meta"));
    }

    private int answered(Instant at) throws Exception {
        UnitOfWork unit = store.begin();
        int settled =
                Redecision.answered(
                        unit,
                        new ActiveConfiguration(configuration(), new Rules()),
                        store.committed.events.get(1L),
                        at);
        unit.commit(store.appliedOffset());
        return settled;
    }

    private static Treatment waiting(Duration longest) {
        return treatment(
                Duration.ZERO,
                new Treatment.Delay(longest, "consent_unknown:marketing", "No.", Set.of()));
    }

    private static Treatment treatment(Duration hold, Treatment.Delay delay) {
        return new Treatment(
                false,
                null,
                List.of(),
                new TreeSet<>(),
                new TreeSet<>(),
                hold,
                delay,
                List.of(new Treatment.Cause("hold", "r1", "a.rules.yaml:3")));
    }

    @Test
    void aCopyWithinTheWindowJoinsTheEventAndMakesNoFurtherDelivery() throws Exception {
        take("1001");
        clock.advance(Duration.ofSeconds(2));
        take("1001");
        assertEquals(Set.of(1L), store.committed.events.keySet());
        assertEquals(2, store.committed.events.get(1L).copies());
        assertEquals("merged 1", verdict("1-0"));
        assertEquals(Set.of("1 ga4", "1 meta"), store.committed.deliveries.keySet());
        assertTrue(store.committed.merges.containsKey("1-0"));
    }

    @Test
    void aCollisionIsKeptWithTheEventsItConcernsAndWhoSawThem() throws Exception {
        take("1001=a");
        take("1002=a;1001=b");
        assertEquals("EVENT_ID_REUSED a 1001 1002 [4097, 1]", collision("4097 event_id_reused"));
        assertEquals(
                "ORDER_WITH_TWO_EVENT_IDS 1001 a b [1]",
                collision("4098 order_with_two_event_ids"));
        assertEquals(2, store.committed.collisions.size());
        assertTrue(
                store.committed
                        .merges
                        .get("1-1")
                        .sentence()
                        .endsWith("; collision: one order with two event ids: \"a\" and \"b\""));
        assertEquals(Set.of(1L, 4097L), store.committed.sightings.keySet());
        assertTrue(store.committed.sightings.get(1L).byServer());
    }

    private String collision(String key) {
        CollisionRow row = store.committed.collisions.get(key);
        return String.join(
                " ",
                row.kind().name(),
                row.shared(),
                row.first(),
                row.second(),
                row.events().toString());
    }

    @Test
    void aRepeatedMessageIsADuplicateAndJoinsNothing() throws Exception {
        take("1001 msg-1");
        take("1001 msg-1");
        assertEquals("duplicate 1", verdict("1-0"));
        assertEquals(Map.of(), store.committed.merges);
        assertEquals(2, store.committed.events.get(1L).copies());
    }

    @Test
    void aCopyAfterTheWindowIsAnEventOfItsOwn() throws Exception {
        take("1001");
        clock.advance(Duration.ofHours(24).plusSeconds(1));
        take("1001");
        assertEquals(Set.of(1L, 4_097L), store.committed.events.keySet());
    }

    @Test
    void aCopyThatCarriesConsentReopensWhatWasOnlySkipped() throws Exception {
        allowed = false;
        take("1001");
        allowed = true;
        take("1001");
        assertEquals("pending waiting", state("1 meta"));
    }

    @Test
    void aCopyThatComesAfterTheDeliveryIsLateAndSendsNothingAgain() throws Exception {
        take("1001");
        settle(result(1, DeliveryStatus.DELIVERED, "accepted"));
        allowed = false;
        take("1001");
        assertEquals("delivered accepted", state("1 meta"));
        assertTrue(store.committed.merges.get("2-0").late());
    }

    @ParameterizedTest
    @ValueSource(strings = {"boom", "overflow", "missing-class"})
    void aRequestTheSourceFailsOnIsSetAsideAndTheLineGoesOn(String fault) throws Exception {
        append("1001");
        append(fault);
        append("1002");
        assertEquals(3, projector.advance());
        assertEquals("rejected internal_error", reason("1-0"));
        assertTrue(store.committed.arrivals.containsKey(1L), "its bytes can be looked at");
        assertEquals(Set.of(1L, 8_193L), store.committed.events.keySet());
        assertEquals(3, store.appliedOffset());
    }

    @Test
    void aRequestThatFailsHalfwayLeavesNothingBehind() throws Exception {
        append("1001;poison");
        projector.advance();
        assertEquals(Map.of(), store.committed.events);
        assertEquals(Map.of(), store.committed.deliveries);
        assertEquals(Map.of(), store.committed.keys);
        assertEquals(Set.of("0-0"), store.committed.observations.keySet());
        take("1001");
        assertEquals("accepted 4097", verdict("1-0"));
    }

    @Test
    void aStoreThatCannotCommitKeepsItsOffsetAndTriesTheSameRecordsAgain() throws Exception {
        append("1001");
        allowed = false;
        destinations = null;
        assertThrows(RuntimeException.class, projector::advance);
        assertEquals(0, store.appliedOffset());
        assertEquals(List.of(), commits);
        destinations = List.of(config("meta", "acme"));
        assertEquals(1, projector.advance());
        assertEquals(Set.of("1 meta"), store.committed.deliveries.keySet());
        assertEquals(0, projector.advance(), "nothing is applied twice");
    }

    @Test
    void eachMessageOfARequestHasItsOwnRowAndReason() throws Exception {
        take("1001;ignored;rejected;1002");
        assertEquals("accepted 1", verdict("0-0"));
        assertEquals("ignored not_mapped", reason("0-1"));
        assertEquals("rejected no_name", reason("0-2"));
        assertEquals("accepted 4", verdict("0-3"));
    }

    @Test
    void contentThatCannotBeReadIsRejectedWithTheReadersReason() throws Exception {
        append("\"unclosed");
        journal.append(JournalCodec.encode(arrival("{", null, "acme-eu")));
        projector.advance();
        assertEquals("rejected malformed_json", reason("1-0"));
    }

    @ParameterizedTest
    @CsvSource({"gone, store_removed", "acme-eu, accepted"})
    void aRequestOfAStoreThatWasRemovedIsKeptUntilItIsBack(String storeId, String reason)
            throws Exception {
        journal.append(JournalCodec.encode(arrival("\"1001\"", null, storeId)));
        projector.advance();
        assertTrue(reason("0-0").endsWith(" " + reason), reason("0-0"));
        assertTrue(store.committed.arrivals.containsKey(0L));
    }

    @Test
    void aRefusedRequestIsShownWithItsReasonAndIsNeverDecoded() throws Exception {
        Arrival.Refusal refusal = new Arrival.Refusal(401, "bad_signature", "no");
        journal.append(JournalCodec.encode(arrival("\"boom\"", refusal, "acme-eu")));
        projector.advance();
        assertEquals("refused bad_signature", reason("0-0"));
    }

    @Test
    void moreMessagesThanHaveNumbersAreRejectedTogether() throws Exception {
        shop.decoding(request -> Collections.nCopies(4_097, new Decoded.Ignored("x", "y")));
        take("many");
        assertEquals("rejected too_many_messages", reason("0-0"));
        assertEquals(Set.of("0-0"), store.committed.observations.keySet());
    }

    @Test
    void aSettlementShowsInTheDeliveryAndTellsWhoListens() throws Exception {
        take("1001");
        settle(
                new DeliveryResult(
                        1, DeliveryStatus.PENDING, "503", "down", true, NOW.plusSeconds(60)));
        Delivery delivery = store.committed.deliveries.get("1 meta");
        assertEquals("pending 503", state("1 meta"));
        assertEquals(1, delivery.attempts());
        assertEquals(NOW.plusSeconds(60), delivery.nextAttemptAt());
        assertEquals("pending waiting", state("1 ga4"), "the others are not touched");
        assertEquals(1, store.committed.events.get(1L).updatedOffset());
        assertEquals(List.of("1 0 true", "2 1 false"), commits);
    }

    @Test
    void whatWasDeliveredStaysDeliveredWhateverComesLater() throws Exception {
        take("1001");
        settle(result(1, DeliveryStatus.DELIVERED, "accepted"));
        settle(result(1, DeliveryStatus.FAILED, "gave_up"));
        assertEquals("delivered accepted", state("1 meta"));
    }

    @Test
    void aPauseLastsUntilASettlementWithoutAttemptAndResultsEndsIt() throws Exception {
        take("1001");
        Pause pause = new Pause(Pause.Kind.AUTH_HOLD, "190", "bad", NOW, NOW.plusSeconds(9), "f");
        store.committed.pauses.put("meta", pause);
        settle(result(1, DeliveryStatus.SKIPPED, "no_click_id"));
        assertEquals(Map.of("meta", pause), store.committed.pauses, "a skip ends no pause");
        journal.append(JournalCodec.encode(new Settlement("meta", null, List.of(), null)));
        projector.advance();
        assertEquals(Map.of(), store.committed.pauses);
    }

    private void take(String orders) throws Exception {
        append(orders);
        projector.advance();
    }

    private void append(String orders) {
        journal.append(JournalCodec.encode(arrival("\"" + orders + "\"", null, "acme-eu")));
    }

    private void settle(DeliveryResult result) throws Exception {
        journal.append(JournalCodec.encode(new Settlement("meta", null, List.of(result), null)));
        projector.advance();
    }

    private static DeliveryResult result(long seq, DeliveryStatus status, String reason) {
        return new DeliveryResult(seq, status, reason, "", true, null);
    }

    private Arrival arrival(String body, Arrival.Refusal refusal, String storeId) {
        return new Arrival(
                "acme",
                storeId,
                "shop",
                "POST",
                "/webhooks/shop/" + storeId,
                Map.of(),
                Map.of(),
                "192.0.2.9",
                clock.instant(),
                "hmac-sha256",
                refusal,
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** What the pipeline route does. */
    private void apply(Applying<? extends JournalRecord> applying) {
        if (applying.entry() instanceof Settlement settlement) {
            pipeline.settle(
                    new Applying<>(
                            applying.unit(),
                            applying.offset(),
                            settlement,
                            applying.active(),
                            applying.now()));
            return;
        }
        Applying<Arrival> arriving =
                new Applying<>(
                        applying.unit(),
                        applying.offset(),
                        (Arrival) applying.entry(),
                        applying.active(),
                        applying.now());
        for (Passage passage : pipeline.decode(arriving)) {
            step(passage);
        }
    }

    private void step(Passage passage) {
        pipeline.normalise(passage);
        if (passage.open()) {
            pipeline.firstCopy(passage);
            pipeline.merge(passage);
        }
        if (passage.open()) {
            pipeline.enrich(passage);
            pipeline.decide(passage);
        }
        pipeline.conclude(passage);
    }

    private void takeUp(long offset) throws Exception {
        Arrival kept = store.committed.arrivals.get(offset);
        journal.append(
                JournalCodec.encode(
                        kept.takenUp(new Arrival.Again(offset, clock.instant(), "anna"))));
        projector.advance();
    }

    private Set<String> observationsOf(long offset) {
        Set<String> ids = new TreeSet<>(store.committed.observations.keySet());
        ids.removeIf(id -> !id.startsWith(offset + "-"));
        return ids;
    }

    /** A body such as {@code "1001 msg-1;ignored"}: one message for each part. */
    private static List<Decoded> messages(InboundRequest request) {
        return messages(new String(request.raw(), StandardCharsets.UTF_8).replace("\"", ""));
    }

    private static List<Decoded> messages(String body) {
        List<Decoded> decoded = new ArrayList<>();
        for (String part : body.split(";")) {
            decoded.add(
                    switch (part) {
                        case "boom" -> throw new IllegalStateException("boom");
                        case "overflow" -> throw new StackOverflowError();
                        case "missing-class" -> throw new NoClassDefFoundError("x");
                        case "ignored" -> new Decoded.Ignored("not_mapped", "nobody maps it");
                        case "rejected" -> new Decoded.Rejected("no_name", "it has no name");
                        case "identity" -> new Decoded.Identified(jane());
                        default -> purchase(part.split(" "));
                    });
        }
        return decoded;
    }

    private static Observation jane() {
        return Observation.identity()
                .read(EventField.EXTERNAL_ID, "c-77", "body:/id")
                .consent(
                        ConsentSignals.collect()
                                .statesOf(Map.of("marketing", "denied"), "api")
                                .build())
                .build();
    }

    private static Decoded purchase(String[] orderAndMessage) {
        String[] orderAndId = orderAndMessage[0].split("=");
        String order = orderAndId[0];
        Observation.Builder observation =
                Observation.of(EventName.PURCHASE_PLACED)
                        .eventId(orderAndId.length > 1 ? orderAndId[1] : "e" + order)
                        .read(EventField.ORDER_ID, order, "body:/order")
                        .read(EventField.VALUE, "10.00", "body:/value")
                        .read(EventField.CURRENCY, "EUR", "body:/currency");
        if (orderAndMessage.length > 1) {
            observation.deliveryId(orderAndMessage[1]);
        }
        return new Decoded.Happened(observation.build());
    }

    private String verdict(String id) {
        ObservationRow row = store.committed.observations.get(id);
        return row.verdict().wire() + " " + row.eventSeq();
    }

    private String reason(String id) {
        ObservationRow row = store.committed.observations.get(id);
        return row.verdict().wire() + " " + row.reason();
    }

    private String state(String key) {
        Delivery delivery = store.committed.deliveries.get(key);
        return delivery.status().wire() + " " + delivery.reason();
    }

    private Configuration configuration() {
        StoreConfig shopStore =
                new StoreConfig(
                        "acme",
                        "acme-eu",
                        "EUR",
                        "DE",
                        Map.of(
                                "shop",
                                new StoreConfig.SourceConfig(
                                        shop,
                                        Settings.of(
                                                shop.descriptor().settings(),
                                                Map.of("secret", List.of("s3cret"))))));
        return new Configuration(
                null,
                new Configuration.Reconciliation(
                        Duration.ofHours(24), Duration.ofSeconds(5), Duration.ZERO),
                RetentionPolicy.standard(Duration.ofHours(24)),
                null,
                Map.of("acme-eu", shopStore),
                destinations,
                Map.of());
    }

    private static DestinationConfig config(String id, String merchant) {
        DestinationConfig given = new GivenDestination(id).config();
        return new DestinationConfig(
                id,
                id,
                merchant,
                Set.of(),
                true,
                given.destination(),
                given.settings(),
                given.redelivery(),
                given.file());
    }

    /** Allows everything or, when told to, nothing; cannot stand the order "poison". */
    private final class Rules implements Decider {
        @Override
        public Decision decide(
                Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
            if (event.eventId().equals("epoison")) {
                throw new IllegalStateException("poison");
            }
            return new Decision(
                    allowed,
                    allowed ? "allowed" : "consent_denied:marketing",
                    allowed ? "" : "marketing was denied",
                    "r1",
                    "a.rules.yaml:3",
                    "v1",
                    Set.of(),
                    treatment);
        }

        @Override
        public String version() {
            return "v1";
        }
    }
}
