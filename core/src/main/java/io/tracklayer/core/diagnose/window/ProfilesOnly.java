// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Meanings;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Klaviyo learns who somebody is and not what they did. */
final class ProfilesOnly implements SymptomCheck {
    private static final String KLAVIYO = "klaviyo";

    @Override
    public Symptom symptom() {
        return Symptom.PROFILES_WITHOUT_METRICS;
    }

    @Override
    public String looksAt() {
        return "events for Klaviyo that it refused or that came too late, and whether only identify"
                + " calls arrive";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>();
        for (DestinationConfig destination : window.destinations()) {
            if (destination.plugin().equals(KLAVIYO)) {
                Groups groups = new Groups();
                refused(groups, window, destination);
                late(groups, window, destination);
                found.addAll(groups.findings(State.FAILED, 0, false));
                found.addAll(identitiesOnly(window, destination));
            }
        }
        return found;
    }

    private static void refused(Groups groups, Window window, DestinationConfig destination) {
        of(window, destination, DeliveryStatus.FAILED).stream()
                .filter(row -> Meanings.ofFailure(row).cause() == Cause.PLATFORM_REJECTED)
                .forEach(row -> new Readings(window, groups).add(row, Meanings.ofFailure(row)));
    }

    private static void late(Groups groups, Window window, DestinationConfig destination) {
        of(window, destination, DeliveryStatus.SKIPPED).stream()
                .filter(row -> Meanings.ofSkip(row).cause() == Cause.TOO_LATE)
                .forEach(row -> new Readings(window, groups).add(row, Meanings.ofSkip(row)));
    }

    private static List<Delivery> of(
            Window window, DestinationConfig destination, DeliveryStatus status) {
        return window.deliveries(status).stream()
                .filter(row -> row.destination().equals(destination.id()))
                .toList();
    }

    private static List<WindowFinding> identitiesOnly(
            Window window, DestinationConfig destination) {
        List<ObservationRow> told =
                window.messages(Verdict.IDENTITY).stream()
                        .filter(row -> destination.serves(row.merchant(), row.store()))
                        .toList();
        boolean events =
                window.heads().stream()
                        .anyMatch(head -> destination.serves(head.merchant(), head.store()));
        Groups groups = new Groups();
        if (!told.isEmpty() && !events) {
            Key key =
                    new Key(
                            destination.id(),
                            Cause.NOT_FOUND,
                            "only identify calls arrive, and no event");
            told.forEach(row -> groups.add(key, proof(row)));
        }
        return groups.findings(State.WARNING, 0, told.size() >= Window.MOST);
    }

    private static Proof proof(ObservationRow row) {
        return new Proof("identify of " + row.receivedAt() + " from " + row.source(), "");
    }
}
