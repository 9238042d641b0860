// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Requeue;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.OperatorAction;
import io.tracklayer.core.journal.ReplayChunk;
import io.tracklayer.core.journal.ReplayCommand;
import io.tracklayer.core.pipeline.Applying;
import io.tracklayer.spi.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies what the journal says about replays to the evidence. Whatever was true when a chunk was
 * selected is looked at again here, where nothing else changes the rows.
 */
public final class Replays {

    /** Applies a command or a chunk, or notes what an operator did otherwise. */
    public void apply(Applying<? extends JournalRecord> applying) {
        if (applying.entry() instanceof ReplayCommand command) {
            if (command.started().isPresent()) {
                start(applying.unit(), applying.offset(), command);
            } else {
                cancel(applying.unit(), applying.offset(), command);
            }
        } else if (applying.entry() instanceof ReplayChunk chunk) {
            applying.unit()
                    .replays()
                    .find(chunk.replay())
                    .filter(replay -> replay.state() == Replay.State.RUNNING)
                    .filter(replay -> chunk.number() == replay.chunks() + 1)
                    .ifPresent(replay -> extend(applying, replay, chunk));
        } else if (applying.entry() instanceof OperatorAction action) {
            applying.unit()
                    .replays()
                    .audit(
                            new AuditEntry(
                                    applying.offset(),
                                    action.at(),
                                    action.by(),
                                    action.action(),
                                    action.subject(),
                                    action.detail()));
        }
    }

    private static void start(UnitOfWork unit, long offset, ReplayCommand command) {
        ReplayOrder order = command.started().orElseThrow();
        Optional<String> other =
                unit.replays().running().stream()
                        .filter(running -> running.order().overlaps(order))
                        .map(Replay::id)
                        .findFirst();
        unit.replays()
                .put(
                        new Replay(
                                command.replay(),
                                offset,
                                order,
                                command.by(),
                                command.expected(),
                                other.isPresent() ? Replay.State.REFUSED : Replay.State.RUNNING,
                                command.at(),
                                other.isPresent() ? command.at() : null,
                                other.map(id -> "replay " + id + " is about the same deliveries")
                                        .orElse(""),
                                0,
                                ReplayCursor.START,
                                null,
                                false,
                                Tally.NONE));
        audit(
                unit,
                offset,
                command,
                other.isPresent() ? "replay.refused" : "replay.start",
                other.map(id -> "replay " + id + " is about the same deliveries")
                        .orElseGet(() -> ReplayJson.order(order).toString()));
    }

    private static void cancel(UnitOfWork unit, long offset, ReplayCommand command) {
        unit.replays()
                .find(command.replay())
                .filter(replay -> replay.state() == Replay.State.RUNNING)
                .ifPresent(
                        replay -> {
                            unit.replays()
                                    .put(
                                            replay.endedAs(
                                                    Replay.State.CANCELLED,
                                                    command.at(),
                                                    command.sentence()));
                            audit(unit, offset, command, "replay.cancel", left(replay, command));
                        });
    }

    private static String left(Replay replay, ReplayCommand command) {
        return command.sentence().isEmpty()
                ? replay.tally().outstanding() + " queued ones are still sent"
                : command.sentence() + "; " + replay.tally().outstanding() + " queued ones wait";
    }

    private static void audit(
            UnitOfWork unit, long offset, ReplayCommand command, String action, String detail) {
        unit.replays()
                .audit(
                        new AuditEntry(
                                offset,
                                command.at(),
                                command.by(),
                                action,
                                command.replay(),
                                detail));
    }

    private static void extend(Applying<?> applying, Replay replay, ReplayChunk chunk) {
        Map<String, Long> excluded = new TreeMap<>(chunk.excluded());
        long queued = 0;
        for (ReplayChunk.Item item : chunk.items()) {
            Optional<String> reason = queue(applying, replay.order(), chunk, item);
            reason.ifPresent(why -> excluded.merge(why, 1L, Long::sum));
            queued += reason.isPresent() ? 0 : 1;
        }
        ReplayProgress.keep(
                applying.unit(),
                replay.advancedTo(chunk.cursor(), chunk.at(), chunk.last())
                        .counting(replay.tally().plusChunk(queued, excluded)),
                applying.offset(),
                chunk.at());
    }

    /** Queues a delivery, or says why it is left alone. */
    private static Optional<String> queue(
            Applying<?> applying, ReplayOrder order, ReplayChunk chunk, ReplayChunk.Item item) {
        UnitOfWork unit = applying.unit();
        Optional<Delivery> present = unit.findDelivery(item.eventSeq(), item.destination());
        Optional<StoredEvent> stored = unit.findEvent(item.eventSeq());
        Admission.Verdict verdict =
                new Admission(order, applying.active(), chunk.at())
                        .of(item.destination(), present, () -> stored, item.resendUntil() != null);
        boolean written = verdict.admitted() || order.backfill() && verdict.decision() != null;
        if (written) {
            Delivery next = next(applying, chunk, item, present, stored.orElseThrow(), verdict);
            if (present.isPresent()) {
                unit.updateDelivery(next);
            } else {
                unit.insertDelivery(next);
            }
            unit.updateEvent(stored.get().changedAt(applying.offset()));
        }
        return verdict.admitted() ? Optional.empty() : Optional.of(verdict.reason());
    }

    private static Delivery next(
            Applying<?> applying,
            ReplayChunk chunk,
            ReplayChunk.Item item,
            Optional<Delivery> present,
            StoredEvent stored,
            Admission.Verdict verdict) {
        Delivery known =
                present.filter(delivery -> verdict.admitted())
                        .orElseGet(
                                () ->
                                        skipped(
                                                item.destination(),
                                                stored,
                                                verdict.decision(),
                                                chunk.at()));
        if (!verdict.admitted()) {
            return known;
        }
        Instant resendUntil =
                known.status() == DeliveryStatus.DELIVERED ? item.resendUntil() : null;
        Instant held = held(applying, stored.event(), verdict.decision());
        return known.requeued(
                new Requeue(chunk.replay(), chunk.at(), resendUntil),
                verdict.decision(),
                held.isAfter(chunk.at()) ? held : chunk.at());
    }

    private static Instant held(Applying<?> applying, Event event, Decision decision) {
        Duration hold = applying.active().configuration().reconciliation().holds().of(event.name());
        Instant ruled = decision.treatment().notBefore(event.receivedAt());
        Instant held = event.receivedAt().plus(hold);
        return ruled.isAfter(held) ? ruled : held;
    }

    private static Delivery skipped(
            String destination, StoredEvent stored, Decision decision, Instant at) {
        Event event = stored.event();
        return new Delivery(
                stored.seq(),
                destination,
                event.merchant(),
                event.name().wire(),
                event.eventId(),
                event.orderId().orElse(""),
                DeliveryStatus.SKIPPED,
                decision.reason(),
                decision.sentence(),
                decision,
                0,
                event.receivedAt(),
                at,
                null,
                "");
    }
}
