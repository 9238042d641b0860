// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.Claim;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Rows to store. */
final class Given {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    /** Quotes, SQL, wildcards, several scripts, and control characters other than NUL. */
    static final String NASTY =
            "O'Brien \"x\" '); DROP TABLE event; -- 100%_! \\ \u00e9\u4e2d\ud83d\ude80 \u0001\u001f\u007f\t\r\n|";

    private Given() {}

    static JdbcEvidenceStore store(Path folder) {
        return JdbcEvidenceStore.open(folder, CLOCK);
    }

    /** Writes and commits one unit after what was applied before. */
    static void unit(EvidenceStore store, Consumer<UnitOfWork> rows) {
        UnitOfWork unit = store.begin();
        rows.accept(unit);
        unit.commit(store.appliedOffset() + 1);
    }

    static Arrival arrival(Arrival.Refusal refusal) {
        return new Arrival(
                "acme",
                "main",
                "shopify",
                "POST",
                "/in/shopify/" + NASTY,
                Map.of("shop", List.of("a", NASTY)),
                Map.of("x-topic", NASTY),
                "2001:db8::1",
                NOON,
                "hmac-sha256",
                refusal,
                (NASTY + "\0\u00ff").getBytes(StandardCharsets.UTF_8));
    }

    static ObservationRow observation(long offset, int index) {
        return observation(offset, index, ObservationRow.Verdict.ACCEPTED, "shopify");
    }

    static ObservationRow observation(
            long offset, int index, ObservationRow.Verdict verdict, String source) {
        return new ObservationRow(
                offset + "-" + index,
                offset,
                "acme",
                "main",
                source,
                NOON,
                verdict,
                verdict.wire(),
                NASTY,
                offset * 1000 + index,
                "purchase_placed");
    }

    static StoredEvent event(long seq) {
        return event(seq, EventName.PURCHASE_PLACED, "acme", "ord_" + seq);
    }

    static StoredEvent event(long seq, EventName name, String merchant, String orderId) {
        return stored(seq, plain(seq, name, merchant).set(EventField.ORDER_ID, orderId).build());
    }

    static StoredEvent stored(long seq, Event event) {
        return new StoredEvent(seq, event, Map.of(), List.of(), 1, "v1", seq);
    }

    static Event.Builder plain(long seq, EventName name, String merchant) {
        return Event.named(name)
                .eventId("evt-" + seq)
                .eventTime(NOON.minusSeconds(5))
                .receivedAt(NOON)
                .of(merchant, merchant + "-store")
                .sources(List.of("shopify"));
    }

    static StoredEvent richEvent(long seq) {
        Event event =
                plain(seq, EventName.PURCHASE_PLACED, "acme")
                        .eventTime(Instant.parse("2026-11-20T11:59:59.123456789Z"))
                        .sources(List.of("browser", "shopify"))
                        .test(true)
                        .consent(consent())
                        .set(EventField.ORDER_ID, "ord_" + seq)
                        .set(EventField.VALUE, new BigDecimal("129.90"))
                        .set(EventField.CURRENCY, "EUR")
                        .set(EventField.EMAIL, NASTY)
                        .set(EventField.PAGE_URL, "https://shop.example/?q=1&r='")
                        .set(
                                EventField.FBCLID,
                                new ClickId("IwAR0", NOON.minusSeconds(60), "https://l.example/?x"))
                        .set(EventField.GCLID, new ClickId(NASTY, null, null))
                        .set(EventField.ITEMS, List.of(item(), item()))
                        .set(EventField.PROPERTIES, Map.of("a", List.of(1L, NASTY), "b", true))
                        .build();
        return new StoredEvent(
                seq,
                event,
                Map.of(
                        "value",
                        new Provenance(
                                seq + "-0", "shopify", Authority.ORDER_SYSTEM, "/x", "as given"),
                        "user.email",
                        new Provenance(seq + "-1", "browser", Authority.BROWSER, "/y", NASTY)),
                List.of("clock corrected", NASTY),
                2,
                "v7",
                seq + 5);
    }

    private static Consent consent() {
        return new Consent(
                Map.of(
                        Purpose.MARKETING,
                        ConsentState.DENIED,
                        Purpose.ANALYTICS,
                        ConsentState.GRANTED),
                "cmp",
                NASTY,
                NOON);
    }

    private static Item item() {
        return new Item(
                "v1",
                "p1",
                "sku'1",
                NASTY,
                null,
                null,
                "cat",
                new BigDecimal("9.90"),
                3,
                new BigDecimal("0.10"),
                null,
                2L,
                null,
                null);
    }

    static Claim claim(String destination, int limit) {
        return new Claim(destination, NOON, limit, Set.of(), 0);
    }

    static Delivery pending(long seq, String destination, Instant due) {
        return delivery(seq, destination, DeliveryStatus.PENDING, "new", due);
    }

    static Delivery delivered(long seq, String destination) {
        return delivery(seq, destination, DeliveryStatus.DELIVERED, "accepted", null);
    }

    static Delivery delivery(
            long seq, String destination, DeliveryStatus status, String reason, Instant due) {
        return new Delivery(
                seq,
                destination,
                "acme",
                "purchase_placed",
                "evt-" + seq,
                "ord_" + seq,
                status,
                reason,
                NASTY,
                decision(Set.of(EventField.EMAIL, EventField.CLIENT_IP)),
                2,
                NOON.plusSeconds(seq),
                NOON.plusSeconds(seq + 1),
                due,
                "att-9");
    }

    static Decision decision(Set<EventField> stripped) {
        return new Decision(
                true, "allowed", NASTY, "rule-1", "eu.rules.yaml:6", "v1", stripped, treatment());
    }

    private static Treatment treatment() {
        return new Treatment(
                true,
                ActionSource.PHYSICAL_STORE,
                List.of(new Treatment.Rename("coupon", "properties.voucher")),
                new TreeSet<>(Set.of("tax", "items[].brand")),
                new TreeSet<>(Set.of(NASTY)),
                Duration.ofSeconds(30),
                new Treatment.Delay(Duration.ofHours(24), "x", NASTY, Set.of(EventField.EMAIL)),
                List.of(new Treatment.Cause("strip", "rule-1", "eu.rules.yaml:6")));
    }

    static Attempt attempt(String id, Instant startedAt) {
        return attempt(id, startedAt, "https://platform.example/events", "fine");
    }

    static Attempt attempt(String id, Instant startedAt, String url, String text) {
        return new Attempt(
                id,
                startedAt,
                87,
                "POST",
                url,
                Map.of("content-type", "application/json"),
                NASTY,
                200,
                Map.of("x-trace", NASTY),
                "{\"events_received\":1}",
                "delivered",
                "200",
                text,
                List.of("price left out", NASTY));
    }

    static Pause pause(Pause.Kind kind) {
        return new Pause(kind, "190", NASTY, NOON, NOON.plusSeconds(60), "fp");
    }
}
