// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.ServedUntil;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.diagnose.Blanks;
import io.tracklayer.core.diagnose.Meaning;
import io.tracklayer.core.diagnose.Meanings;
import io.tracklayer.core.diagnose.PauseMeanings;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.Pulse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What of one destination needs a person: that it waits for one, fails, or soon will. */
final class DestinationConcerns {
    private static final int NOTICE_DAYS = 60;

    /** One request that fails is no news: so many in a row are. */
    static final int FAILURES = 2;

    private final Evidence evidence;
    private final Standing.Board board;
    private final ToLongFunction<String> waiting;
    private final LocalDate today;
    private final Map<String, Pulse> pulses;

    /**
     * @param waiting how many deliveries wait for a destination
     */
    DestinationConcerns(Visit visit, Standing.Board board, ToLongFunction<String> waiting) {
        this.evidence = visit.evidence();
        this.board = board;
        this.waiting = waiting;
        this.today = LocalDate.ofInstant(visit.clock().instant(), ZoneOffset.UTC);
        this.pulses = evidence.queries().pulses();
    }

    List<Concern> of(DestinationConfig destination) {
        List<Concern> found = new ArrayList<>();
        Optional<Pause> pause = board.pause(destination.id());
        if (destination.enabled()) {
            pause.filter(Pause::isHold).map(hold -> held(destination, hold)).ifPresent(found::add);
        }
        if (destination.enabled() && pause.isEmpty()) {
            down(destination).ifPresent(found::add);
        }
        ending(destination).ifPresent(found::add);
        return found;
    }

    private Concern held(DestinationConfig destination, Pause pause) {
        String id = destination.id();
        return new Concern(
                Concern.Kind.DESTINATION_HELD,
                id,
                id
                        + (pause.isOrdered() ? " is paused, " : " is held, ")
                        + Figures.of(waiting.applyAsLong(id))
                        + " waiting",
                pause.cause(destination.file())
                        + (pause.isOrdered() ? ", since " : " Since ")
                        + Words.clock(pause.since())
                        + ".",
                blanks(destination).fill(PauseMeanings.of(pause)),
                pause.isOrdered() ? Links.destination(id) : Concerns.deliveries("held", id));
    }

    /** Requests that fail one after the other, with something waiting behind them. */
    private Optional<Concern> down(DestinationConfig destination) {
        String id = destination.id();
        return evidence.sending()
                .standing()
                .apply(id)
                .filter(lane -> lane.failuresInARow() >= FAILURES)
                .filter(lane -> waiting.applyAsLong(id) > 0)
                .map(lane -> down(destination, lane, lastBad(id)));
    }

    private Optional<Attempt> lastBad(String id) {
        return Optional.ofNullable(pulses.get(id))
                .flatMap(Pulse::lastBad)
                .flatMap(beat -> evidence.queries().attempt(beat.attempt()))
                .map(AttemptRow::attempt);
    }

    private Concern down(DestinationConfig destination, LaneStatus lane, Optional<Attempt> bad) {
        String id = destination.id();
        Optional<Meaning> meaning = bad.map(Meanings::ofAttempt);
        return new Concern(
                Concern.Kind.INCIDENT_OPEN,
                id,
                id
                        + ": "
                        + meaning.map(one -> one.cause().title())
                                .orElse("the platform gives no answer")
                        + ", "
                        + Figures.of(waiting.applyAsLong(id))
                        + " waiting",
                Figures.of(lane.failuresInARow())
                        + " requests in a row failed"
                        + bad.map(last -> ", the last: " + ended(last.text())).orElse(".")
                        + lane.unavailableUntil()
                                .map(
                                        at ->
                                                " The next one leaves by itself at "
                                                        + Words.clock(at)
                                                        + ".")
                                .orElse(""),
                meaning.map(blanks(destination)::fill).orElse("Look at what the platform answers."),
                bad.map(last -> "/api-logs/" + last.id())
                        .orElse(Links.to("/api-logs", "destination", id)));
    }

    /** Platforms and networks end their sentences or not. */
    private static String ended(String text) {
        String bare = text.strip();
        return bare.endsWith(".") ? bare : bare + ".";
    }

    private static Blanks blanks(DestinationConfig destination) {
        return new Blanks(
                destination.id(),
                Optional.of(destination),
                Optional.empty(),
                0,
                "tl replay --destination " + destination.id() + " --status failed --since 24h");
    }

    private Optional<Concern> ending(DestinationConfig destination) {
        return Optional.ofNullable(destination.destination())
                .filter(plugin -> ServedUntil.chosen(destination).isEmpty())
                .map(plugin -> plugin.descriptor().apiVersion())
                .flatMap(ServedUntil::of)
                .filter(end -> !today.isBefore(end.minusDays(NOTICE_DAYS)))
                .map(end -> ending(destination, end));
    }

    private static Concern ending(DestinationConfig destination, LocalDate end) {
        return new Concern(
                Concern.Kind.VERSION_ENDING,
                destination.id(),
                "The API version of " + destination.id() + " ends about " + end,
                "It speaks " + destination.destination().descriptor().apiVersion() + ".",
                "Install a newer plugin, or name a newer version in " + destination.file() + ".",
                Links.destination(destination.id()));
    }
}
