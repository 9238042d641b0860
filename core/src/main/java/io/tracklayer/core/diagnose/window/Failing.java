// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.Meanings;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
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
            Readings readings = new Readings(window, groups);
            failed.forEach(row -> failed(readings, window, destination, row));
            Optional<Pause> pause = window.pause(destination.id());
            Optional<Pause> hold = pause.filter(Failing::broken);
            hold.ifPresent(
                    why ->
                            pending.forEach(
                                    row ->
                                            readings.add(
                                                    row,
                                                    why,
                                                    change(window, destination, why.since()))));
            if (pause.isEmpty()) {
                pending.stream()
                        .filter(Failing::trying)
                        .forEach(row -> failed(readings, window, destination, row));
            }
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

    /** An operator's pause waits for a person too, and nothing is wrong. */
    private static boolean broken(Pause pause) {
        return pause.isHold() && !pause.isOrdered();
    }

    /** Whether attempts were made that failed; being asked to wait is none. */
    private static boolean trying(Delivery row) {
        return row.attempts() > 0 && !PATIENT.contains(row.reason().replaceFirst(":.*", ""));
    }

    private static void failed(
            Readings readings, Window window, DestinationConfig destination, Delivery row) {
        readings.add(
                row,
                Meanings.ofFailure(row),
                row.reason()
                        + ": "
                        + row.sentence()
                        + change(window, destination, row.updatedAt()));
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
