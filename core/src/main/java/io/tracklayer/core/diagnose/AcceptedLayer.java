// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Layer D: what was sent, and what the platform answered. */
final class AcceptedLayer {
    private static final int MOST_ATTEMPTS = 5;
    private static final int MOST_WARNINGS = 5;

    Finding of(Case one, Finding attempted) {
        Optional<Delivery> row = one.delivery();
        if (row.isEmpty() || attempted.state() == State.FAILED) {
            return notReached(one);
        }
        Delivery delivery = row.get();
        return switch (delivery.status()) {
            case DELIVERED -> delivered(one, delivery);
            case FAILED -> failed(one, delivery);
            case PENDING, HELD -> pending(one, delivery, attempted);
            case SKIPPED -> notReached(one);
        };
    }

    private static Finding notReached(Case one) {
        return one.finding(
                Layer.ACCEPTED, State.NOT_REACHED, null, "Nothing was sent.", proofs(one), "");
    }

    private static Finding pending(Case one, Delivery delivery, Finding attempted) {
        Optional<Pause> hold = one.pause().filter(Pause::isHold);
        if (hold.isPresent()) {
            return held(one, hold.get());
        }
        if (attempted.state() == State.PENDING) {
            return notReached(one);
        }
        if (delivery.attempts() == 0 && one.outage().isPresent()) {
            return down(one, one.outage().get());
        }
        if (!one.tried()) {
            return notReached(one);
        }
        Meaning meaning = Meanings.ofFailure(delivery);
        String again = again(one, delivery);
        return one.finding(
                Layer.ACCEPTED,
                State.PENDING,
                meaning.cause(),
                said(one, delivery) + again,
                proofs(one),
                one.next(meaning));
    }

    /** It was not sent itself, because those before it failed. */
    private static Finding down(Case one, Outage outage) {
        Meaning meaning = outage.meaning();
        List<Proof> proofs = new ArrayList<>(proofs(one));
        outage.last().map(AcceptedLayer::proof).ifPresent(proofs::add);
        return one.finding(
                Layer.ACCEPTED,
                State.PENDING,
                meaning.cause(),
                outage.sentence(one.destination()),
                proofs,
                one.next(meaning));
    }

    /** When, unless requests to the destination are made less often for now. */
    private static String again(Case one, Delivery delivery) {
        Optional<Instant> next = one.outage().flatMap(Outage::next);
        return delivery.due()
                .map(due -> next.filter(due::isBefore).orElse(due))
                .map(
                        at ->
                                " It is tried again by itself at "
                                        + Say.time(at)
                                        + ", under the same id.")
                .orElse("");
    }

    private static Finding held(Case one, Pause hold) {
        Meaning meaning = PauseMeanings.of(hold);
        List<Proof> proofs = new ArrayList<>(proofs(one));
        proofs.add(
                new Proof(
                        "on hold since " + Say.time(hold.since()) + ", code " + hold.code(),
                        Links.deliveries(one.destination(), "pending")));
        return one.finding(
                Layer.ACCEPTED,
                State.FAILED,
                meaning.cause(),
                "The destination is on hold: " + Say.sentence(hold.cause(one.file())),
                proofs,
                one.next(meaning));
    }

    private static Finding failed(Case one, Delivery delivery) {
        Meaning meaning = Meanings.ofFailure(delivery);
        return one.finding(
                Layer.ACCEPTED,
                State.FAILED,
                meaning.cause(),
                said(one, delivery),
                proofs(one),
                one.next(meaning));
    }

    /** What the platform or the transport said, with the code. */
    private static String said(Case one, Delivery delivery) {
        String status =
                one.last()
                        .map(AttemptRow::attempt)
                        .filter(attempt -> attempt.status() > 0)
                        .map(attempt -> "HTTP " + attempt.status() + ", ")
                        .orElse("");
        return Say.sentence(delivery.sentence())
                + " ("
                + status
                + "code "
                + delivery.reason()
                + ")";
    }

    private static Finding delivered(Case one, Delivery delivery) {
        Meaning meaning = Meanings.of(delivery.reason()).orElse(new Meaning(null, ""));
        if (meaning.cause() == Cause.RESULT_LATER) {
            return one.finding(
                    Layer.ACCEPTED,
                    State.PENDING,
                    meaning.cause(),
                    Say.sentence(delivery.sentence()),
                    proofs(one),
                    one.next(meaning));
        }
        if (!meaning.fine()) {
            return one.finding(
                    Layer.ACCEPTED,
                    State.WARNING,
                    meaning.cause(),
                    Say.sentence(delivery.sentence()),
                    proofs(one),
                    one.next(meaning));
        }
        List<String> remarks =
                one.last().map(AttemptRow::attempt).map(Attempt::warnings).orElse(List.of());
        List<String> warnings =
                remarks.stream().filter(remark -> !Remarks.asConsentAsks(remark)).toList();
        String sentence =
                Say.sentence(delivery.sentence())
                        + " At "
                        + Say.time(delivery.updatedAt())
                        + "."
                        + leftOut(remarks);
        return warnings.isEmpty()
                ? Finding.ok(Layer.ACCEPTED, one.destination(), sentence + blind(one), proofs(one))
                : one.finding(
                        Layer.ACCEPTED,
                        State.WARNING,
                        Cause.ACCEPTED_WITH_WARNINGS,
                        sentence
                                + " It was said: "
                                + warnings.stream()
                                        .limit(MOST_WARNINGS)
                                        .reduce((some, more) -> some + "; " + more)
                                        .orElse("")
                                + ".",
                        proofs(one),
                        Remarks.next(one.config(), warnings));
    }

    private static String leftOut(List<String> remarks) {
        String taken =
                remarks.stream()
                        .filter(Remarks::asConsentAsks)
                        .map(Remarks::takenOut)
                        .collect(Collectors.joining("; "));
        return taken.isEmpty() ? "" : " Left out, as consent asks: " + taken + ".";
    }

    /** Some platforms answer alike whether token and account are right or not. */
    private static String blind(Case one) {
        boolean visible =
                one.config()
                        .map(DestinationConfig::destination)
                        .map(plugin -> plugin.descriptor().badSecretVisible())
                        .orElse(true);
        return visible
                ? ""
                : " This platform says the same when token or account are wrong, so check both in "
                        + one.file()
                        + " if it shows nothing.";
    }

    private static List<Proof> proofs(Case one) {
        List<AttemptRow> rows = one.attempts();
        return rows.subList(Math.max(0, rows.size() - MOST_ATTEMPTS), rows.size()).stream()
                .map(AttemptRow::attempt)
                .map(AcceptedLayer::proof)
                .toList();
    }

    private static Proof proof(Attempt attempt) {
        String status = attempt.status() == 0 ? "no answer" : "HTTP " + attempt.status();
        String code = attempt.code().isEmpty() ? "" : ", code " + attempt.code();
        String text = attempt.text().isEmpty() ? "" : ": " + Say.sentence(attempt.text());
        return new Proof(
                Say.time(attempt.startedAt())
                        + " "
                        + attempt.outcome()
                        + ", "
                        + status
                        + code
                        + " after "
                        + attempt.latencyMillis()
                        + " ms"
                        + text,
                Links.attempt(attempt.id()));
    }
}
