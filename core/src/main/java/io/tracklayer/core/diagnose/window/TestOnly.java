// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Meanings;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.Platforms.Signs;
import io.tracklayer.core.diagnose.window.Window.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Test purchases that arrive while live ones do not, or go as tests. */
final class TestOnly implements SymptomCheck {
    private static final Set<Cause> HOLD_LIVE_ONES_BACK =
            Set.of(Cause.CLICK_ID_MISSING, Cause.TOO_LATE);

    @Override
    public Symptom symptom() {
        return Symptom.TEST_ONLY;
    }

    @Override
    public String looksAt() {
        return "test settings that are on, and, where test purchases arrived, live ones that lack a"
                + " click id or came too late";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>();
        for (DestinationConfig destination : window.destinations()) {
            List<Sale> delivered =
                    window.liveSales().stream()
                            .filter(sale -> sale.deliveredTo(destination))
                            .toList();
            found.addAll(SentNotCounted.testMode(window, destination, delivered));
            if (tests(window, destination)) {
                found.addAll(lagging(window, destination, delivered));
            }
        }
        return found;
    }

    private static boolean tests(Window window, DestinationConfig destination) {
        return window.sales().stream()
                .anyMatch(sale -> sale.isTest() && sale.deliveredTo(destination));
    }

    private static List<WindowFinding> lagging(
            Window window, DestinationConfig destination, List<Sale> delivered) {
        Groups groups = new Groups();
        window.liveSales().stream()
                .flatMap(sale -> sale.at(destination).stream())
                .filter(row -> row.status() == DeliveryStatus.SKIPPED)
                .filter(row -> HOLD_LIVE_ONES_BACK.contains(Meanings.ofSkip(row).cause()))
                .forEach(row -> new Readings(window, groups).add(row, Meanings.ofSkip(row)));
        Optional<Signs> signs = Platforms.of(destination);
        signs.ifPresent(known -> clicks(groups, destination, delivered, known));
        return groups.findings(State.WARNING, window.liveSales().size(), window.salesCut());
    }

    private static void clicks(
            Groups groups, DestinationConfig destination, List<Sale> delivered, Signs signs) {
        List<Sale> without =
                delivered.stream().filter(sale -> !signs.clicked(sale.stored().event())).toList();
        if (Share.many(without.size(), delivered.size())) {
            Key gone =
                    new Key(
                            destination.id(),
                            Cause.CLICK_ID_GONE,
                            "live purchases have no click id of the platform");
            without.forEach(sale -> groups.add(gone, Groups.proof(sale.stored())));
        }
        Key late =
                new Key(
                        destination.id(),
                        Cause.OUTSIDE_WINDOW,
                        "the click was more than " + signs.window().toDays() + " days before");
        delivered.stream()
                .filter(sale -> signs.outside(sale.stored().event()))
                .forEach(sale -> groups.add(late, Groups.proof(sale.stored())));
    }
}
