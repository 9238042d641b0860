// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything one platform was given: the newest events in full, all of them in the counters. */
final class Ledger {
    /** Stands for every account nobody registered, so that made-up names take no memory. */
    static final String UNKNOWN_ACCOUNT = "(unknown)";

    private final Clock clock;
    private final RecentList<LedgerEntry> recent =
            new RecentList<>(5_000, 16_000_000, LedgerEntry::weight);
    private final Map<String, Counters> byAccount = new TreeMap<>();

    Ledger(Clock clock) {
        this.clock = clock;
    }

    synchronized void countRequest(String account) {
        counters(account).countRequest();
    }

    void record(Verdict verdict, Sighting sighting) {
        record(verdict, Optional.empty(), sighting);
    }

    synchronized void record(Verdict verdict, Optional<Reason> reason, Sighting sighting) {
        recent.add(new LedgerEntry(clock.instant(), verdict, reason.map(Reason::text), sighting));
        Counters counters = counters(sighting.account());
        counters.count(verdict);
        reason.ifPresent(found -> counters.diagnose(found.code()));
    }

    /** Counts something worth knowing that changes no verdict, or that hits a whole call. */
    synchronized void diagnose(String account, String code) {
        counters(account).diagnose(code);
    }

    /** Counts of one account, or of all together. */
    synchronized Counters counters(Optional<String> account) {
        Counters sum = new Counters();
        byAccount.forEach(
                (name, counters) -> {
                    if (account.isEmpty() || account.get().equals(name)) {
                        sum.add(counters);
                    }
                });
        return sum;
    }

    List<LedgerEntry> recent(Optional<String> account) {
        return recent.newestFirst().stream()
                .filter(
                        entry ->
                                account.isEmpty()
                                        || account.get().equals(entry.sighting().account()))
                .toList();
    }

    synchronized void clear() {
        recent.clear();
        byAccount.clear();
    }

    private Counters counters(String account) {
        return byAccount.computeIfAbsent(account, name -> new Counters());
    }
}
