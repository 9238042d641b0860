// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.testkit.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A lane over rows in memory; settlements show in the rows at once unless withheld. */
final class LaneRig {
    static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    final TestClock clock = new TestClock(NOW);
    final MemoryEvidence evidence = new MemoryEvidence();
    final List<Settlement> settlements = new ArrayList<>();
    final GivenDestination plugin;
    final Lane lane;
    final AtomicLong nanos = new AtomicLong();
    final Map<String, Lane> others = new HashMap<>();
    final LaneHost host;
    final AtomicLong journalled = new AtomicLong();
    final AtomicLong applied = new AtomicLong();
    boolean withheld;
    Duration underway = Duration.ZERO;

    LaneRig(GivenDestination plugin) {
        this(plugin, plugin.config(), Optional.empty());
    }

    LaneRig(GivenDestination plugin, DestinationConfig config, Optional<Pause> pause) {
        this.plugin = plugin;
        this.host = host();
        this.lane = new Lane(config, pause, host);
    }

    /** Everything that was received is in the evidence. */
    static Horizon noBacklog() {
        return new Horizon(() -> Duration.ZERO, () -> 0, () -> 0);
    }

    private LaneHost host() {
        return new LaneHost(
                evidence,
                this::accept,
                // 10 s, 20 s, 40 s ... one hour
                (policy, failures) ->
                        Collections.min(
                                List.of(
                                        policy.maxDelay(),
                                        policy.firstDelay()
                                                .multipliedBy(1L << Math.min(20, failures - 1)))),
                clock,
                nanos::get,
                "0.1.0",
                new Horizon(() -> underway, journalled::get, applied::get));
    }

    /** Another destination of the same node. */
    Lane another(DestinationConfig config) {
        Lane another = new Lane(config, Optional.empty(), host);
        others.put(config.id(), another);
        return another;
    }

    private void accept(Settlement settlement) {
        settlements.add(settlement);
        if (!withheld && lane != null) {
            show(settlement);
        }
    }

    /** What the projection does with a settlement. */
    void show(Settlement settlement) {
        evidence.apply(settlement, clock.instant());
        others.getOrDefault(settlement.destination(), lane).settled(settlement);
    }

    LaneRig pending(long... seqs) {
        for (long seq : seqs) {
            evidence.pending(plugin.descriptor().id(), seq, clock.instant(), Set.of());
        }
        return this;
    }

    List<Batch> claim() throws InterruptedException {
        return lane.claim(Duration.ZERO);
    }

    /** The event numbers of each batch that can be claimed now. */
    List<List<Long>> claimed() throws InterruptedException {
        return claim().stream().map(Batch::eventSeqs).toList();
    }

    /** Packs a batch and lets the platform answer with that status. */
    Settlement answer(Batch batch, int status, String... headers) {
        return record(
                lane.pack(batch).orElseThrow(),
                new SendResult.Answered(Answers.of(status, "{}", headers), 12));
    }

    Settlement record(Shipment shipment, SendResult result) {
        lane.record(shipment, result);
        return last();
    }

    Settlement last() {
        return settlements.get(settlements.size() - 1);
    }

    Delivery delivery(long seq) {
        return evidence.deliveries.get(seq);
    }

    /** Status, reason and attempts of a delivery in one text. */
    String state(long seq) {
        Delivery delivery = delivery(seq);
        return delivery.status().wire() + " " + delivery.reason() + " " + delivery.attempts();
    }
}
