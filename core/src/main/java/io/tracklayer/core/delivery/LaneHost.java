// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.spi.RateWindow;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What all lanes of a node work with, and the accounts they share. Thread-safe. */
public final class LaneHost {
    private final EvidenceQueries evidence;
    private final Consumer<Settlement> settlements;
    private final Redelivery redelivery;
    private final Clock wall;
    private final Clock clock;
    private final LongSupplier nanos;
    private final String productVersion;
    private final Horizon horizon;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /**
     * Creates the host.
     *
     * @param settlements journals a settlement durably before it returns
     * @param nanos a time source that is never put back, in nanoseconds
     */
    public LaneHost(
            EvidenceQueries evidence,
            Consumer<Settlement> settlements,
            Redelivery redelivery,
            Clock wall,
            LongSupplier nanos,
            String productVersion,
            Horizon horizon) {
        this.evidence = evidence;
        this.settlements = settlements;
        this.redelivery = redelivery;
        this.wall = wall;
        this.clock = new ForwardClock(wall, nanos);
        this.nanos = nanos;
        this.productVersion = productVersion;
        this.horizon = horizon;
    }

    EvidenceQueries evidence() {
        return evidence;
    }

    Consumer<Settlement> settlements() {
        return settlements;
    }

    Redelivery redelivery() {
        return redelivery;
    }

    /** The time on the wall: for ages, which are counted from times on the wall. */
    Clock wall() {
        return wall;
    }

    /** The time that is never put back: for waits. */
    Clock clock() {
        return clock;
    }

    LongSupplier nanos() {
        return nanos;
    }

    Horizon horizon() {
        return horizon;
    }

    String productVersion() {
        return productVersion;
    }

    Account account(String key) {
        return accounts.computeIfAbsent(key, k -> new Account(this::sent));
    }

    private Map<Instant, Integer> sent(String destination, Instant since, RateWindow rate) {
        boolean records = rate.unit() == RateWindow.Unit.RECORDS;
        return evidence.sent(destination, since, SlidingWindow.sliceMillis(rate)).stream()
                .collect(
                        Collectors.toMap(
                                EvidenceQueries.SentCount::at,
                                sent -> records ? sent.records() : sent.requests(),
                                Integer::sum));
    }
}
