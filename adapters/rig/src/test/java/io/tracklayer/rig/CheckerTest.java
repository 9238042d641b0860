// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.rig.Received.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that cannot fail proves nothing: every defect is forged and must be found. */
class CheckerTest {
    private final Forged run = new Forged();

    @Test
    void aRunInWhichAllWentWellHasNoDefect() {
        assertEquals(List.of(), run.found());
    }

    @Test
    void whatWasAcknowledgedAndIsNowhereIsLost() {
        run.forget("alpha-hook", "view-1");
        run.forgetRow("alpha-hook", "view-1");
        found(Defect.Kind.LOST);
    }

    @Test
    void whatNeverEndsIsLost() {
        run.forget("alpha-hook", "view-1");
        replaceRow("alpha-hook", "pending", "waiting");
        found(Defect.Kind.LOST);
    }

    @Test
    void aSkipThatNobodyIsEntitledToIsALoss() {
        run.forget("alpha-hook", "view-1");
        replaceRow("alpha-hook", "skipped", "event_not_selected");
        found(Defect.Kind.LOST);
    }

    @Test
    void aFailureWithoutARefusalIsALossAndWithOneIsNone() {
        run.forget("alpha-hook", "view-1");
        replaceRow("alpha-hook", "failed", "too_late");
        found(Defect.Kind.LOST);
        run.received.add(Forged.receipt(1_000, "alpha-hook", "view-1", Answer.REFUSED));
        assertEquals(List.of(), run.found());
    }

    @Test
    void whatNobodySentIsUnexpected() {
        run.received.add(Forged.receipt(2_000, "alpha-hook", "view-99", Answer.ACCEPTED));
        found(Defect.Kind.UNEXPECTED);
    }

    @Test
    void unappliedRecordsThatWereDestroyedLoseNoMoreMessagesThanTheyWere() {
        run.forget("alpha-hook", "view-1");
        run.forgetRow("alpha-hook", "view-1");
        run.disturbances.add(new Disturbance(Forged.KILL, Disturbance.Kind.LOSS, 1, "loss"));
        assertEquals(List.of(), run.found());
        run.forget("alpha-hook", "ord_7_purchase");
        run.forgetRow("alpha-hook", "ord_7_purchase");
        found(Defect.Kind.LOST);
    }

    @Test
    void twoRowsOfOneEventAreDuplicated() {
        run.rows.add(Forged.row("alpha-hook", "view-1", "delivered", "accepted"));
        found(Defect.Kind.DUPLICATED);
    }

    @Test
    void anOrderWhoseRefundComesFirstIsReorderedWhereOrderWasAskedFor() {
        World asked = World.standard();
        World unasked = new World(asked.merchants(), asked.targets(), Set.of());
        run.event(3, "ord_7_paid", "7", "19.90", "granted");
        run.received.add(0, Forged.receipt(500, "alpha-hook", "ord_7_paid", Answer.ACCEPTED));
        assertEquals(
                List.of(Defect.Kind.REORDERED),
                Order.check(asked, run.ledgers()).stream().map(Defect::kind).toList());
        assertEquals(List.of(), Order.check(unasked, run.ledgers()));
    }

    @Test
    void whatReachesAnotherMerchantIsLeaked() {
        run.received.add(Forged.receipt(1_000, "beta-hook", "view-1", Answer.ACCEPTED));
        found(Defect.Kind.LEAKED);
    }

    @Test
    void whatAVisitorRefusedIsLeakedWhereConsentIsNeeded() {
        run.attempted.clear();
        run.event(1, "view-1", "", "5", "denied");
        run.event(2, "ord_7_purchase", "7", "19.90", "granted");
        found(Defect.Kind.LEAKED);
        run.forget("alpha-meta", "view-1");
        replaceRow("alpha-meta", "skipped", "consent_denied:marketing");
        assertEquals(List.of(), run.found());
    }

    @Test
    void aDestinationWithFewerRowsThanAnotherIsUnaccounted() {
        run.sample(2, 2, 2, 1);
        found(Defect.Kind.UNACCOUNTED);
    }

    @Test
    void anAcceptedMessageThatIsNoEventTheNextTimeIsUnaccounted() {
        run.sample(2, 5, 3, 3);
        run.sample(3, 5, 4, 4);
        found(Defect.Kind.UNACCOUNTED);
    }

    @Test
    void anEventThatNoMessageAccountsForIsUnaccounted() {
        run.sample(2, 2, 3, 3);
        found(Defect.Kind.UNACCOUNTED);
    }

    @Test
    void anAcceptedEventWithoutARowIsUnaccounted() {
        run.forgetRow("alpha-hook", "view-1");
        found(Defect.Kind.UNACCOUNTED);
    }

    @Test
    void deliveredWithoutAnAcceptingAnswerIsALie() {
        run.forget("alpha-hook", "view-1");
        found(Defect.Kind.STATE_LIES);
        run.received.add(Forged.receipt(1_000, "alpha-hook", "view-1", Answer.LATER));
        found(Defect.Kind.STATE_LIES);
    }

    @Test
    void failedAlthoughThePlatformAcceptedIsALie() {
        run.received.add(Forged.receipt(900, "alpha-hook", "view-1", Answer.REFUSED));
        replaceRow("alpha-hook", "failed", "http_400");
        found(Defect.Kind.STATE_LIES);
    }

    @Test
    void unconfirmedIsTrueOnlyOfWhatWasSent() {
        run.forget("alpha-hook", "view-1");
        replaceRow("alpha-hook", "delivered", "delivered_unconfirmed");
        found(Defect.Kind.STATE_LIES);
        run.received.add(Forged.receipt(1_000, "alpha-hook", "view-1", Answer.RESET));
        assertEquals(List.of(), run.found());
    }

    @Test
    void theFilesSayWhatTheRunSaysAndATornLineIsNoLedger(@TempDir Path folder) {
        run.kill();
        write(folder, Ledgers.ATTEMPT, run.attempted.stream().map(Attempted::line).toList());
        write(folder, Ledgers.ACKED, run.acked.stream().map(Acked::line).toList());
        write(folder, Ledgers.RECEIVED, run.received.stream().map(Received::line).toList());
        write(folder, Ledgers.FAULTS, run.disturbances.stream().map(Disturbance::line).toList());
        write(folder, Ledgers.ROWS, run.rows.stream().map(Row::line).toList());
        write(folder, Ledgers.SAMPLES, run.samples.stream().map(Sample::line).toList());
        assertEquals(run.ledgers(), Ledgers.read(folder));
        write(folder, Ledgers.ACKED, List.of("1\t2"));
        assertThrows(IllegalArgumentException.class, () -> Ledgers.read(folder));
    }

    @Test
    void aReportWithADefectFailsAndShowsIt() {
        run.forgetRow("alpha-hook", "view-1");
        run.forget("alpha-hook", "view-1");
        Report report = new Report();
        report.judged(
                "kills", new Verdict(Path.of("/f"), java.util.Map.of(), run.found()), "again");
        assertFalse(report.passed());
        String text = String.join("\n", report.lines());
        assertEquals(
                List.of("FAIL  kills"), text.lines().filter(l -> l.startsWith("FAIL")).toList());
        assertEquals(
                List.of("repeat  again"), text.lines().filter(l -> l.startsWith("rep")).toList());
    }

    private void found(Defect.Kind kind) {
        List<Defect> found = run.found();
        assertEquals(
                Set.of(kind),
                found.stream().map(Defect::kind).collect(Collectors.toSet()),
                found.toString());
    }

    private void replaceRow(String destination, String status, String reason) {
        run.forgetRow(destination, "view-1");
        run.rows.add(Forged.row(destination, "view-1", status, reason));
    }

    private static void write(Path folder, String name, List<String> lines) {
        try (LedgerFile file = new LedgerFile(folder.resolve(name))) {
            file.append(lines);
        }
    }
}
