// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything one platform was given: the newest events in full, all of them in the counters. */
public final class Ledger {
    /** Stands for every account nobody registered, so that made-up names take no memory. */
    public static final String UNKNOWN_ACCOUNT = "(unknown)";

    private final Clock clock;
    private final RecentList<LedgerEntry> recent =
            new RecentList<>(5_000, 16_000_000, LedgerEntry::weight);
    private final Map<String, Counters> byAccount = new TreeMap<>();

    public Ledger(Clock clock) {
        this.clock = clock;
    }

    public synchronized void countRequest(String account) {
        counters(account).countRequest();
    }

    public void record(Verdict verdict, Sighting sighting) {
        record(verdict, Optional.empty(), sighting);
    }

    public synchronized void record(Verdict verdict, Optional<Reason> reason, Sighting sighting) {
        recent.add(new LedgerEntry(clock.instant(), verdict, reason.map(Reason::text), sighting));
        Counters counters = counters(sighting.account());
        counters.count(verdict);
        reason.ifPresent(found -> counters.diagnose(found.code()));
    }

    /** Counts something worth knowing that changes no verdict, or that hits a whole call. */
    public synchronized void diagnose(String account, String code) {
        counters(account).diagnose(code);
    }

    /** Counts of one account, or of all together. */
    public synchronized Counters counters(Optional<String> account) {
        Counters sum = new Counters();
        byAccount.forEach(
                (name, counters) -> {
                    if (account.isEmpty() || account.get().equals(name)) {
                        sum.add(counters);
                    }
                });
        return sum;
    }

    public List<LedgerEntry> recent(Optional<String> account) {
        return recent.newestFirst().stream()
                .filter(
                        entry ->
                                account.isEmpty()
                                        || account.get().equals(entry.sighting().account()))
                .toList();
    }

    public synchronized void clear() {
        recent.clear();
        byAccount.clear();
    }

    private Counters counters(String account) {
        return byAccount.computeIfAbsent(account, name -> new Counters());
    }
}
