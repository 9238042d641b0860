// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.ClientData;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.consent.ConsentMemory;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.ConsentWait;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incidents;
import io.tracklayer.core.delivery.OrderQueue;
import io.tracklayer.core.enrich.Enricher;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.identity.IdentityMemory;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.normalise.Normalised;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.core.reconcile.ForgottenKeys;
import io.tracklayer.core.reconcile.Match;
import io.tracklayer.core.reconcile.Matcher;
import io.tracklayer.core.reconcile.MergeEvidence;
import io.tracklayer.core.reconcile.Merger;
import io.tracklayer.core.reconcile.Sightings;
import io.tracklayer.core.reconcile.Windows;
import io.tracklayer.core.replay.ReplayProgress;
import io.tracklayer.core.traffic.BotSigns;
import io.tracklayer.core.traffic.ClientCut;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The steps from an inbound request to deliveries, one method each, in the order the pipeline route
 * names them. Everything a step writes belongs to the unit of work of its passage.
 */
public final class Pipeline {
    private final Normaliser normaliser = new Normaliser();
    private final Matcher matcher = new Matcher();
    private final Enricher enricher = new Enricher();
    private final BotSigns bots = new BotSigns();

    /**
     * Step 1: what the request says, one passage per message. A request that was refused or cannot
     * be read ends here.
     */
    public List<Passage> decode(Applying<Arrival> applying) {
        Arrival arrival = applying.entry();
        Optional<StoreConfig> store = applying.active().configuration().store(arrival.store());
        applying.unit()
                .insertArrival(applying.offset(), ClientRecords.kept(applying.active(), arrival));
        Optional<SourceConfig> source = store.flatMap(known -> known.source(arrival.source()));
        if (arrival.refused().isPresent()) {
            Arrival.Refusal refusal = arrival.refused().get();
            // what was acknowledged all the same is genuine, and only of no use
            Verdict verdict = refusal.status() < 300 ? Verdict.REJECTED : Verdict.REFUSED;
            return ended(applying, verdict, refusal.code(), refusal.sentence());
        }
        if (source.isEmpty()) {
            return ended(
                    applying,
                    Verdict.REJECTED,
                    "store_removed",
                    "store \""
                            + arrival.store()
                            + "\" has no source \""
                            + arrival.source()
                            + "\" any more. Put it back into tracklayer.yaml to process what had"
                            + " arrived.");
        }
        try {
            StoredRequest request = new StoredRequest(arrival);
            List<Decoded> messages =
                    source.get()
                            .source()
                            .decode(
                                    request,
                                    source.get().settings(),
                                    applying.unit()
                                            .memory(
                                                    arrival.store(),
                                                    arrival.source(),
                                                    arrival.receivedAt()));
            if (messages.size() > Passage.MOST_MESSAGES) {
                return ended(
                        applying,
                        Verdict.REJECTED,
                        "too_many_messages",
                        "one request carries at most "
                                + Passage.MOST_MESSAGES
                                + " messages; send smaller batches");
            }
            List<Passage> passages = new ArrayList<>();
            for (Decoded message : messages) {
                Decoded allowed = arrival.grant().limit(message, request);
                passages.add(
                        passage(
                                applying,
                                passages.size(),
                                store.get(),
                                allowed,
                                source.get().source()));
            }
            return arrival.takesUp()
                    .map(again -> Reprocessing.open(applying, again, passages))
                    .orElse(passages);
        } catch (MalformedInputException malformed) {
            return ended(applying, Verdict.REJECTED, malformed.code(), malformed.getMessage());
        }
    }

    /**
     * Step 2: a canonical event, or a reason why there cannot be one. A message that only tells who
     * somebody is ends here, remembered.
     */
    public void normalise(Passage passage) {
        if (passage.decoded() instanceof Decoded.Happened happened) {
            normalised(passage, happened.observation())
                    .ifPresent(accepted -> accept(passage, accepted));
        } else if (passage.decoded() instanceof Decoded.Identified identified) {
            normalised(passage, identified.observation())
                    .ifPresent(told -> remember(passage, told));
        }
    }

    private Optional<Normalised.Accepted> normalised(Passage passage, Observation observation) {
        Normalised result =
                normaliser.normalise(
                        observation,
                        new Normaliser.Context(
                                passage.observationId(),
                                passage.arrival().source(),
                                passage.authority(),
                                passage.store(),
                                passage.arrival().receivedAt()));
        if (result instanceof Normalised.Rejected rejected) {
            passage.end(Verdict.REJECTED, rejected.code(), rejected.sentence(), 0);
        }
        return result instanceof Normalised.Accepted accepted
                ? Optional.of(accepted)
                : Optional.empty();
    }

    private void remember(Passage passage, Normalised.Accepted told) {
        StoredEvent known =
                enriched(
                        passage,
                        new StoredEvent(
                                passage.newEventSeq(),
                                told.event(),
                                told.provenance(),
                                told.notes(),
                                1,
                                passage.active().decider().version(),
                                passage.offset()));
        if (ClientCut.required(store(passage, known.event()).clientData(), known.event())) {
            passage.unit().updateArrival(passage.offset(), ClientCut.of(passage.arrival()));
        }
        passage.end(
                Verdict.IDENTITY,
                "identity_only",
                "the message tells who somebody is or what they decided; it is remembered, and no"
                        + " event is made of it",
                0);
    }

    private void accept(Passage passage, Normalised.Accepted accepted) {
        Arrival arrival = passage.arrival();
        Optional<Decoded.Rejected> history =
                arrival.grant().tooOld(accepted.event().eventTime(), arrival.receivedAt());
        if (history.isPresent()) {
            passage.end(Verdict.REJECTED, history.get().code(), history.get().sentence(), 0);
            return;
        }
        Provenance copy =
                new Provenance(
                        passage.observationId(), arrival.source(), passage.authority(), "", "");
        boolean cut = passage.store().clientData() != ClientData.KEEP;
        boolean named = arrival.grant().browser() && !(arrival.takesUp().isPresent() && cut);
        passage.accepted(bots.judge(accepted, named, copy));
    }

    /**
     * Step 3, behind the idempotent consumer: whether this is the first copy, and if not, of what
     * it is a copy.
     */
    public boolean firstCopy(Passage passage) {
        Windows windows = passage.active().configuration().reconciliation().windows();
        if (passage.arrival().takesUp().isPresent()) {
            ForgottenKeys.recall(passage.unit(), passage.accepted().event(), windows);
        }
        Match match =
                matcher.match(
                        passage.unit(),
                        passage.accepted(),
                        passage.messages(),
                        passage.newEventSeq(),
                        windows);
        passage.matched(match);
        return match instanceof Match.First;
    }

    /** Step 4: joins a further copy with the event it is a copy of. */
    public void merge(Passage passage) {
        Match match = passage.match().orElseThrow();
        match.collisions().forEach(passage.unit()::insertCollision);
        if (match instanceof Match.First) {
            Sightings.first(passage.unit(), passage.newEventSeq(), passage.accepted());
            passage.event(
                    new StoredEvent(
                            passage.newEventSeq(),
                            passage.accepted().event(),
                            passage.accepted().provenance(),
                            passage.accepted().notes(),
                            1,
                            passage.active().decider().version(),
                            passage.offset()));
        } else if (match instanceof Match.Repetition repetition) {
            repeat(passage, repetition);
        } else if (match instanceof Match.Copy copy) {
            join(passage, copy);
        }
    }

    /**
     * Step 5: adds what the visitor had decided before, what is remembered of the person, and what
     * follows from the event itself.
     */
    public void enrich(Passage passage) {
        passage.event(enriched(passage, passage.event()));
        if (ClientCut.required(store(passage).clientData(), passage.event().event())) {
            ClientRecords.cut(passage);
        }
    }

    private StoredEvent enriched(Passage passage, StoredEvent stored) {
        IdentityMemory person =
                IdentityMemory.of(
                        passage.unit().identities(),
                        passage.active().configuration().identity(),
                        stored.event());
        StoredEvent known =
                new ConsentMemory(passage.unit().consents())
                        .visit(stored, store(passage, stored.event()).consent(), person::visitors);
        person.learn(passage.newEventSeq(), passage.arrival().receivedAt(), known.event());
        Enricher.Enriched enriched =
                enricher.enrich(known.event(), known.provenance(), person::recall);
        person.remember(enriched.event(), enriched.provenance());
        return new StoredEvent(
                known.seq(),
                enriched.event(),
                enriched.provenance(),
                known.notes(),
                known.copies(),
                passage.active().decider().version(),
                passage.offset(),
                known.aside());
    }

    /**
     * Step 6: one decision and one delivery row per destination of the merchant, whatever the
     * decision.
     */
    public void decide(Passage passage) {
        boolean known = !(passage.match().orElseThrow() instanceof Match.First);
        UnitOfWork unit = passage.unit();
        Map<String, Delivery> present =
                passage.deliveries().stream()
                        .collect(Collectors.toMap(Delivery::destination, Function.identity()));
        List<Delivery> decisions = decisions(passage, present);
        if (unansweredIsNo(passage, decisions)) {
            ClientRecords.cut(passage);
        }
        if (known) {
            unit.updateEvent(passage.event());
        } else {
            unit.insertEvent(passage.event());
        }
        ConsentAnswers answers = new ConsentAnswers(passage);
        for (Delivery decided : decisions) {
            Delivery before = present.get(decided.destination());
            answers.await(decided);
            if (before == null) {
                unit.insertDelivery(decided);
            } else if (reopens(before, decided)) {
                reopen(passage, before, decided);
            } else if (!before.of(passage.event().event()).equals(before)) {
                unit.updateDelivery(before.of(passage.event().event()));
            }
        }
        if (store(passage).consent().remember()) {
            answers.answer();
        }
    }

    private static List<Delivery> decisions(Passage passage, Map<String, Delivery> present) {
        Arrival arrival = passage.arrival();
        return passage.active().configuration().destinations().stream()
                .filter(destination -> destination.serves(arrival.merchant(), arrival.store()))
                .map(
                        destination ->
                                decide(
                                        passage,
                                        destination,
                                        Optional.ofNullable(present.get(destination.id()))))
                .toList();
    }

    /** What waits for the answer is kept whole until it is known. */
    private static boolean unansweredIsNo(Passage passage, List<Delivery> decisions) {
        Event event = passage.event().event();
        StoreConfig store = store(passage);
        return ClientCut.open(store.clientData(), event)
                && decisions.stream().noneMatch(ConsentWait::waits)
                && passage.active().decider().closesUnknown(event, Region.of(event, store));
    }

    /** Step 7: the row that says what became of the message. */
    public void conclude(Passage passage) {
        if (passage.open()) {
            boolean first = passage.match().orElseThrow() instanceof Match.First;
            passage.end(
                    first ? Verdict.ACCEPTED : Verdict.MERGED,
                    first ? "accepted" : "merged",
                    first ? "first copy of the action" : "joined the event it is a copy of",
                    passage.event().seq());
        }
        passage.unit().insertObservation(passage.ended());
    }

    /** Records what became of deliveries a destination worked on. */
    public void settle(Applying<Settlement> applying) {
        Settlement settlement = applying.entry();
        UnitOfWork unit = applying.unit();
        settlement
                .made()
                .ifPresent(
                        attempt ->
                                unit.insertAttempt(
                                        settlement.destination(), attempt, settlement.eventSeqs()));
        settlement
                .inquired()
                .ifPresent(inquiry -> unit.putInquiry(settlement.destination(), inquiry));
        Instant at =
                settlement
                        .made()
                        .map(a -> a.startedAt().plusMillis(a.latencyMillis()))
                        .orElse(applying.now());
        String attempt = settlement.made().map(a -> a.id()).orElse("");
        ReplayProgress progress = new ReplayProgress();
        for (DeliveryResult result : settlement.results()) {
            unit.findDelivery(result.eventSeq(), settlement.destination())
                    .filter(settlement::concerns)
                    .ifPresent(
                            delivery -> {
                                Delivery after =
                                        OrderQueue.apply(unit, delivery, result, at, attempt);
                                unit.updateDelivery(after);
                                OrderQueue.release(unit, after, at);
                                progress.settled(delivery, result.status());
                            });
            unit.touchEvent(result.eventSeq(), applying.offset());
        }
        progress.keep(unit, applying.offset(), at);
        Incidents.note(unit, applying.offset(), merchant(applying), settlement, at);
        if (settlement.made().isPresent() || settlement.results().isEmpty()) {
            // a settlement without attempt and results says that a pause has ended
            unit.putPause(settlement.destination(), settlement.paused());
        }
    }

    private static String merchant(Applying<Settlement> applying) {
        return applying.active()
                .configuration()
                .destination(applying.entry().destination())
                .map(DestinationConfig::merchant)
                .orElse("");
    }

    private static Passage passage(
            Applying<Arrival> applying,
            int index,
            StoreConfig store,
            Decoded message,
            Source source) {
        Passage passage =
                new Passage(
                        applying.unit(),
                        applying.active(),
                        applying.offset(),
                        index,
                        applying.entry(),
                        store,
                        message,
                        source == null ? null : source.descriptor().authority());
        if (message instanceof Decoded.Ignored ignored) {
            passage.end(Verdict.IGNORED, ignored.code(), ignored.sentence(), 0);
        } else if (message instanceof Decoded.Rejected rejected) {
            passage.end(Verdict.REJECTED, rejected.code(), rejected.sentence(), 0);
        }
        return passage;
    }

    private static List<Passage> ended(
            Applying<Arrival> applying, Verdict verdict, String code, String sentence) {
        Passage passage = passage(applying, 0, null, new Decoded.Rejected(code, sentence), null);
        passage.end(verdict, code, sentence, 0);
        return applying.entry()
                .takesUp()
                .map(again -> Reprocessing.open(applying, again, List.of(passage)))
                .orElse(List.of(passage));
    }

    private static void repeat(Passage passage, Match.Repetition repetition) {
        passage.unit()
                .findEvent(repetition.eventSeq())
                .ifPresent(
                        event -> passage.unit().updateEvent(event.oneMoreCopy(passage.offset())));
        passage.end(
                Verdict.DUPLICATE,
                "repeated_message",
                "the sender repeated a message it had sent before ("
                        + repetition.key()
                        + "); nothing new in it",
                repetition.eventSeq());
    }

    private void join(Passage passage, Match.Copy copy) {
        StoredEvent known = passage.unit().findEvent(copy.eventSeq()).orElseThrow();
        List<Delivery> deliveries = passage.unit().deliveriesOf(known.seq());
        passage.deliveries(deliveries);
        boolean late =
                deliveries.stream()
                        .anyMatch(delivery -> delivery.status() == DeliveryStatus.DELIVERED);
        Merger.Merge merge =
                new Merger(passage.active().configuration().reconciliation().authorities())
                        .merge(known, passage.accepted(), sent(deliveries, passage));
        MergeRow evidence =
                MergeEvidence.of(
                        known,
                        passage.observationId(),
                        passage.accepted().event(),
                        copy,
                        merge,
                        late);
        passage.unit().insertMerge(evidence);
        Sightings.further(passage.unit(), known, passage.accepted());
        List<String> notes = new ArrayList<>(known.notes());
        passage.accepted().notes().stream()
                .filter(note -> !notes.contains(note))
                .forEach(notes::add);
        passage.event(
                new StoredEvent(
                        known.seq(),
                        merge.event(),
                        merge.provenance(),
                        notes,
                        known.copies() + 1,
                        passage.active().decider().version(),
                        passage.offset(),
                        merge.aside()));
    }

    /**
     * Whether a request with the event may have left before this copy arrived. What was claimed
     * when it fell due, and whose outcome is not known yet, counts too.
     */
    private static boolean sent(List<Delivery> deliveries, Passage passage) {
        Instant now = passage.arrival().begunAt();
        return deliveries.stream()
                .anyMatch(
                        delivery ->
                                delivery.wasTried()
                                        || delivery.due()
                                                .filter(due -> !due.isAfter(now))
                                                .isPresent());
    }

    private static Delivery decide(
            Passage passage, DestinationConfig destination, Optional<Delivery> before) {
        Event event = passage.event().event();
        Decision decision =
                passage.active()
                        .decider()
                        .decide(
                                event,
                                Region.of(event, store(passage)),
                                destination,
                                destination.destination().purposes(destination.settings()));
        return Redecision.delivery(
                passage.event(),
                destination,
                Reprocessing.held(passage, decision),
                hold(passage, event),
                before,
                passage.arrival().begunAt());
    }

    private static Duration hold(Passage passage, Event event) {
        return passage.active().configuration().reconciliation().holds().of(event.name());
    }

    /** The event's store, which is that of the copy unless copies came for several. */
    private static StoreConfig store(Passage passage) {
        return store(passage, passage.event().event());
    }

    private static StoreConfig store(Passage passage, Event event) {
        return passage.active().configuration().store(event.store()).orElse(passage.store());
    }

    /** Whether both would be sent alike and at the same time. */
    private static boolean decidedAlike(Delivery before, Delivery decided) {
        return before.decision().equals(decided.decision())
                && before.eventName().equals(decided.eventName());
    }

    private static void reopen(Passage passage, Delivery before, Delivery decided) {
        UnitOfWork unit = passage.unit();
        if (before.status() == DeliveryStatus.SKIPPED || before.requeued().isEmpty()) {
            unit.updateDelivery(decided);
            return;
        }
        // a replay had taken it up and waits to hear what became of it
        unit.updateDelivery(before.refused(decided));
        ReplayProgress progress = new ReplayProgress();
        progress.settled(before, decided.status());
        progress.keep(unit, passage.offset(), decided.updatedAt());
    }

    /**
     * A further copy may change what was decided as long as nothing was tried; what was tried or
     * failed stays as it is.
     */
    private static boolean reopens(Delivery before, Delivery decided) {
        boolean untouched =
                before.status() == DeliveryStatus.SKIPPED
                        || before.status() == DeliveryStatus.PENDING && before.attempts() == 0;
        return untouched
                && (before.status() != decided.status()
                        || before.status() == DeliveryStatus.SKIPPED
                        || !before.wasTried() && !decidedAlike(before, decided));
    }
}
