// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Exact counts since the last reset, whatever the bounded lists have forgotten. */
final class Counters {
    private final Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    private final Map<String, Long> diagnostics = new TreeMap<>();
    private long requests;

    void countRequest() {
        requests++;
    }

    void count(Verdict verdict) {
        byVerdict.merge(verdict, 1L, Long::sum);
    }

    void diagnose(String code) {
        diagnostics.merge(code, 1L, Long::sum);
    }

    void add(Counters other) {
        requests += other.requests;
        other.byVerdict.forEach((verdict, n) -> byVerdict.merge(verdict, n, Long::sum));
        other.diagnostics.forEach((code, n) -> diagnostics.merge(code, n, Long::sum));
    }

    long requests() {
        return requests;
    }

    /** Events of calls the platform accepted. */
    long received() {
        return stored() + deduplicated() + dropped();
    }

    /** Distinct events kept, those sent in test mode included. */
    long stored() {
        return of(Verdict.STORED) + of(Verdict.TEST);
    }

    long deduplicated() {
        return of(Verdict.DEDUPLICATED);
    }

    long rejected() {
        return of(Verdict.REJECTED);
    }

    long dropped() {
        return of(Verdict.DROPPED);
    }

    Map<String, Long> diagnostics() {
        return Collections.unmodifiableMap(diagnostics);
    }

    private long of(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0L);
    }
}
