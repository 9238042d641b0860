// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Pause.Kind;
import io.tracklayer.core.delivery.Verdicts.Verdict;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.plugin.ContainedDestination;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.RateWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    private final LaneHost host;
    private final Packer packer;
    private final Judge judge;
    private final PluginCalls calls;
    private final Inquirer inquirer;

    private final Object lock = new Object();
    private final Set<Long> inFlight = new HashSet<>();
    private final Halves halves = new Halves();
    private final LaneState state;
    private DestinationConfig destination;
    private Account account;
    private long turn;
    private boolean news;
    private boolean behind;
    // What a request carried of late: when permits are short, what is claimed beyond them would be
    // mapped only to be given back.
    private int recordsPerRequest = Integer.MAX_VALUE;
    private boolean closed;
    // the requests of the last minute, for those who look
    private final SlidingWindow pace =
            new SlidingWindow(RateWindow.requests(1_000_000, Duration.ofMinutes(1)));

    /**
     * Creates a lane.
     *
     * @param pause the pause the destination was in when the node stopped, if any
     */
    public Lane(DestinationConfig destination, Optional<Pause> pause, LaneHost host) {
        this.destination = destination;
        this.host = host;
        this.calls = new PluginCalls(destination.id(), host.nanos());
        Verdicts verdicts = new Verdicts(host.redelivery(), host.wall());
        this.packer = new Packer(host.evidence(), verdicts, halves, calls, host.productVersion());
        this.judge = new Judge(verdicts, calls);
        this.inquirer = new Inquirer(host, verdicts, calls);
        this.state = new LaneState(host.redelivery(), pause.orElse(null));
        this.account = host.account(destination.account());
        // a restart gives a suspended plugin another chance
        boolean suspended = pause.filter(p -> p.kind() == Kind.PLUGIN_SUSPENDED).isPresent();
        configure(suspended ? null : destination, destination);
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
        configure(destination(), changed);
    }

    private void configure(DestinationConfig before, DestinationConfig changed) {
        boolean ended;
        synchronized (lock) {
            destination = changed;
            Account now = host.account(changed.account());
            if (now != account) {
                account.leave(this);
                account = now;
            }
            account.join(this, changed, host.clock().instant());
            state.forgetFailures(before, changed);
            ended = state.endHold(before, changed);
        }
        if (ended) {
            calls.resume();
            LOG.info("{}: the set-up changed, sending resumes", changed.id());
            journal(null);
        }
        if (changed.destination() instanceof ContainedDestination plugin) {
            plugin.fault(changed.settings()).ifPresent(calls::suspend);
            suspendIfBroken();
        }
        wake();
    }

    /**
     * What the plugin makes of a connection check.
     *
     * @param config the settings to check; the lane itself may not have them yet
     * @param caller makes the request
     */
    public ProbeResult probe(DestinationConfig config, Probe.Caller caller) {
        return new Probe(config, calls, host).with(caller, this::suspendIfBroken);
    }

    /**
     * What a destination's test mode makes of an event nobody did.
     *
     * @param sender makes the request
     */
    public TestSending.Result test(
            TestSending.Order order, Function<Shipment, TestSending.Sent> sender) {
        TestSending.Result result = new TestSending(destination(), calls, host).send(order, sender);
        suspendIfBroken();
        return result;
    }

    /** Has nothing sent until it is told an empty pause; what is on its way still arrives. */
    public void order(Optional<Pause> byOperator) {
        synchronized (lock) {
            state.order(byOperator.orElse(null));
        }
        wake();
    }

    /** How many threads the plugin was given and did not give back. */
    public int abandonedThreads() {
        return calls.abandoned();
    }

    /** Says that new rows may be due. */
    public void wake() {
        synchronized (lock) {
            news = true;
            lock.notifyAll();
        }
    }

    /** Says that the evidence shows more of what arrived, for which due rows may have waited. */
    public void caughtUp() {
        synchronized (lock) {
            if (behind) {
                wake();
            }
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

    /** Says that the evidence now shows a settlement. */
    public void settled(Settlement settlement) {
        settlement.inquired().ifPresent(inquirer::settled);
        settled(settlement.results().stream().map(DeliveryResult::eventSeq).toList());
    }

    /**
     * Claims nothing more; a claim that waits comes back with nothing. It would be followed by
     * another at once, so whoever claims has to be told to stop before.
     */
    public void close() {
        Account left;
        synchronized (lock) {
            closed = true;
            left = account;
            lock.notifyAll();
        }
        left.leave(this);
        calls.close();
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
            Packer.Mapped mapped = packer.map(config, due, now());
            if (!mapped.settled().isEmpty()) {
                settle(config, mapped.settled());
            }
            if (mapped.batches().isEmpty()) {
                account().probed(this);
            } else {
                learn(mapped.batches());
            }
            return mapped.batches();
        } catch (RuntimeException unfinished) {
            // nothing was sent yet, so the claim can simply be given up
            settled(due.stream().map(Delivery::eventSeq).toList());
            account().probed(this);
            throw unfinished;
        } finally {
            suspendIfBroken();
        }
    }

    private void learn(List<Batch> batches) {
        int records = batches.stream().mapToInt(batch -> batch.parts().size()).sum();
        synchronized (lock) {
            recordsPerRequest = (records + batches.size() - 1) / batches.size();
        }
    }

    /**
     * Packs a batch. When that is impossible nothing is sent: the deliveries are settled with the
     * reason, or given back when the platform takes no more for now.
     */
    public Optional<Shipment> pack(Batch batch) {
        Packer.Packed packed = packer.pack(batch, now());
        suspendIfBroken();
        if (packed.shipment().isEmpty()) {
            settle(batch.destination(), packed.settled());
        } else if (isOrderedToWait() || mustWait(batch.parts().size())) {
            settled(batch.eventSeqs());
        } else {
            return packed.shipment();
        }
        account().probed(this);
        return Optional.empty();
    }

    private boolean isOrderedToWait() {
        synchronized (lock) {
            return state.ordered().isPresent();
        }
    }

    private boolean mustWait(int records) {
        Instant now = now();
        Optional<Instant> again = account().take(this, records, now);
        synchronized (lock) {
            again.ifPresent(until -> state.waitForPermits(until, now));
        }
        return again.isPresent();
    }

    /** What the platform is to be asked now about records it took before. */
    public List<Inquiry> inquiries() {
        Instant now = now();
        synchronized (lock) {
            boolean held = state.pause() != null && state.pause().isHold();
            if (closed || !destination.enabled() || held || state.waits(now)) {
                return List.of();
            }
        }
        return inquirer.due(destination().id(), now);
    }

    /** The request that asks, or empty when it cannot be asked, or not now. */
    public Optional<Shipment> pack(Inquiry inquiry) {
        DestinationConfig config = destination();
        Instant now = now();
        try {
            Optional<Shipment> shipment = inquirer.pack(config, inquiry, now);
            if (shipment.isEmpty()) {
                settle(config, null, inquirer.unasked(config, inquiry, now));
            } else if (mustWait(0)) {
                inquirer.settled(inquiry);
                return Optional.empty();
            }
            return shipment;
        } catch (PluginFault broken) {
            LOG.error("{}: the plugin failed to ask what became of a request", config.id(), broken);
            suspendIfBroken();
            settle(config, null, inquirer.broken(config, inquiry, now));
            return Optional.empty();
        }
    }

    /** Judges what became of a shipment and settles its deliveries. */
    public void record(Shipment shipment, SendResult result) {
        if (shipment.inquiry().isPresent()) {
            told(shipment, result);
        } else {
            carried(shipment, result);
        }
    }

    private void told(Shipment shipment, SendResult result) {
        DestinationConfig config = shipment.batch().destination();
        Masking masking = Masking.of(config.settings(), shipment.request());
        Inquirer.Asked asked = inquirer.judge(shipment, result, now()).masked(masking);
        suspendIfBroken();
        Optional<Pause> before = pause();
        if (asked.told() != null) {
            halves.split(asked.told().split());
            synchronized (lock) {
                state.learn(asked.told().pause());
            }
        }
        tellOthers(before, pause());
        settle(config, AttemptRecord.of(shipment, result, asked.said(), masking), asked);
    }

    private void settle(DestinationConfig config, Attempt attempt, Inquirer.Asked asked) {
        Pause now = pause().orElse(null);
        host.settlements()
                .accept(new Settlement(config.id(), attempt, asked.results(), now, asked.after()));
    }

    private void carried(Shipment shipment, SendResult result) {
        Instant now = now();
        Batch batch = shipment.batch();
        count(now);
        Masking masking = Masking.of(batch.destination().settings(), shipment.request());
        Judge.Judgement judgement = judge.judge(batch, result, now, failures());
        Verdict verdict = judgement.verdict().masked(masking);
        Optional<Pause> before = pause();
        synchronized (lock) {
            if (batch.destination().fingerprint().equals(destination.fingerprint())) {
                state.remember(shipment, verdict, now);
            } else {
                state.rememberOld(verdict.pause());
            }
        }
        halves.forget(batch.eventSeqs());
        halves.split(verdict.split());
        suspendIfBroken();
        Optional<Pause> after = pause();
        tellOthers(before, after);
        account().probed(this);
        Attempt attempt =
                AttemptRecord.of(
                        shipment, result, judgement.outcomes(), verdict.results(), masking);
        report(batch, verdict, attempt);
        host.settlements()
                .accept(
                        new Settlement(
                                batch.destination().id(),
                                attempt,
                                verdict.results(),
                                after.orElse(null),
                                Inquiry.of(shipment, judgement.outcomes(), now).orElse(null)));
    }

    /** The pause the destination is in, if any. */
    public Optional<Pause> pause() {
        synchronized (lock) {
            return Optional.ofNullable(state.pause());
        }
    }

    /** How the destination stands at this moment, apart from its rows. */
    public LaneStatus status() {
        Instant now = now();
        Account shared = account();
        List<LaneStatus.Window> windows = shared.uses(this, now);
        List<String> others =
                shared.others(this).stream().map(lane -> lane.destination().id()).sorted().toList();
        synchronized (lock) {
            return new LaneStatus(
                    state.ordered(),
                    Optional.ofNullable(state.pause()),
                    state.failures(),
                    Optional.of(state.unavailableUntil()).filter(until -> until.isAfter(now)),
                    pace.permits() - pace.left(now),
                    inFlight.size(),
                    windows,
                    others);
        }
    }

    /** The wait for permits of a rate window the destination is in, if any. */
    public Optional<Pause> rateWait() {
        synchronized (lock) {
            return state.rateWait(now());
        }
    }

    private void count(Instant now) {
        synchronized (lock) {
            pace.left(now);
            pace.add(1, now);
        }
    }

    private void tellOthers(Optional<Pause> before, Optional<Pause> after) {
        boolean concerned = before.or(() -> after).filter(p -> !p.account().isEmpty()).isPresent();
        if (concerned && !before.equals(after)) {
            account().others(this).forEach(other -> other.adopt(after.orElse(null)));
        }
    }

    private void adopt(Pause asked) {
        boolean changed;
        synchronized (lock) {
            boolean shared = asked != null && !asked.account().isEmpty();
            Pause own = shared ? asked.of(destination.fingerprint()) : null;
            changed = (shared || asked == null) && state.adopt(own);
        }
        if (changed) {
            journal(pause().orElse(null));
            wake();
        }
    }

    private void suspendIfBroken() {
        Optional<String> why = calls.suspension();
        boolean began;
        synchronized (lock) {
            began = why.isPresent() && state.suspend(why.get(), destination.fingerprint(), now());
        }
        if (began) {
            LOG.error("{}", why.get());
            journal(pause().orElse(null));
        }
    }

    /** Says in the journal which pause the destination is in. */
    private void journal(Pause pause) {
        host.settlements().accept(new Settlement(destination().id(), null, List.of(), pause));
    }

    private List<Delivery> due() {
        Instant now = now();
        EvidenceQueries.Claim claim;
        synchronized (lock) {
            news = false;
            int limit = limit(now);
            if (limit <= 0) {
                return List.of();
            }
            Instant horizon = host.horizon().at(now);
            behind = horizon.isBefore(now);
            Instant until = behind ? horizon : now;
            claim =
                    new EvidenceQueries.Claim(
                            destination.id(), until, limit, List.copyOf(inFlight), turn++);
        }
        List<Delivery> due = host.evidence().due(claim);
        if (due.isEmpty()) {
            account().probed(this);
        }
        synchronized (lock) {
            // whoever claims at the same time may have read the same rows
            return due.stream().filter(delivery -> inFlight.add(delivery.eventSeq())).toList();
        }
    }

    private int limit(Instant now) {
        if (closed || !destination.enabled() || state.waits(now)) {
            return 0;
        }
        // While the platform is down or holds us, one record is enough to find out whether it is
        // back.
        boolean probing = state.probing();
        if (probing && !inFlight.isEmpty()) {
            return 0;
        }
        int most = Packer.mostRecords(destination);
        long room = account.room(this, Math.min(most, recordsPerRequest), now);
        if (room <= 0) {
            state.waitForPermits(account.free(this, now), now);
            return 0;
        }
        if (state.probingForAccount() && !account.mayProbe(this)) {
            return 0;
        }
        int claim = probing ? 1 : Math.max(SMALLEST_CLAIM, most);
        // Reading past what is in flight costs, and it only gets less once outcomes are in the
        // evidence: when that lags, more claims would only make it lag more.
        int free = Math.max(MOST_IN_FLIGHT, 2 * most) - inFlight.size();
        return (int) Math.min(room, Math.min(claim, free));
    }

    private void awaitNews(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration next =
                host.evidence()
                        .nextDue(destination().id())
                        .map(at -> Duration.between(now(), at))
                        .orElse(patience);
        synchronized (lock) {
            Instant now = now();
            if (state.waits(now)) {
                next = Duration.between(now, state.until());
            } else if (!destination.enabled() || !inFlight.isEmpty() || state.probing() || behind) {
                // what is due already cannot be claimed before something changes
                next = next.isNegative() || next.isZero() ? patience : next;
            }
            long most = Math.min(patience.toNanos(), Math.max(1_000_000, nanos(next)));
            long wake = Math.min(System.nanoTime() + most, deadline);
            while (!news && !closed && System.nanoTime() < wake) {
                lock.wait(Math.max(1, (wake - System.nanoTime()) / 1_000_000));
            }
        }
    }

    /** Bounded, because a pause may last for years. */
    private static long nanos(Duration wait) {
        return wait.compareTo(Duration.ofDays(1)) > 0
                ? Duration.ofDays(1).toNanos()
                : wait.toNanos();
    }

    private void settle(DestinationConfig config, List<DeliveryResult> results) {
        host.settlements().accept(new Settlement(config.id(), null, results, null));
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

    private Instant now() {
        return host.clock().instant();
    }

    private Account account() {
        synchronized (lock) {
            return account;
        }
    }

    private int failures() {
        synchronized (lock) {
            return state.failures();
        }
    }
}
