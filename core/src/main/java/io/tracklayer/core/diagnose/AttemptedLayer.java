// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Layer C: the row, what was decided by which rule, and what it waits for. */
final class AttemptedLayer {
    /** A delivery that is due no longer than this is simply being worked on. */
    private static final Duration BRISK = Duration.ofSeconds(10);

    private final Ground ground;

    AttemptedLayer(Ground ground) {
        this.ground = ground;
    }

    Finding of(Case one) {
        if (one.delivery().isEmpty()) {
            return missing(one);
        }
        Delivery delivery = one.delivery().get();
        return switch (delivery.status()) {
            case SKIPPED -> ended(one, delivery);
            case FAILED ->
                    one.attempts().isEmpty() && ofOurs(delivery)
                            ? ended(one, delivery)
                            : decided(one, delivery);
            case PENDING, HELD -> pending(one, delivery);
            case DELIVERED -> decided(one, delivery);
        };
    }

    private static boolean ofOurs(Delivery delivery) {
        return Meanings.of(delivery.reason())
                .filter(meaning -> meaning.cause() != null)
                .filter(meaning -> meaning.cause().layer() == Layer.ATTEMPTED)
                .isPresent();
    }

    private Finding missing(Case one) {
        Optional<DestinationConfig> config = one.config();
        String store = one.event().store();
        boolean serves =
                config.filter(known -> known.serves(one.event().merchant(), store)).isPresent();
        String owner = config.map(DestinationConfig::merchant).orElse(one.event().merchant());
        if (!owner.equals(one.event().merchant())) {
            return ofAnother(one, owner);
        }
        if (!serves) {
            return one.finding(
                    Layer.ATTEMPTED,
                    State.FAILED,
                    Cause.DESTINATION_OFF,
                    one.destination() + " does not serve the store " + Say.quoted(store) + ".",
                    "Name the store under stores in "
                            + one.file()
                            + ", then send what is missing: "
                            + one.replay());
        }
        return one.finding(
                Layer.ATTEMPTED,
                State.FAILED,
                Cause.DESTINATION_MISSING,
                "There is no delivery row: "
                        + one.destination()
                        + " was not set up when the event came.",
                "Send it now: " + one.replay());
    }

    private static Finding ofAnother(Case one, String owner) {
        return one.finding(
                Layer.ATTEMPTED,
                State.FAILED,
                Cause.OTHER_MERCHANT,
                one.destination()
                        + " is a destination of merchant "
                        + owner
                        + ", and the event came to merchant "
                        + one.event().merchant()
                        + ".",
                "The sender, "
                        + Say.list(one.event().sources())
                        + ", uses a write key or address of store "
                        + one.event().store()
                        + ": give it one of the right store (tl keys list), then send what was"
                        + " missed again from there.");
    }

    /** Where it ended before anything was sent. */
    private Finding ended(Case one, Delivery delivery) {
        Meaning meaning = Meanings.ofSkip(delivery);
        return one.finding(
                Layer.ATTEMPTED,
                State.FAILED,
                meaning.cause(),
                Say.sentence(delivery.sentence())
                        + " ("
                        + delivery.reason()
                        + ")"
                        + unusable(one, meaning),
                proofs(one, delivery),
                one.next(meaning));
    }

    /** Who lacks an identifier may have been given one that is none. */
    private static String unusable(Case one, Meaning meaning) {
        return meaning.cause() == Cause.INSUFFICIENT_IDENTIFIERS
                ? ReconciledLayer.unusableNote(one.stored())
                        .map(note -> " It came with one that cannot be used: " + Say.sentence(note))
                        .orElse("")
                : "";
    }

    private Finding decided(Case one, Delivery delivery) {
        String tries =
                delivery.attempts() == 0
                        ? "nothing was sent yet"
                        : Say.count(delivery.attempts(), "attempt", "attempts");
        return Finding.ok(
                Layer.ATTEMPTED,
                one.destination(),
                "Allowed by " + rule(delivery.decision()) + "; " + tries + ".",
                proofs(one, delivery));
    }

    private static String rule(Decision decision) {
        if (decision.rule() == null || decision.rule().isEmpty()) {
            return "no rule being against it";
        }
        String place =
                decision.location() == null || decision.location().isEmpty()
                        ? ""
                        : " at " + decision.location();
        return "rule " + Say.quoted(decision.rule()) + place;
    }

    private List<Proof> proofs(Case one, Delivery delivery) {
        List<Proof> proofs = new ArrayList<>();
        String link = Links.event(delivery.eventSeq());
        Decision decision = delivery.decision();
        proofs.add(
                new Proof(
                        (decision.allowed() ? "allowed by " : "not allowed by ")
                                + rule(decision)
                                + ": "
                                + decision.sentence(),
                        link));
        if (!decision.stripped().isEmpty()) {
            proofs.add(
                    new Proof(
                            "taken out before sending: "
                                    + Say.list(
                                            decision.stripped().stream()
                                                    .map(EventField::path)
                                                    .sorted()
                                                    .toList()),
                            link));
        }
        if (consent(one)) {
            proofs.add(
                    new Proof(
                            "how consent was read and decided, step by step",
                            Links.consent(delivery.eventSeq())));
        }
        delivery.requeued()
                .ifPresent(
                        by ->
                                proofs.add(
                                        new Proof(
                                                "sent again by replay "
                                                        + by.replay()
                                                        + " at "
                                                        + Say.time(by.at()),
                                                "/replays")));
        return proofs;
    }

    private static boolean consent(Case one) {
        return one.delivery()
                .flatMap(row -> Meanings.of(row.reason()))
                .map(Meaning::cause)
                .filter(
                        cause ->
                                cause == Cause.CONSENT_DENIED
                                        || cause == Cause.CONSENT_UNKNOWN
                                        || cause == Cause.CONSENT_AWAITED)
                .isPresent();
    }

    private Finding pending(Case one, Delivery delivery) {
        if (one.config().filter(DestinationConfig::enabled).isEmpty()) {
            return one.finding(
                    Layer.ATTEMPTED,
                    State.FAILED,
                    Cause.DESTINATION_OFF,
                    one.config().isPresent()
                            ? "Sending to " + one.destination() + " is switched off; it waits."
                            : one.destination() + " is no longer configured; it waits.",
                    proofs(one, delivery),
                    one.config().isPresent()
                            ? "Set enabled: true in " + one.file() + "; it goes by itself then."
                            : "Put " + one.file() + " back; it goes by itself then.");
        }
        if (one.pause().isPresent()) {
            return paused(one, delivery, one.pause().get());
        }
        boolean reached = one.tried() && !waiting(delivery) || Turn.come(one, ground.now());
        return reached ? decided(one, delivery) : waits(one, delivery);
    }

    private static boolean waiting(Delivery delivery) {
        return ofOurs(delivery);
    }

    private Finding paused(Case one, Delivery delivery, Pause pause) {
        Meaning meaning = PauseMeanings.of(pause);
        if (meaning.cause().layer() != Layer.ATTEMPTED) {
            return decided(one, delivery);
        }
        String until =
                pause.isOrdered()
                        ? " Since " + Say.time(pause.since())
                        : " The next request is made at " + Say.time(pause.until());
        return one.finding(
                Layer.ATTEMPTED,
                pause.isOrdered() ? State.FAILED : State.PENDING,
                meaning.cause(),
                Say.sentence(pause.sentence()) + until + "; " + backlog(one) + ".",
                proofs(one, delivery),
                one.next(meaning));
    }

    private Finding waits(Case one, Delivery delivery) {
        Instant due = delivery.due().orElse(ground.now());
        Meaning meaning = Meanings.ofWait(delivery, ground.now());
        boolean overdue = due.plus(BRISK).isBefore(ground.now());
        if (meaning.cause() == Cause.HOLD && overdue) {
            return one.finding(
                    Layer.ATTEMPTED,
                    State.PENDING,
                    Cause.BACKLOG,
                    "It has been due for "
                            + Say.span(Duration.between(due, ground.now()))
                            + "; "
                            + backlog(one)
                            + ".",
                    proofs(one, delivery),
                    "Look at /destinations/"
                            + one.destination()
                            + " whether requests leave and how many wait; when none do, tl doctor"
                            + " says what keeps the node back.");
        }
        String until =
                due.isAfter(ground.now())
                        ? " It is due at " + Say.time(due) + "."
                        : " It is due now.";
        return one.finding(
                Layer.ATTEMPTED,
                State.PENDING,
                meaning.cause(),
                (meaning.cause() == Cause.RULE_HOLDS
                                ? "A rule holds it back."
                                : Say.sentence(delivery.sentence()))
                        + until,
                proofs(one, delivery),
                one.next(meaning));
    }

    private String backlog(Case one) {
        long waiting =
                ground.evidence().deliveryCounts().stream()
                        .filter(row -> row.destination().equals(one.destination()))
                        .filter(row -> !row.status().isFinal())
                        .filter(row -> ground.sees(row.merchant()))
                        .mapToLong(DeliveryCount::count)
                        .sum();
        String oldest =
                ground.evidence()
                        .oldestPending(one.destination())
                        .map(at -> ", the oldest since " + Say.time(at))
                        .orElse("");
        return Say.count(waiting, "delivery waits", "deliveries wait") + " there" + oldest;
    }
}
