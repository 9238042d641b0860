// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has waited for more than two minutes, whenever it arrived, and what for. */
final class PendingLong implements SymptomCheck {
    static final Duration LONG = Duration.ofMinutes(2);

    @Override
    public Symptom symptom() {
        return Symptom.PENDING_LONG;
    }

    @Override
    public String looksAt() {
        return "deliveries that have waited for two minutes or more, whenever their event came";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        Instant before = window.question().until().minus(LONG);
        List<Delivery> rows = window.deliveries(DeliveryStatus.PENDING);
        Groups groups = new Groups();
        rows.stream()
                .filter(row -> row.createdAt().isBefore(before))
                .forEach(row -> groups.add(key(window, row), Groups.proof(row)));
        return groups.findings(State.PENDING, 0, rows.size() >= Window.MOST);
    }

    private static Key key(Window window, Delivery row) {
        String id = row.destination();
        Optional<DestinationConfig> destination = window.configuration().destination(id);
        if (destination.isEmpty() || !destination.get().enabled()) {
            return new Key(
                    id,
                    Cause.DESTINATION_OFF,
                    "the destination is switched off or no longer there");
        }
        Optional<Pause> pause = window.pause(id);
        if (pause.isPresent()) {
            return new Key(id, Causes.ofPause(pause.get()), pause.get().sentence());
        }
        return waiting(window, row);
    }

    private static Key waiting(Window window, Delivery row) {
        String id = row.destination();
        return switch (Causes.head(row.reason())) {
            case "waiting_for_consent" ->
                    new Key(
                            id,
                            Cause.CONSENT_UNKNOWN,
                            "rule \""
                                    + row.decision().rule()
                                    + "\" has it wait for the visitor's answer");
            case "after_earlier" ->
                    new Key(
                            id,
                            Cause.BACKLOG,
                            "an earlier event of the same order goes first and is not final yet");
            case "waiting", "splitting" -> held(window, row);
            default -> new Key(id, Causes.ofFailure(row), row.reason() + ": " + row.sentence());
        };
    }

    private static Key held(Window window, Delivery row) {
        boolean byRule =
                row.decision()
                        .treatment()
                        .notBefore(row.createdAt())
                        .isAfter(window.question().until());
        return byRule
                ? new Key(row.destination(), Cause.RULE_SKIPPED, "a rule holds it back for a while")
                : new Key(row.destination(), Cause.BACKLOG, "it is due, and others go before it");
    }
}
