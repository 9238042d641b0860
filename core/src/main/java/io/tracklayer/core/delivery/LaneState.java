// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Verdicts.Verdict;
import java.time.Instant;
import java.util.Optional;

/** What keeps a destination from sending, apart from its rows. Guarded by the lane's lock. */
final class LaneState {
    private final Redelivery redelivery;
    private Pause pause;
    private Pause ordered;
    private Instant unavailableUntil = Instant.MIN;
    private Instant rateUntil = Instant.MIN;
    private Instant rateSince = Instant.MIN;
    private int failuresInARow;

    LaneState(Redelivery redelivery, Pause pause) {
        this.redelivery = redelivery;
        this.pause = pause;
    }

    Pause pause() {
        return pause;
    }

    /** What an operator ordered, beside whatever the platform asks for. */
    Optional<Pause> ordered() {
        return Optional.ofNullable(ordered);
    }

    void order(Pause byOperator) {
        ordered = byOperator;
    }

    /** Until when nothing is sent because the platform does not answer; past when it does. */
    Instant unavailableUntil() {
        return unavailableUntil;
    }

    int failures() {
        return failuresInARow;
    }

    /** Whether one record is to find out if the platform is back. */
    boolean probing() {
        return failuresInARow > 0 || pause != null;
    }

    /** Whether that question is the whole account's. */
    boolean probingForAccount() {
        return pause != null && !pause.account().isEmpty();
    }

    boolean waits(Instant now) {
        return until().isAfter(now);
    }

    /** When the next request may be made. */
    Instant until() {
        Instant latest = unavailableUntil.isAfter(rateUntil) ? unavailableUntil : rateUntil;
        latest = pause != null && pause.until().isAfter(latest) ? pause.until() : latest;
        return ordered != null && ordered.until().isAfter(latest) ? ordered.until() : latest;
    }

    /** Waits for permits. */
    void waitForPermits(Instant until, Instant now) {
        rateSince = rateUntil.isBefore(now.minusSeconds(1)) ? now : rateSince;
        rateUntil = until;
    }

    /** The wait for permits, as long as it lasts. */
    Optional<Pause> rateWait(Instant now) {
        return rateUntil.isAfter(now)
                ? Optional.of(
                        new Pause(
                                Pause.Kind.RATE_WINDOW,
                                "rate_window",
                                "the platform takes no more in so short a time; sending goes on by"
                                        + " itself",
                                rateSince,
                                rateUntil,
                                ""))
                : Optional.empty();
    }

    /** Forgets failures that a changed address or secret may have ended: it is tried at once. */
    void forgetFailures(DestinationConfig before, DestinationConfig changed) {
        if (before != null && !before.fingerprint().equals(changed.fingerprint())) {
            failuresInARow = 0;
            unavailableUntil = Instant.MIN;
        }
    }

    /** Ends a hold that a changed set-up has ended; true if it did. */
    boolean endHold(DestinationConfig before, DestinationConfig changed) {
        if (pause == null || !pause.isHold() || !ends(pause, before, changed)) {
            return false;
        }
        pause = null;
        failuresInARow = 0;
        unavailableUntil = Instant.MIN;
        return true;
    }

    private static boolean ends(Pause hold, DestinationConfig before, DestinationConfig changed) {
        return hold.kind() == Pause.Kind.PLUGIN_SUSPENDED
                ? !changed.equals(before)
                : !hold.fingerprint().equals(changed.fingerprint());
    }

    /** Holds the destination because its plugin is not called any more. */
    boolean suspend(String sentence, String fingerprint, Instant now) {
        if (pause != null && pause.kind() == Pause.Kind.PLUGIN_SUSPENDED) {
            return false;
        }
        pause =
                new Pause(
                        Pause.Kind.PLUGIN_SUSPENDED,
                        "plugin_suspended",
                        sentence,
                        now,
                        now.plus(Pause.UNTIL_A_PERSON_ACTS),
                        fingerprint);
        return true;
    }

    /** Remembers what a request says about the platform. */
    void remember(Shipment shipment, Verdict verdict, Instant now) {
        failuresInARow = verdict.available() && verdict.pause() == null ? 0 : failuresInARow + 1;
        unavailableUntil =
                verdict.available()
                        ? Instant.MIN
                        : now.plus(
                                redelivery.delayAfter(
                                        shipment.batch().destination().redelivery(),
                                        failuresInARow));
        if (!overruled(shipment, verdict.pause())) {
            pause = verdict.pause();
        }
    }

    /**
     * Remembers what a request says that left with an address or secret since corrected: of what
     * failed by these nothing, but a pause the platform asks for.
     */
    void rememberOld(Pause asked) {
        if (asked != null && !asked.isHold() && (pause == null || !pause.isHold())) {
            pause = pause == null || asked.until().isAfter(pause.until()) ? asked : pause;
        }
    }

    /** Takes a pause that the platform asked for later, unless one is on. */
    void learn(Pause asked) {
        pause = pause == null ? asked : pause;
    }

    /**
     * Whether the present pause stays: what left before it began says nothing about whether it is
     * over, and may only make it longer.
     */
    private boolean overruled(Shipment shipment, Pause asked) {
        return pause != null
                && !shipment.startedAt().isAfter(pause.since())
                && (asked == null || !asked.until().isAfter(pause.until()));
    }

    /** Takes over what another destination of the account learnt; true if that changes anything. */
    boolean adopt(Pause account) {
        boolean own = pause != null && pause.account().isEmpty();
        if (own || pause == null && account == null) {
            return false;
        }
        if (pause != null && account != null && !account.until().isAfter(pause.until())) {
            return false;
        }
        pause = account;
        return true;
    }
}
