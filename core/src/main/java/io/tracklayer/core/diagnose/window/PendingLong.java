// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Meaning;
import io.tracklayer.core.diagnose.Meanings;
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
        Instant before = window.question().now().minus(LONG);
        List<Delivery> rows = window.deliveries(DeliveryStatus.PENDING);
        Groups groups = new Groups();
        rows.stream()
                .filter(row -> row.createdAt().isBefore(before))
                .forEach(row -> add(groups, window, row));
        return groups.findings(State.PENDING, 0, rows.size() >= Window.MOST);
    }

    private static void add(Groups groups, Window window, Delivery row) {
        String id = row.destination();
        Readings readings = new Readings(window, groups);
        Optional<DestinationConfig> destination = window.configuration().destination(id);
        if (destination.isEmpty() || !destination.get().enabled()) {
            off(groups, row, destination);
            return;
        }
        window.pause(id)
                .ifPresentOrElse(
                        pause -> readings.add(row, pause, ""),
                        () -> waiting(groups, readings, window, row));
    }

    /** What is due and not sent waits behind others, which may be failing. */
    private static void behind(Groups groups, Readings readings, Window window, Delivery row) {
        window.failing(row.destination())
                .ifPresentOrElse(
                        bad ->
                                readings.add(
                                        row,
                                        Meanings.ofAttempt(bad),
                                        "the requests before it fail: " + bad.text()),
                        () ->
                                groups.add(
                                        new Key(
                                                row.destination(),
                                                Cause.BACKLOG,
                                                "it is due, and others go before it"),
                                        Groups.proof(row)));
    }

    private static void off(Groups groups, Delivery row, Optional<DestinationConfig> destination) {
        groups.add(
                new Key(
                        row.destination(),
                        Cause.DESTINATION_OFF,
                        destination.isPresent()
                                ? "the destination is switched off"
                                : "the destination is no longer configured"),
                Groups.proof(row),
                destination
                        .map(
                                known ->
                                        "Set enabled: true in "
                                                + known.file()
                                                + "; they go by themselves then.")
                        .orElse(
                                "Put the file of "
                                        + row.destination()
                                        + " back, or connect it again under this id; they go by"
                                        + " themselves then."));
    }

    private static void waiting(Groups groups, Readings readings, Window window, Delivery row) {
        Meaning meaning = Meanings.ofWait(row, window.question().now());
        switch (meaning.cause()) {
            case HOLD -> behind(groups, readings, window, row);
            case RULE_HOLDS -> readings.add(row, meaning, "its time has not come");
            case CONSENT_AWAITED ->
                    readings.add(
                            row,
                            meaning,
                            "rule \""
                                    + row.decision().rule()
                                    + "\" has it wait for the visitor's answer");
            case EARLIER_FIRST ->
                    readings.add(
                            row,
                            meaning,
                            "an earlier event of the same order goes first and is not final yet");
            default -> readings.add(row, meaning);
        }
    }
}
