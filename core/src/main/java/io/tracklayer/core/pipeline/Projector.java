// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.OrderQueue;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalEntry;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.ReplayChunk;
import io.tracklayer.core.journal.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the evidence in step with the journal: reads what was synced, applies it record by record
 * and commits rows and offset together. The only writer of the evidence. A record that cannot be
 * applied is set aside as rejected; it never stops the line.
 */
public final class Projector {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final int MAX_RECORDS = 500;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Journal journal;
    private final EvidenceStore store;
    private final Supplier<ActiveConfiguration> active;
    private final RecordRoute route;
    private final CommitListener listener;
    private final Clock clock;
    private final Retention retention;

    /** Where a record goes to be applied; in the product, the pipeline routes. */
    @FunctionalInterface
    public interface RecordRoute {
        /** Applies one record within its unit of work. */
        void apply(Applying<? extends JournalRecord> applying) throws Exception;
    }

    /** Hears of every commit. */
    @FunctionalInterface
    public interface CommitListener {
        /**
         * Called after the rows are visible.
         *
         * @param nextOffset first offset not applied yet
         * @param settled settlements that are now visible
         * @param arrivals whether among the records were new messages or deliveries to send again
         */
        void committed(long nextOffset, List<Settlement> settled, boolean arrivals);
    }

    public Projector(
            Journal journal,
            EvidenceStore store,
            Supplier<ActiveConfiguration> active,
            RecordRoute route,
            CommitListener listener,
            Clock clock) {
        this.journal = journal;
        this.store = store;
        this.active = active;
        this.route = route;
        this.listener = listener;
        this.clock = clock;
        this.retention = new Retention(store);
    }

    /**
     * Applies what is there, waiting a little when nothing is, and then removes a little of what
     * has outlived its time.
     *
     * @return how many records were applied
     */
    public int advance() throws InterruptedException {
        Duration patience = retention.behind() ? Duration.ZERO : PATIENCE;
        List<JournalEntry> entries = journal.read(store.appliedOffset(), MAX_RECORDS, patience);
        if (!entries.isEmpty()) {
            applyAll(entries);
        }
        // What still waits in the journal may need a key that is of no more use to later requests.
        if (entries.size() < MAX_RECORDS) {
            retention.purge(active.get().configuration().retention(), clock.instant());
        }
        return entries.size();
    }

    private void applyAll(List<JournalEntry> entries) throws InterruptedException {
        UnitOfWork unit = store.begin();
        List<Settlement> settled = new ArrayList<>();
        boolean arrivals = false;
        long nextOffset = entries.get(entries.size() - 1).offset() + 1;
        try {
            ActiveConfiguration current = active.get();
            for (JournalEntry entry : entries) {
                JournalRecord found = JournalCodec.decode(entry.payload());
                boolean applied = apply(unit, current, entry.offset(), found);
                arrivals |= found instanceof Arrival || found instanceof ReplayChunk;
                if (applied && found instanceof Settlement settlement) {
                    settled.add(settlement);
                }
            }
            unit.commit(nextOffset);
        } catch (RuntimeException | InterruptedException failed) {
            unit.rollback();
            throw failed;
        }
        listener.committed(nextOffset, settled, arrivals);
    }

    private boolean apply(
            UnitOfWork unit, ActiveConfiguration current, long offset, JournalRecord found)
            throws InterruptedException {
        Object savepoint = unit.savepoint();
        try {
            route.apply(new Applying<>(unit, offset, found, current, clock.instant()));
            return true;
        } catch (InterruptedException stopping) {
            // No fault of the record: it is applied at the next start.
            throw stopping;
        } catch (Exception | LinkageError | StackOverflowError poison) {
            LOG.error(
                    "journal record {} cannot be applied and is set aside; its bytes stay in the journal",
                    offset,
                    poison);
            unit.rollbackTo(savepoint);
            if (found instanceof Arrival arrival) {
                setAside(unit, offset, ClientRecords.kept(current, arrival), poison);
            } else if (found instanceof Settlement settlement) {
                settleBriefly(unit, settlement, clock.instant());
            }
            return found instanceof Settlement;
        }
    }

    /**
     * Keeps of an outcome what every row can hold: without it the deliveries would stay in flight,
     * or go out again although they were accepted.
     */
    private static void settleBriefly(UnitOfWork unit, Settlement settlement, Instant at) {
        settlement
                .inquired()
                .ifPresent(inquiry -> unit.putInquiry(settlement.destination(), inquiry));
        for (DeliveryResult result : settlement.results()) {
            unit.findDelivery(result.eventSeq(), settlement.destination())
                    .filter(settlement::concerns)
                    .map(delivery -> delivery.after(brief(result), at, ""))
                    .ifPresent(
                            delivery -> {
                                unit.updateDelivery(delivery);
                                OrderQueue.release(unit, delivery, at);
                            });
        }
    }

    private static DeliveryResult brief(DeliveryResult result) {
        return new DeliveryResult(
                result.eventSeq(),
                result.status(),
                "internal_error",
                "what the platform said cannot be kept; see the node's log",
                result.attemptBurnt(),
                result.nextAttemptAt());
    }

    private static void setAside(UnitOfWork unit, long offset, Arrival arrival, Throwable poison) {
        unit.insertArrival(offset, arrival);
        unit.insertObservation(
                new ObservationRow(
                        offset + "-0",
                        offset,
                        arrival.merchant(),
                        arrival.store(),
                        arrival.source(),
                        arrival.receivedAt(),
                        Verdict.REJECTED,
                        "internal_error",
                        "the pipeline failed on this request ("
                                + poison.getClass().getSimpleName()
                                + "); it is kept. See the node's log.",
                        0,
                        ""));
    }
}
