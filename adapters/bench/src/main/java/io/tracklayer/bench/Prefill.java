// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import io.tracklayer.testkit.GivenEvents;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Fills a store through its own API with what a node would have written in months. */
final class Prefill {
    private static final int UNIT = 1_000;
    private static final int MESSAGES = 4_096;
    private static final int EVENTS_PER_ATTEMPT = 50;

    private Prefill() {}

    /** Keys as many recent events leave behind; the events themselves are not there. */
    static void keys(NodeFolder setup, long count) {
        Instant now = Instant.now();
        try (JdbcEvidenceStore store =
                JdbcEvidenceStore.open(setup.evidence(), Clock.systemUTC())) {
            inUnits(
                    store,
                    count,
                    (unit, number) ->
                            unit.putKey(
                                    new DedupKey(
                                            NodeFolder.MERCHANT,
                                            number % 2 == 0
                                                    ? DedupKey.Kind.EVENT_ID
                                                    : DedupKey.Kind.ORDER_ID,
                                            EventName.PURCHASE_PLACED.wire(),
                                            id(number)),
                                    (number + 1) * MESSAGES,
                                    now.minusSeconds(number % 3_600)));
        }
    }

    /**
     * Events with one pending delivery each, due by now.
     *
     * @param destination id of the one destination
     */
    static void backlog(NodeFolder setup, String destination, long count) {
        Instant now = Instant.now();
        try (JdbcEvidenceStore store =
                JdbcEvidenceStore.open(setup.evidence(), Clock.systemUTC())) {
            inUnits(
                    store,
                    count,
                    (unit, number) -> {
                        StoredEvent event = event(number, now);
                        unit.insertEvent(event);
                        unit.insertObservation(observation(event, number));
                        DedupKey key = DedupKey.eventId(event.event());
                        unit.putKey(key, event.seq(), event.event().receivedAt());
                        unit.insertDelivery(delivery(event.event(), event.seq(), destination));
                        if (number % EVENTS_PER_ATTEMPT == 0) {
                            attempt(unit, destination, number, event.event().receivedAt());
                        }
                    });
        }
    }

    /** The number of an event, as the pipeline numbers them. */
    static long seq(long number) {
        return number * MESSAGES + 1;
    }

    /** The order id of an event. */
    static String order(long number) {
        return "old-" + number;
    }

    private static String id(long number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, number).toString();
    }

    private static void inUnits(JdbcEvidenceStore store, long count, Row row) {
        for (long from = 0; from < count; from += UNIT) {
            UnitOfWork unit = store.begin();
            long to = Math.min(count, from + UNIT);
            LongConsumer one = number -> row.write(unit, number);
            LongStream.range(from, to).forEach(one);
            unit.commit(to);
        }
    }

    private interface Row {
        void write(UnitOfWork unit, long number);
    }

    private static StoredEvent event(long number, Instant now) {
        Instant time = now.minusSeconds(3_600 - number % 3_600);
        Event event =
                GivenEvents.rich(name(number)).toBuilder()
                        .of(NodeFolder.MERCHANT, NodeFolder.STORE)
                        .eventId(id(number))
                        .eventTime(time)
                        .receivedAt(time)
                        .sources(List.of("segment"))
                        .set(EventField.ORDER_ID, order(number))
                        .build();
        Map<String, Provenance> provenance =
                event.fields().keySet().stream()
                        .collect(
                                Collectors.toMap(
                                        EventField::path,
                                        field ->
                                                new Provenance(
                                                        number + "-0",
                                                        "segment",
                                                        Authority.ORDER_SYSTEM,
                                                        "/properties/" + field.path(),
                                                        "as given")));
        return new StoredEvent(seq(number), event, provenance, List.of(), 1, "v1", number);
    }

    private static EventName name(long number) {
        return number % 10 == 0 ? EventName.CHECKOUT_STARTED : EventName.PURCHASE_PLACED;
    }

    private static ObservationRow observation(StoredEvent stored, long number) {
        Event event = stored.event();
        return new ObservationRow(
                number + "-0",
                number,
                event.merchant(),
                event.store(),
                "segment",
                event.receivedAt(),
                ObservationRow.Verdict.ACCEPTED,
                "accepted",
                "first copy of the action",
                stored.seq(),
                event.name().wire());
    }

    private static Delivery delivery(Event event, long seq, String destination) {
        return new Delivery(
                seq,
                destination,
                event.merchant(),
                event.name().wire(),
                event.eventId(),
                event.orderId().orElse(""),
                DeliveryStatus.PENDING,
                "waiting",
                "waits to be sent",
                new Decision(
                        true,
                        "allowed",
                        "Consent covers sending this and no rule is against it.",
                        "default",
                        "built-in",
                        "v1",
                        Set.of()),
                0,
                event.receivedAt(),
                event.receivedAt(),
                event.receivedAt(),
                "");
    }

    private static void attempt(UnitOfWork unit, String destination, long number, Instant at) {
        List<Long> events =
                LongStream.rangeClosed(Math.max(0, number - EVENTS_PER_ATTEMPT + 1), number)
                        .mapToObj(Prefill::seq)
                        .toList();
        Attempt attempt =
                new Attempt(
                        "att_" + id(number),
                        at,
                        87,
                        "POST",
                        "https://platform.example/events",
                        Map.of("content-type", "application/json"),
                        "{\"events\":[" + "{\"value\":129.90},".repeat(100) + "{}]}",
                        503,
                        Map.of("content-type", "text/plain"),
                        "busy",
                        "retry",
                        "503",
                        "busy",
                        List.of());
        unit.insertAttempt(destination, attempt, events);
    }
}
