// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deliveries that failed, and those whose latest attempt did. */
final class Failing implements SymptomCheck {
    /** Reasons of deliveries that wait without having failed. */
    private static final Set<String> PATIENT =
            Set.of("waiting", "waiting_for_consent", "after_earlier", "splitting");

    @Override
    public Symptom symptom() {
        return Symptom.FAILING;
    }

    @Override
    public String looksAt() {
        return "failed deliveries, failed attempts of pending ones, and destinations that are held";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>();
        for (DestinationConfig destination : window.destinations()) {
            List<Delivery> failed = of(window, destination, DeliveryStatus.FAILED);
            List<Delivery> pending = of(window, destination, DeliveryStatus.PENDING);
            Groups groups = new Groups();
            failed.forEach(row -> groups.add(key(window, destination, row), Groups.proof(row)));
            Optional<Pause> hold = window.pause(destination.id()).filter(Pause::isHold);
            pending.stream()
                    .filter(row -> hold.isPresent() || trying(window, row))
                    .forEach(
                            row ->
                                    groups.add(
                                            hold.map(why -> key(window, destination, why))
                                                    .orElseGet(() -> key(window, destination, row)),
                                            Groups.proof(row)));
            boolean cut = Math.max(failed.size(), pending.size()) >= Window.MOST;
            found.addAll(groups.findings(State.FAILED, 0, cut));
        }
        return found;
    }

    private static List<Delivery> of(
            Window window, DestinationConfig destination, DeliveryStatus status) {
        return window.deliveries(status).stream()
                .filter(row -> row.destination().equals(destination.id()))
                .toList();
    }

    /** Whether attempts were made that failed; being asked to wait is none. */
    private static boolean trying(Window window, Delivery row) {
        return row.attempts() > 0
                && !PATIENT.contains(Causes.head(row.reason()))
                && window.pause(row.destination()).isEmpty();
    }

    private static Key key(Window window, DestinationConfig destination, Delivery row) {
        return new Key(
                destination.id(),
                Causes.ofFailure(row),
                row.reason()
                        + ": "
                        + row.sentence()
                        + change(window, destination, row.updatedAt()));
    }

    private static Key key(Window window, DestinationConfig destination, Pause hold) {
        return new Key(
                destination.id(),
                Causes.ofPause(hold),
                hold.sentence() + change(window, destination, hold.since()));
    }

    /** Said when the file was changed within the window and this came after. */
    private static String change(Window window, DestinationConfig destination, Instant at) {
        return window.sources()
                .changed()
                .apply(destination)
                .filter(changed -> !changed.isBefore(window.question().since()))
                .filter(changed -> !changed.isAfter(at))
                .map(changed -> " After " + destination.file() + " was changed at " + changed + ".")
                .orElse("");
    }
}
