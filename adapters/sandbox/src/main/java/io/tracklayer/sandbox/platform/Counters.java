// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Exact counts since the last reset, whatever the bounded lists have forgotten. */
public final class Counters {
    private final Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    private final Map<String, Long> diagnostics = new TreeMap<>();
    private long requests;

    public void countRequest() {
        requests++;
    }

    public void count(Verdict verdict) {
        byVerdict.merge(verdict, 1L, Long::sum);
    }

    public void diagnose(String code) {
        diagnostics.merge(code, 1L, Long::sum);
    }

    public void add(Counters other) {
        requests += other.requests;
        other.byVerdict.forEach((verdict, n) -> byVerdict.merge(verdict, n, Long::sum));
        other.diagnostics.forEach((code, n) -> diagnostics.merge(code, n, Long::sum));
    }

    public long requests() {
        return requests;
    }

    /** Events of calls the platform accepted. */
    public long received() {
        return stored() + deduplicated() + dropped();
    }

    /** Distinct events kept, those sent in test mode included. */
    public long stored() {
        return of(Verdict.STORED) + of(Verdict.TEST);
    }

    public long deduplicated() {
        return of(Verdict.DEDUPLICATED);
    }

    public long rejected() {
        return of(Verdict.REJECTED);
    }

    public long dropped() {
        return of(Verdict.DROPPED);
    }

    public Map<String, Long> diagnostics() {
        return Collections.unmodifiableMap(diagnostics);
    }

    private long of(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0L);
    }
}
