// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.core.journal.Settlement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What settlements do to the waiting events of an order and to incidents. */
class SettlementTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryStore store = new MemoryStore();
    private final Pipeline pipeline = new Pipeline();
    private final List<Settlement> heard = new ArrayList<>();
    private boolean poison;
    private int requests;

    @Test
    void theNextOfAnOrderIsDueAtOnceWhenTheOneBeforeItIsDelivered() throws Exception {
        waitingBehindTheFirst();
        settle(attempt(200), result(1, DeliveryStatus.DELIVERED, "accepted"));
        Delivery second = delivery(2);
        assertEquals("waiting", second.reason());
        assertTrue(!second.nextAttemptAt().isAfter(NOW.plusSeconds(1)));
        assertEquals("after_earlier", delivery(3).reason(), "one at a time");
    }

    @Test
    void theNextOfAnOrderGoesAlsoWhenTheOneBeforeItFailedAndItsRowSaysSo() throws Exception {
        waitingBehindTheFirst();
        settle(attempt(400), result(1, DeliveryStatus.FAILED, "bad"));
        assertEquals(
                "waits to be sent. An earlier event of this order failed.", delivery(2).sentence());
        settle(attempt(200), result(2, DeliveryStatus.DELIVERED, "accepted"));
        assertTrue(delivery(2).sentence().endsWith("An earlier event of this order failed."));
        assertEquals("waiting", delivery(3).reason());
    }

    @Test
    void aWaitThatWasDecidedBeforeTheEarlierOneWasFinalDoesNotBegin() throws Exception {
        given(1);
        given(2);
        settle(attempt(200), result(1, DeliveryStatus.DELIVERED, "accepted"));
        settle(null, waits(2));
        assertEquals("waiting", delivery(2).reason());
    }

    @Test
    void anOutcomeThatCannotBeKeptIsKeptInBriefAndItsDeliveriesAreLetGo() throws Exception {
        given(1);
        poison = true;
        settle(attempt(200), result(1, DeliveryStatus.DELIVERED, "x".repeat(5_000)));
        assertEquals(DeliveryStatus.DELIVERED, delivery(1).status(), "it is not sent again");
        assertEquals("internal_error", delivery(1).reason());
        assertEquals(1, heard.size(), "the lane may forget that it is in flight");
    }

    @Test
    void aRefusedCredentialIsOneIncidentOfTheAccountHoweverManyDestinationsSayIt()
            throws Exception {
        hold("meta", Pause.Kind.AUTH_HOLD, "acc", attempt(401));
        hold("meta-2", Pause.Kind.AUTH_HOLD, "acc", null);
        hold("meta", Pause.Kind.AUTH_HOLD, "acc", attempt(401));
        Incident incident = only();
        assertEquals(Incident.Kind.AUTH_HOLD, incident.kind());
        assertEquals(2, incident.count());
        assertEquals(Optional.empty(), incident.closed());
        journal(new Settlement("meta-2", null, List.of(), null));
        assertTrue(only().closed().isPresent());
        hold("meta", Pause.Kind.AUTH_HOLD, "acc", attempt(401));
        assertEquals(2, store.committed.incidents.size(), "a new one after it was over");
    }

    @Test
    void aSuspendedPluginAndALongThrottleAreIncidentsAndAShortThrottleIsNone() throws Exception {
        hold("a", Pause.Kind.THROTTLED, "acc", attempt(429));
        assertEquals(0, store.committed.incidents.size());
        hold("a", Pause.Kind.THROTTLED_LONG, "acc", attempt(429));
        hold("b", Pause.Kind.PLUGIN_SUSPENDED, "", null);
        assertEquals(Set.of(Incident.Kind.THROTTLED_LONG, Incident.Kind.PLUGIN_SUSPENDED), open());
        hold("a", Pause.Kind.THROTTLED, "acc", attempt(429));
        assertEquals(Set.of(Incident.Kind.PLUGIN_SUSPENDED), open());
    }

    @Test
    void fiveFailuresInARowAreAPlatformThatIsDownUntilItAnswers() throws Exception {
        answers(503, 4);
        assertEquals(Set.of(), open());
        answers(0, 1);
        assertEquals(Set.of(Incident.Kind.PLATFORM_DOWN), open());
        answers(503, 3);
        assertEquals(4, only().count());
        answers(200, 1);
        assertEquals(Set.of(), open());
    }

    @Test
    void twentyTimesNoSuchThingIsAnIncidentUntilAnotherAnswerComes() throws Exception {
        answers(404, 19);
        answers(200, 1);
        answers(410, 19);
        assertEquals(Set.of(), open());
        answers(404, 1);
        assertEquals(Set.of(Incident.Kind.NOT_FOUND_STREAK), open());
        answers(400, 1);
        assertEquals(Set.of(), open());
    }

    @Test
    void aStoreMadeAnewFromTheJournalHasTheSameIncidents() throws Exception {
        answers(503, 7);
        hold("meta", Pause.Kind.AUTH_HOLD, "acc", attempt(401));
        answers(404, 21);
        Map<Long, Incident> before = Map.copyOf(store.committed.incidents);
        MemoryStore anew = new MemoryStore();
        Projector rebuild = projector(anew);
        while (anew.appliedOffset() < journal.nextOffset()) {
            rebuild.advance();
        }
        assertEquals(3, before.size());
        assertEquals(before, anew.committed.incidents);
    }

    @Test
    void whatAPlatformTellsLaterChangesTheDeliveriesOfThatRequestAndNothingElse() throws Exception {
        given(1);
        given(2);
        Inquiry begun = inquiry("att_1", 0, NOW.plusSeconds(60));
        journal(
                new Settlement(
                        "given", attempt(200), List.of(pending(1), pending(2)), null, begun));
        assertEquals(Map.of("att_1", begun), store.committed.inquiries);
        settle(attempt(400), result(1, DeliveryStatus.FAILED, "bad"));
        assertEquals("accepted_pending", delivery(1).reason(), "accepted stays accepted");
        hold("given", Pause.Kind.CONFIG_HOLD, "", attempt(403));
        answers(503, 4);
        Pause pause = new Pause(Pause.Kind.CONFIG_HOLD, "x", "x", NOW, NOW, "fp", "");
        Inquiry other = inquiry("att_9", 1, null);
        journal(new Settlement("given", attempt(0), told(), pause, other));
        assertEquals("accepted_pending", delivery(1).reason(), "another request was asked about");
        journal(new Settlement("given", attempt(0), told(), pause, inquiry("att_1", 1, null)));
        assertEquals(DeliveryStatus.DELIVERED, delivery(1).status());
        assertEquals("accepted", delivery(1).reason());
        assertEquals(DeliveryStatus.FAILED, delivery(2).status());
        assertEquals("EVENT_TOO_OLD", delivery(2).reason());
        assertEquals(1, delivery(2).attempts());
        assertEquals(List.of(1L, 2L), store.committed.attempts.get(delivery(2).lastAttempt()));
        assertEquals(Map.of(), store.committed.inquiries);
        assertFalse(open().contains(Incident.Kind.PLATFORM_DOWN), "asking is not sending");
    }

    @Test
    void anAnswerThatCannotBeKeptIsKeptInBriefAndNotAskedForAgain() throws Exception {
        given(1);
        journal(
                new Settlement(
                        "given",
                        attempt(200),
                        List.of(pending(1)),
                        null,
                        inquiry("att_1", 0, NOW.plusSeconds(60))));
        poison = true;
        journal(
                new Settlement(
                        "given",
                        attempt(200),
                        List.of(result(1, DeliveryStatus.FAILED, "EVENT_TOO_OLD")),
                        null,
                        inquiry("att_1", 1, null)));
        assertEquals("internal_error", delivery(1).reason());
        assertEquals(DeliveryStatus.FAILED, delivery(1).status());
        assertEquals(Map.of(), store.committed.inquiries);
    }

    private static Inquiry inquiry(String attempt, int asked, Instant due) {
        return new Inquiry(
                attempt, "r-7", List.of(1L, 2L), NOW, asked, Duration.ofSeconds(60), due);
    }

    private static DeliveryResult pending(long seq) {
        return result(seq, DeliveryStatus.DELIVERED, "accepted_pending");
    }

    private static List<DeliveryResult> told() {
        return List.of(
                new DeliveryResult(1, DeliveryStatus.DELIVERED, "accepted", "took", false, null),
                new DeliveryResult(2, DeliveryStatus.FAILED, "EVENT_TOO_OLD", "old", false, null));
    }

    private void answers(int status, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            journal(new Settlement("given", attempt(status), List.of(), null));
        }
    }

    private void hold(String destination, Pause.Kind kind, String account, Attempt attempt)
            throws Exception {
        Pause pause = new Pause(kind, "190", "no", NOW, NOW.plusSeconds(300), "fp", account);
        journal(new Settlement(destination, attempt, List.of(), pause));
    }

    private Incident only() {
        assertEquals(1, store.committed.incidents.size());
        return store.committed.incidents.values().iterator().next();
    }

    private Set<Incident.Kind> open() {
        return store.committed.incidents.values().stream()
                .filter(incident -> incident.closed().isEmpty())
                .map(Incident::kind)
                .collect(java.util.stream.Collectors.toSet());
    }

    private void waitingBehindTheFirst() throws Exception {
        given(1);
        given(2);
        given(3);
        settle(null, waits(2), waits(3));
        assertEquals("after_earlier", delivery(2).reason());
    }

    private static DeliveryResult waits(long seq) {
        return new DeliveryResult(
                seq,
                DeliveryStatus.PENDING,
                "after_earlier",
                "waits",
                false,
                NOW.plus(Duration.ofMinutes(15)));
    }

    private static DeliveryResult result(long seq, DeliveryStatus status, String reason) {
        return new DeliveryResult(seq, status, reason, "it says so", true, null);
    }

    private Attempt attempt(int status) {
        return new Attempt(
                "att_" + ++requests,
                NOW.plusMillis(requests),
                5,
                "POST",
                "https://platform.example/",
                Map.of(),
                "",
                status,
                Map.of(),
                "",
                "x",
                "x",
                "no such thing",
                List.of());
    }

    private void given(long seq) {
        UnitOfWork unit = store.begin();
        unit.insertDelivery(
                new Delivery(
                        seq,
                        "given",
                        "acme",
                        "purchase_placed",
                        "e" + seq,
                        "A",
                        DeliveryStatus.PENDING,
                        "waiting",
                        "waits to be sent",
                        new Decision(true, "allowed", "", "r1", "a.rules.yaml:3", "v1", Set.of()),
                        0,
                        NOW,
                        NOW,
                        NOW,
                        ""));
        unit.commit(store.appliedOffset());
    }

    private Delivery delivery(long seq) {
        return store.committed.deliveries.get(seq + " given");
    }

    private void settle(Attempt attempt, DeliveryResult... results) throws Exception {
        journal(new Settlement("given", attempt, List.of(results), null));
    }

    private void journal(Settlement settlement) throws Exception {
        journal.append(JournalCodec.encode(settlement)).get();
        projector(store).advance();
    }

    private Projector projector(MemoryStore on) {
        Configuration.Reconciliation reconciliation =
                new Configuration.Reconciliation(
                        Duration.ofHours(24), Duration.ofSeconds(5), Duration.ZERO);
        Configuration configuration =
                new Configuration(
                        new Configuration.Node(
                                "127.0.0.1", 0, 0, Path.of("data"), "", Set.of(), List.of()),
                        reconciliation,
                        RetentionPolicy.standard(Duration.ofHours(24)),
                        null,
                        Map.of(),
                        List.of(),
                        Map.of());
        return new Projector(
                journal,
                on,
                () -> new ActiveConfiguration(configuration, null),
                applying -> {
                    if (poison) {
                        throw new IllegalStateException("poison");
                    }
                    pipeline.settle(
                            new Applying<>(
                                    applying.unit(),
                                    applying.offset(),
                                    (Settlement) applying.entry(),
                                    applying.active(),
                                    applying.now()));
                },
                (next, settled, arrivals) -> heard.addAll(settled),
                new io.tracklayer.core.delivery.TestClock(NOW));
    }
}
