// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.delivery.Incident.Kind;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Settlement;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens and closes incidents by what settlements say, and by nothing else: a store made anew from
 * the journal has the same ones.
 */
public final class Incidents {
    private static final int KINDS = 16;

    private final UnitOfWork unit;
    private final long offset;
    private final String merchant;
    private final Settlement settlement;
    private final Instant at;

    private Incidents(
            UnitOfWork unit, long offset, String merchant, Settlement settlement, Instant at) {
        this.unit = unit;
        this.offset = offset;
        this.merchant = merchant;
        this.settlement = settlement;
        this.at = at;
    }

    /**
     * Notes what a settlement means; call before its pause replaces the one before.
     *
     * @param merchant whose destination it is
     */
    public static void note(
            UnitOfWork unit, long offset, String merchant, Settlement settlement, Instant at) {
        Incidents incidents = new Incidents(unit, offset, merchant, settlement, at);
        if (settlement.made().isPresent() || settlement.results().isEmpty()) {
            incidents.pauses();
        }
        if (!settlement.isTold()) {
            settlement.made().ifPresent(incidents::streaks);
        }
    }

    private void pauses() {
        Optional<Pause> before = unit.findPause(settlement.destination());
        Optional<Pause> after = settlement.paused();
        before.filter(was -> after.filter(is -> same(was, is)).isEmpty())
                .ifPresent(was -> kind(was).ifPresent(kind -> close(kind, cause(was))));
        after.ifPresent(is -> kind(is).ifPresent(kind -> open(kind, cause(is), is.sentence())));
    }

    private static boolean same(Pause was, Pause is) {
        return was.kind() == is.kind() && was.account().equals(is.account());
    }

    private String cause(Pause pause) {
        return pause.account().isEmpty()
                ? "destination " + settlement.destination()
                : "account " + pause.account();
    }

    private static Optional<Kind> kind(Pause pause) {
        return switch (pause.kind()) {
            case AUTH_HOLD -> Optional.of(Kind.AUTH_HOLD);
            case CONFIG_HOLD -> Optional.of(Kind.CONFIG_HOLD);
            case THROTTLED_LONG -> Optional.of(Kind.THROTTLED_LONG);
            case PLUGIN_SUSPENDED -> Optional.of(Kind.PLUGIN_SUSPENDED);
            case THROTTLED, RATE_WINDOW, OPERATOR -> Optional.empty();
        };
    }

    private void streaks(Attempt attempt) {
        String destination = settlement.destination();
        Streak before = unit.findStreak(destination).orElse(Streak.none());
        Streak after = before.after(attempt);
        if (!after.equals(before)) {
            unit.putStreak(destination, after);
        }
        streak(
                Kind.PLATFORM_DOWN,
                after.failures() > before.failures() && after.down(at),
                before.failures() > 0 && after.failures() == 0,
                "no answer or a server error, "
                        + after.failures()
                        + " time(s) in a row since "
                        + after.failingSince()
                        + ". Sending goes on by itself; last: "
                        + attempt.text());
        streak(
                Kind.NOT_FOUND_STREAK,
                after.notFound() > before.notFound() && after.gone(),
                before.notFound() > 0 && after.notFound() == 0,
                after.notFound()
                        + " answers in a row said that there is no such address or account."
                        + " Check the settings; last: "
                        + attempt.text());
    }

    private void streak(Kind kind, boolean goesOn, boolean over, String sentence) {
        String cause = "destination " + settlement.destination();
        if (goesOn) {
            open(kind, cause, sentence);
        } else if (over) {
            close(kind, cause);
        }
    }

    private void open(Kind kind, String cause, String sentence) {
        Optional<Incident> known = unit.findOpenIncident(kind, cause);
        if (known.isEmpty()) {
            unit.putIncident(
                    new Incident(
                            offset * KINDS + kind.ordinal(),
                            kind,
                            settlement.destination(),
                            merchant,
                            cause,
                            at,
                            null,
                            at,
                            1,
                            sentence));
        } else if (settlement.made().isPresent()) {
            // the other destinations of the account only repeat what is known
            unit.putIncident(known.get().again(at, sentence));
        }
    }

    private void close(Kind kind, String cause) {
        unit.findOpenIncident(kind, cause)
                .ifPresent(incident -> unit.putIncident(incident.over(at)));
    }
}
