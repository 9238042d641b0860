// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.Window.Sale;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Contradictions about ids among what a destination was sent. */
final class Contradictions {
    private Contradictions() {}

    static List<WindowFinding> all(
            Window window, DestinationConfig destination, List<Sale> delivered) {
        return of(window, destination, delivered, row -> true);
    }

    /** Those of one kind. */
    static List<WindowFinding> of(
            Window window, DestinationConfig destination, List<Sale> delivered, Kind kind) {
        return of(window, destination, delivered, row -> row.kind() == kind);
    }

    private static List<WindowFinding> of(
            Window window,
            DestinationConfig destination,
            List<Sale> delivered,
            Predicate<CollisionRow> wanted) {
        Set<Long> seqs =
                delivered.stream().map(sale -> sale.stored().seq()).collect(Collectors.toSet());
        Groups groups = new Groups();
        window.collisions().stream()
                .filter(wanted)
                .filter(row -> row.events().stream().anyMatch(seqs::contains))
                .forEach(row -> groups.add(key(destination, row), proof(row)));
        return groups.findings(
                State.WARNING, delivered.size(), window.collisions().size() >= Window.MOST);
    }

    private static Key key(DestinationConfig destination, CollisionRow row) {
        return new Key(
                destination.id(),
                Cause.ORDER_ON_TWO_IDS,
                row.kind() == Kind.EVENT_ID_REUSED
                        ? "two orders came with one event id, so the platform may count one"
                        : "page and server gave an order different event ids, so the platform cannot"
                                + " tell its pixel's copy");
    }

    private static Proof proof(CollisionRow row) {
        return new Proof(row.sentence(), "/events/" + row.eventSeq());
    }
}
