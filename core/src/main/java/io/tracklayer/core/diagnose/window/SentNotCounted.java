// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.Platforms.Signs;
import io.tracklayer.core.diagnose.window.Window.Sale;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventField.Authority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Purchases a platform took and cannot count or attribute as they are. */
final class SentNotCounted implements SymptomCheck {
    @Override
    public Symptom symptom() {
        return Symptom.SENT_NOT_COUNTED;
    }

    @Override
    public String looksAt() {
        return "delivered purchases: contradicting event ids, test settings, and whether a quarter"
                + " of them lacks what the platform knows the visitor's browser by";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>();
        for (DestinationConfig destination : window.destinations()) {
            List<Sale> delivered =
                    window.liveSales().stream()
                            .filter(sale -> sale.deliveredTo(destination))
                            .toList();
            if (!delivered.isEmpty()) {
                found.addAll(testMode(window, destination, delivered));
                Optional<Signs> signs = Platforms.of(destination);
                signs.ifPresent(
                        known -> {
                            found.addAll(Contradictions.all(window, destination, delivered));
                            found.addAll(unseen(window, destination, delivered, known));
                        });
            }
        }
        return found;
    }

    static List<WindowFinding> testMode(
            Window window, DestinationConfig destination, List<Sale> delivered) {
        if (delivered.isEmpty()) {
            return List.of();
        }
        Groups groups = new Groups();
        Platforms.testSetting(destination)
                .ifPresent(
                        setting ->
                                delivered.forEach(
                                        sale ->
                                                groups.add(
                                                        new Key(
                                                                destination.id(),
                                                                Cause.TEST_MODE,
                                                                setting
                                                                        + " is set in "
                                                                        + destination.file()
                                                                        + ", so live purchases go"
                                                                        + " as tests"),
                                                        Groups.proof(sale.stored()))));
        return groups.findings(State.FAILED, delivered.size(), window.salesCut());
    }

    private static List<WindowFinding> unseen(
            Window window, DestinationConfig destination, List<Sale> delivered, Signs signs) {
        if (signs.cookies().isEmpty()) {
            return List.of();
        }
        Groups groups = new Groups();
        for (Sale sale : delivered) {
            if (!signs.known(sale.stored().event())) {
                groups.add(missing(destination, signs, sale.stored()), Groups.proof(sale.stored()));
            }
        }
        return Share.many(groups.affected(), delivered.size())
                ? groups.findings(State.WARNING, delivered.size(), window.salesCut())
                : List.of();
    }

    private static Key missing(DestinationConfig destination, Signs signs, StoredEvent stored) {
        boolean seen = by(stored, Authority.BROWSER);
        return new Key(
                destination.id(),
                seen ? Cause.CLICK_ID_GONE : Cause.BROWSER_COPY_MISSING,
                (seen
                                ? "the browser reported it without any of "
                                : "no browser reported it, so there is none of ")
                        + signs.names());
    }

    /** Whether a copy came from a source that speaks for the browser, or the order system. */
    static boolean by(StoredEvent stored, Authority side) {
        return stored.provenance().values().stream().anyMatch(from -> from.authority() == side);
    }
}
