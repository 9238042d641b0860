// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.core.reconcile.Match;
import io.tracklayer.core.reconcile.Matcher;
import io.tracklayer.core.reconcile.Merger;
import io.tracklayer.core.reconcile.Sightings;
import io.tracklayer.core.reconcile.Windows;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A second copy of a purchase: found by its keys in a real store, read, and merged. */
@State(Scope.Benchmark)
public class ReconcileBenchmark {
    private static final Windows WINDOWS = Windows.of(Duration.ofHours(24));

    private final Matcher matcher = new Matcher();
    private final Merger merger = new Merger();
    private final Accepted copy = GivenPurchase.accepted("2-0");
    private Path folder;
    private JdbcEvidenceStore store;
    private UnitOfWork unit;

    /** Stores the first copy with its keys. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("tl-bench-reconcile");
        store = JdbcEvidenceStore.open(folder, Clock.systemUTC());
        unit = store.begin();
        Accepted first = GivenPurchase.accepted("1-0");
        matcher.match(unit, first, List.of(), 1, WINDOWS);
        Sightings.first(unit, 1, first);
        unit.insertEvent(
                new StoredEvent(1, first.event(), first.provenance(), first.notes(), 1, "v1", 1));
    }

    @Benchmark
    public Merger.Merge reconcile() {
        Match.Copy match = (Match.Copy) matcher.match(unit, copy, List.of(), 2, WINDOWS);
        return merger.merge(unit.findEvent(match.eventSeq()).orElseThrow(), copy);
    }

    /** Removes the store. */
    @TearDown
    public void remove() {
        store.close();
        NodeFolder.remove(folder);
    }
}
