// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.KnownKey;
import io.tracklayer.core.identity.Person;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a busy merchant's months leave in the evidence: events of several names, stores and sources,
 * copies joined, requests turned away, and three destinations that took, refused, were not given
 * and have not had them yet. Ids ascend, so that a store fills as fast as its disk takes it.
 */
final class Months {
    /** Where events go. */
    static final List<String> DESTINATIONS = List.of("ads", "analytics", "crm");

    private static final int UNIT = 2_000;
    private static final int MESSAGES = 4_096;
    private static final int EVENTS_PER_PERSON = 20;
    private static final List<EventName> NAMES =
            List.of(
                    EventName.PRODUCT_VIEWED,
                    EventName.PURCHASE_PLACED,
                    EventName.PRODUCT_ADDED_TO_CART,
                    EventName.CHECKOUT_STARTED,
                    EventName.PAGE_VIEWED);

    private final long events;
    private final Instant end;

    /**
     * Makes them.
     *
     * @param end when the last event came; one comes every two seconds
     */
    Months(long events, Instant end) {
        this.events = events;
        this.end = end;
    }

    /** The number of an event, as the pipeline numbers them. */
    static long seq(long number) {
        return number * MESSAGES + 1;
    }

    /** The place in the journal of the request an event came with. */
    static long offset(long seq) {
        return (seq - 1) / MESSAGES;
    }

    /** The order id of an event. */
    static String order(long number) {
        return "order-%09d".formatted(number);
    }

    /** The person an event is of. */
    static long person(long number) {
        return seq(number - number % EVENTS_PER_PERSON);
    }

    /** Writes all of them. */
    void fill(EvidenceStore store) {
        for (long from = 0; from < events; from += UNIT) {
            UnitOfWork unit = store.begin();
            long to = Math.min(events, from + UNIT);
            for (long number = from; number < to; number++) {
                write(unit, number);
            }
            unit.commit(to);
        }
    }

    private void write(UnitOfWork unit, long number) {
        StoredEvent stored = stored(number);
        Event event = stored.event();
        unit.insertArrival(number, arrival(event));
        unit.insertObservation(observation(stored, number));
        unit.insertEvent(stored);
        for (int place = 0; place < DESTINATIONS.size(); place++) {
            unit.insertDelivery(delivery(stored, number, place));
        }
        if (event.name() == EventName.PURCHASE_PLACED) {
            purchase(unit, stored, number);
        }
        if (number % EVENTS_PER_PERSON == 0) {
            person(unit, event, number);
        }
        Operations.write(unit, event.receivedAt(), number);
    }

    private Instant at(long number) {
        return end.minus(Duration.ofSeconds(2).multipliedBy(events - number));
    }

    private StoredEvent stored(long number) {
        Instant time = at(number);
        boolean joined = number % 3 == 0;
        Event event =
                Event.named(NAMES.get((int) (number % NAMES.size())))
                        .eventId("evt-%09d".formatted(number))
                        .eventTime(time.minusSeconds(1))
                        .receivedAt(time)
                        .of(NodeFolder.MERCHANT, store(number))
                        .sources(joined ? List.of("browser", "segment") : List.of(source(number)))
                        .consent(
                                new Consent(
                                        Map.of(Purpose.MARKETING, ConsentState.GRANTED),
                                        "cmp",
                                        "cookie",
                                        time))
                        .set(EventField.ORDER_ID, order(number))
                        .set(EventField.VALUE, new BigDecimal("129.90"))
                        .set(EventField.CURRENCY, "EUR")
                        .set(EventField.ANONYMOUS_ID, "visitor-%09d".formatted(person(number)))
                        .set(EventField.PAGE_URL, "https://shop.example/products/linen-shirt")
                        .build();
        Provenance from =
                new Provenance(number + "-0", "browser", Authority.BROWSER, "/value", "as given");
        return new StoredEvent(
                seq(number), event, Map.of("value", from), List.of(), joined ? 2 : 1, "v1", number);
    }

    private static String store(long number) {
        return number % 4 == 0 ? NodeFolder.STORE + "-2" : NodeFolder.STORE;
    }

    private static String source(long number) {
        return number % 50 == 1 ? "shopify" : "segment";
    }

    private Arrival arrival(Event event) {
        return new Arrival(
                event.merchant(),
                event.store(),
                event.sources().get(0),
                "POST",
                "/v1/track",
                Map.of(),
                Map.of("content-type", "application/json"),
                "203.0.113.7",
                event.receivedAt(),
                "write-key",
                null,
                ("{\"event\":\"" + event.name().wire() + "\",\"value\":129.90}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static ObservationRow observation(StoredEvent stored, long number) {
        Event event = stored.event();
        boolean rejected = number % 1_000 == 7;
        Verdict verdict =
                rejected ? Verdict.REJECTED : number % 3 == 0 ? Verdict.MERGED : Verdict.ACCEPTED;
        return new ObservationRow(
                number + "-0",
                number,
                event.merchant(),
                event.store(),
                event.sources().get(0),
                event.receivedAt(),
                verdict,
                rejected ? "unknown_currency" : verdict.wire(),
                "as it came",
                rejected ? 0 : stored.seq(),
                event.name().wire());
    }

    private static Delivery delivery(StoredEvent stored, long number, int place) {
        Event event = stored.event();
        Standing standing = Standing.of(number + place * 31L);
        boolean sent = standing.status() != DeliveryStatus.SKIPPED;
        return new Delivery(
                stored.seq(),
                DESTINATIONS.get(place),
                event.merchant(),
                event.name().wire(),
                event.eventId(),
                event.orderId().orElse(""),
                standing.status(),
                standing.reason(),
                "as the reason says",
                new Decision(sent, "allowed", "as decided", "default", "built-in", "v1", Set.of()),
                sent ? 1 : 0,
                event.receivedAt(),
                event.receivedAt(),
                standing.status() == DeliveryStatus.PENDING ? event.receivedAt() : null,
                sent ? Operations.attempt(number) : "");
    }

    private static void purchase(UnitOfWork unit, StoredEvent stored, long number) {
        Event event = stored.event();
        Instant at = event.receivedAt();
        boolean byBrowser = number % 7 != 0;
        unit.putSighting(
                new Sighting(
                        stored.seq(),
                        event.merchant(),
                        event.store(),
                        event.name().wire(),
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        byBrowser,
                        number % 11 != 0 || !byBrowser,
                        ""));
        unit.insertMerge(
                new MergeRow(
                        stored.seq(), number + "-0", at, "order_id", 900, false, "", "same order"));
        if (number % 500 == 1) {
            unit.insertCollision(
                    new CollisionRow(
                            stored.seq(),
                            CollisionRow.Kind.ORDER_WITH_TWO_EVENT_IDS,
                            event.merchant(),
                            event.store(),
                            at,
                            event.orderId().orElse(""),
                            "one",
                            "other",
                            stored.seq(),
                            0));
        }
    }

    private static void person(UnitOfWork unit, Event event, long number) {
        Instant seen = event.receivedAt();
        Instant expires = seen.plus(Duration.ofDays(400));
        long id = person(number);
        IdentityKey key =
                IdentityKeys.of(
                                event.merchant(),
                                event.store(),
                                KeyKind.ANONYMOUS_ID,
                                "visitor-%09d".formatted(id))
                        .orElseThrow();
        unit.identities()
                .insert(new Person(id, event.merchant(), true, Set.of(), 1, id, seen, expires));
        unit.identities().insert(new KnownKey(key, id, 1, false, expires));
    }

    /** Where a delivery stands: most are done, and every reason has some. */
    private record Standing(DeliveryStatus status, String reason) {
        static Standing of(long number) {
            int share = (int) (number % 100);
            if (share < 85) {
                return new Standing(DeliveryStatus.DELIVERED, "accepted");
            }
            if (share < 94) {
                String purpose = number % 2 == 0 ? "marketing" : "analytics";
                return new Standing(DeliveryStatus.SKIPPED, "consent_denied:" + purpose);
            }
            return share < 98
                    ? new Standing(DeliveryStatus.FAILED, share < 96 ? "http_400" : "http_422")
                    : new Standing(DeliveryStatus.PENDING, "new");
        }
    }
}
