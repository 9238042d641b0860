// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Verdicts.Verdict;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.journal.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One destination at work: claims what is due, has it packed, has the answer judged. Everything
 * that waits is a row; the lane remembers only what is in flight and whether the platform pauses.
 * Thread-safe.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int SMALLEST_CLAIM = 50;
    private static final int MOST_IN_FLIGHT = 400;

    private final EvidenceQueries evidence;
    private final Consumer<Settlement> settlements;
    private final Packer packer;
    private final Judge judge;
    private final Redelivery redelivery;
    private final Clock clock;

    private final Object lock = new Object();
    private final Set<Long> inFlight = new HashSet<>();
    private final Halves halves = new Halves();
    private DestinationConfig destination;
    private Pause pause;
    private Instant unavailableUntil = Instant.MIN;
    private int failuresInARow;
    private boolean news;
    private boolean closed;

    /**
     * Creates a lane.
     *
     * @param settlements journals a settlement durably before it returns
     * @param pause the pause the destination was in when the node stopped, if any
     */
    public Lane(
            DestinationConfig destination,
            Optional<Pause> pause,
            EvidenceQueries evidence,
            Consumer<Settlement> settlements,
            Redelivery redelivery,
            Clock clock,
            String productVersion) {
        this.destination = destination;
        this.evidence = evidence;
        this.settlements = settlements;
        Verdicts verdicts = new Verdicts(redelivery);
        this.packer = new Packer(evidence, verdicts, halves, productVersion);
        this.judge = new Judge(verdicts);
        this.redelivery = redelivery;
        this.clock = clock;
        this.pause = pause.orElse(null);
        configure(destination);
    }

    /** The destination as it is set up now. */
    public DestinationConfig destination() {
        synchronized (lock) {
            return destination;
        }
    }

    /**
     * Takes a changed set-up; a hold ends when the settings or secrets it began under have changed.
     */
    public void configure(DestinationConfig changed) {
        boolean ended;
        synchronized (lock) {
            destination = changed;
            ended =
                    pause != null
                            && pause.isHold()
                            && !pause.fingerprint().equals(changed.fingerprint());
            if (ended) {
                pause = null;
                failuresInARow = 0;
                unavailableUntil = Instant.MIN;
            }
        }
        if (ended) {
            LOG.info("{}: the set-up changed, sending resumes", changed.id());
            settlements.accept(new Settlement(changed.id(), null, List.of(), null));
        }
        wake();
    }

    /** Says that new rows may be due. */
    public void wake() {
        synchronized (lock) {
            news = true;
            lock.notifyAll();
        }
    }

    /**
     * Says that the evidence now shows what became of these events, so they may be claimed again if
     * they are due.
     */
    public void settled(Collection<Long> eventSeqs) {
        synchronized (lock) {
            inFlight.removeAll(eventSeqs);
            news = true;
            lock.notifyAll();
        }
    }

    /**
     * Claims nothing more. A claim that waits is left to its patience: one that came back early
     * would be followed by another while the route is being stopped.
     */
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    /**
     * Claims what is due, waiting a little when nothing is. Deliveries the destination skips, or
     * whose event is too old for it, are settled at once.
     *
     * @return batches to send, each within the platform's bounds; empty when nothing was due in
     *     time
     */
    public List<Batch> claim(Duration patience) throws InterruptedException {
        List<Delivery> due = due();
        if (due.isEmpty()) {
            awaitNews(patience);
            due = due();
        }
        if (due.isEmpty()) {
            return List.of();
        }
        try {
            DestinationConfig config = destination();
            Packer.Mapped mapped = packer.map(config, due, clock.instant());
            if (!mapped.settled().isEmpty()) {
                settle(config, mapped.settled());
            }
            return mapped.batches();
        } catch (RuntimeException unfinished) {
            // nothing was sent yet, so the claim can simply be given up
            settled(due.stream().map(Delivery::eventSeq).toList());
            throw unfinished;
        }
    }

    /**
     * Packs a batch. When that is impossible nothing is sent: the deliveries are settled with the
     * reason.
     */
    public Optional<Shipment> pack(Batch batch) {
        Packer.Packed packed = packer.pack(batch, clock.instant());
        if (packed.shipment().isEmpty()) {
            settle(batch.destination(), packed.settled());
        }
        return packed.shipment();
    }

    /** Judges what became of a shipment and settles its deliveries. */
    public void record(Shipment shipment, SendResult result) {
        Instant now = clock.instant();
        Batch batch = shipment.batch();
        Masking masking = new Masking(batch.destination().settings().secrets());
        Judge.Judgement judgement = judge.judge(batch, result, now, failures());
        Verdict verdict = judgement.verdict().masked(masking);
        remember(shipment, verdict, now);
        Attempt attempt =
                AttemptRecord.of(
                        shipment, result, judgement.outcomes(), verdict.results(), masking);
        report(batch, verdict, attempt);
        settlements.accept(
                new Settlement(
                        batch.destination().id(), attempt, verdict.results(), currentPause()));
    }

    /** The pause the destination is in, if any. */
    public Optional<Pause> pause() {
        return Optional.ofNullable(currentPause());
    }

    private List<Delivery> due() {
        Instant now = clock.instant();
        int limit;
        List<Long> busy;
        synchronized (lock) {
            news = false;
            if (closed || !destination.enabled() || waits(now)) {
                return List.of();
            }
            // While the platform is down or holds us, one record is enough to find out whether it
            // is back.
            boolean probing = failuresInARow > 0 || pause != null;
            if (probing && !inFlight.isEmpty()) {
                return List.of();
            }
            int most = destination.destination().descriptor().limits().maxRecords();
            int claim = probing ? 1 : Math.max(SMALLEST_CLAIM, most);
            // Reading past what is in flight costs, and it only gets less once outcomes are in the
            // evidence: when that lags, more claims would only make it lag more.
            limit = Math.min(claim, Math.max(MOST_IN_FLIGHT, 2 * most) - inFlight.size());
            if (limit <= 0) {
                return List.of();
            }
            busy = List.copyOf(inFlight);
        }
        List<Delivery> due = evidence.due(destination().id(), now, limit, busy);
        synchronized (lock) {
            // whoever claims at the same time may have read the same rows
            return due.stream().filter(delivery -> inFlight.add(delivery.eventSeq())).toList();
        }
    }

    private boolean waits(Instant now) {
        return unavailableUntil.isAfter(now) || pause != null && pause.until().isAfter(now);
    }

    private void awaitNews(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration next =
                evidence.nextDue(destination().id())
                        .map(at -> Duration.between(clock.instant(), at))
                        .orElse(patience);
        synchronized (lock) {
            Instant now = clock.instant();
            if (waits(now)) {
                Instant until =
                        pause != null && pause.until().isAfter(unavailableUntil)
                                ? pause.until()
                                : unavailableUntil;
                next = Duration.between(now, until);
            } else if (!destination.enabled() || !inFlight.isEmpty()) {
                // what is due already cannot be claimed before something changes
                next = next.isNegative() || next.isZero() ? patience : next;
            }
            long wake =
                    System.nanoTime()
                            + Math.max(1_000_000, Math.min(patience.toNanos(), next.toNanos()));
            while (!news && System.nanoTime() < Math.min(wake, deadline)) {
                lock.wait(Math.max(1, (Math.min(wake, deadline) - System.nanoTime()) / 1_000_000));
            }
        }
    }

    private void remember(Shipment shipment, Verdict verdict, Instant now) {
        Batch batch = shipment.batch();
        synchronized (lock) {
            failuresInARow =
                    verdict.available() && verdict.pause() == null ? 0 : failuresInARow + 1;
            unavailableUntil =
                    verdict.available()
                            ? Instant.MIN
                            : now.plus(
                                    redelivery.delayAfter(
                                            batch.destination().redelivery(), failuresInARow));
            if (!overruled(shipment, verdict.pause())) {
                pause = verdict.pause();
            }
        }
        halves.forget(batch.eventSeqs());
        halves.split(verdict.split());
    }

    private void settle(DestinationConfig config, List<DeliveryResult> results) {
        settlements.accept(new Settlement(config.id(), null, results, null));
    }

    /**
     * Whether the present pause stays: what left before it began says nothing about whether it is
     * over, and may only make it longer.
     */
    private boolean overruled(Shipment shipment, Pause asked) {
        return pause != null
                && !shipment.startedAt().isAfter(pause.since())
                && (asked == null || !asked.until().isAfter(pause.until()));
    }

    private void report(Batch batch, Verdict verdict, Attempt attempt) {
        String id = batch.destination().id();
        if (verdict.pause() != null && verdict.pause().isHold()) {
            LOG.warn(
                    "{}: {} ({}), {} delivery(ies) wait. {}",
                    id,
                    attempt.outcome(),
                    verdict.pause().code(),
                    batch.parts().size(),
                    verdict.pause().sentence());
        } else {
            LOG.debug(
                    "{}: {} record(s), {} {}",
                    id,
                    batch.parts().size(),
                    attempt.outcome(),
                    attempt.code());
        }
    }

    private Pause currentPause() {
        synchronized (lock) {
            return pause;
        }
    }

    private int failures() {
        synchronized (lock) {
            return failuresInARow;
        }
    }
}
