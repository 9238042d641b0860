// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.rig.Received.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What may be accepted twice, and why. */
class RepetitionsTest {
    private final Forged run = new Forged();

    @Test
    void whatIsAcceptedTwiceForNoReasonIsDuplicated() {
        run.received.add(Forged.receipt(2_000, "alpha-hook", "view-1", Answer.ACCEPTED));
        found(Defect.Kind.DUPLICATED);
    }

    @Test
    void aKillInBetweenExplainsARepetitionAndOneBeforeDoesNot() {
        long later = Forged.KILL + 1;
        run.kill();
        run.received.add(Forged.receipt(later, "alpha-hook", "view-1", Answer.ACCEPTED));
        assertEquals(List.of(), run.found());
        run.received.add(Forged.receipt(later + 1, "alpha-hook", "view-1", Answer.ACCEPTED));
        found(Defect.Kind.DUPLICATED);
    }

    @Test
    void aKillExplainsNoMoreThanWasInFlight() {
        run.kill();
        repeated(World.SENDERS, Forged.KILL + 1);
        assertEquals(List.of(), run.found());
        repeated(1, Forged.KILL + 1);
        found(Defect.Kind.DUPLICATED);
    }

    @Test
    void aBatchInFlightIsOneCallHoweverManyEventsItHas() {
        run.kill();
        repeated(3 * World.SENDERS, Forged.KILL + 1);
        found(Defect.Kind.DUPLICATED);
        run.received.replaceAll(r -> r.at() < Forged.KILL ? inCall(r, 1) : r);
        assertEquals(List.of(), run.found());
    }

    @Test
    void ofSeveralKillsOnlyTheFirstAfterwardsExplainsARepetition() {
        run.kill();
        run.disturbances.add(
                new Disturbance(Forged.KILL + 1, Disturbance.Kind.KILL, 0, "another kill"));
        repeated(World.SENDERS + 1, Forged.KILL + 2);
        found(Defect.Kind.DUPLICATED);
    }

    @Test
    void damageExplainsAsManyRepeatedCallsAsItDestroyedRecords() {
        run.kill();
        run.disturbances.add(
                new Disturbance(Forged.KILL + 1, Disturbance.Kind.DAMAGE, 6, "damage"));
        repeated(6, Forged.KILL + 2);
        assertEquals(List.of(), run.found());
        repeated(1, Forged.KILL + 2);
        found(Defect.Kind.DUPLICATED);
    }

    @Test
    void anUnknownOutcomeExplainsARepetition() {
        run.forget("alpha-hook", "view-1");
        run.received.add(Forged.receipt(1_000, "alpha-hook", "view-1", Answer.UNANSWERED));
        run.received.add(Forged.receipt(2_000, "alpha-hook", "view-1", Answer.ACCEPTED));
        assertEquals(List.of(), run.found());
    }

    @Test
    void aRepetitionWithAnotherTimeOrValueIsDuplicated() {
        run.forget("alpha-hook", "view-1");
        run.received.add(Forged.receipt(1_000, "alpha-hook", "view-1", Answer.RESET));
        run.received.add(changed(101, "5"));
        found(Defect.Kind.DUPLICATED);
        run.received.set(run.received.size() - 1, changed(100, "6"));
        found(Defect.Kind.DUPLICATED);
        run.received.set(run.received.size() - 1, changed(100, "5.00"));
        assertEquals(List.of(), run.found());
    }

    /** So many more events of as many calls are accepted before the kill and once more after. */
    private void repeated(int events, long again) {
        for (int more = 0; more < events; more++) {
            long number = 10 + run.attempted.size();
            String id = "view-" + number;
            run.event(number, id, "", "5", "granted");
            for (String destination : List.of("alpha-meta", "alpha-hook")) {
                run.rows.add(Forged.row(destination, id, "delivered", "accepted"));
                run.received.add(Forged.receipt(1_000 + number, destination, id, Answer.ACCEPTED));
            }
            run.received.add(Forged.receipt(again, "alpha-hook", id, Answer.ACCEPTED));
        }
    }

    private static Received inCall(Received r, long call) {
        return new Received(
                r.at(),
                r.destination(),
                call,
                r.eventName(),
                r.eventId(),
                r.orderId(),
                r.eventTime(),
                r.value(),
                r.answer());
    }

    private static Received changed(long second, String value) {
        return new Received(
                2_000,
                "alpha-hook",
                2_000,
                "product_viewed",
                "view-1",
                "",
                second,
                value,
                Answer.ACCEPTED);
    }

    private void found(Defect.Kind kind) {
        List<Defect> found = run.found();
        assertEquals(
                Set.of(kind),
                found.stream().map(Defect::kind).collect(Collectors.toSet()),
                found.toString());
    }
}
