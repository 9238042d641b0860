// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
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
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.identity.Join;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.KnownKey;
import io.tracklayer.core.identity.Person;
import io.tracklayer.core.identity.Touch;
import io.tracklayer.core.identity.Touches;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Evidence to show. Text is hostile wherever a sender or a platform can choose it. */
final class Given {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    static final String HOSTILE =
            "</title></pre></textarea><script>alert(1)</script>\"><img src=x"
                    + " onerror='alert(2)'>&lt; javascript:alert(3)";

    private Given() {}

    static void unit(EvidenceStore store, Consumer<UnitOfWork> rows) {
        UnitOfWork unit = store.begin();
        rows.accept(unit);
        unit.commit(store.appliedOffset() + 1);
    }

    static Console console(EvidenceStore store) {
        Configuration configuration =
                new Configuration(
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of(destination("meta", true), destination("ga4", false)),
                        Map.of());
        ActiveConfiguration active = new ActiveConfiguration(configuration, null);
        RulesInForce rules =
                new RulesInForce("rules-1", CLOCK.instant(), List.of(), List.of(), null);
        return new Console(store.queries(), () -> active, () -> rules, Map::of, CLOCK);
    }

    private static DestinationConfig destination(String id, boolean enabled) {
        return new DestinationConfig(
                id,
                id,
                "acme",
                Set.of(),
                enabled,
                null,
                null,
                null,
                "config/destinations/" + id + ".yaml");
    }

    /** Person 14, a browser who placed an order. */
    static void person(IdentityRecords records, String orderId) {
        Instant end = NOON.plusSeconds(86_400);
        IdentityKey browser = new IdentityKey(KeyKind.ANONYMOUS_ID, "h1", HOSTILE);
        IdentityKey order =
                IdentityKeys.of("acme", "main", KeyKind.ORDER_ID, orderId).orElseThrow();
        records.insert(new Person(14, "acme", true, Set.of(), 2, 14, NOON, end));
        records.insert(new KnownKey(browser, 14, 1, true, end));
        records.insert(new KnownKey(order, 14, 1, false, end));
        records.insert(new Join(96, NOON, browser, order, 14, 15, HOSTILE, HOSTILE, null));
        records.put(
                14,
                new Touches(
                        List.of(
                                new Touch(
                                        EventField.GCLID,
                                        HOSTILE,
                                        NOON,
                                        HOSTILE,
                                        HOSTILE,
                                        HOSTILE,
                                        ConsentState.GRANTED)),
                        Instant.EPOCH),
                end);
    }

    static StoredEvent purchase(long seq, String orderId) {
        return event(seq, EventName.PURCHASE_PLACED, orderId, "main");
    }

    static StoredEvent event(long seq, EventName name, String orderId, String shop) {
        Event event =
                Event.named(name)
                        .eventId("evt-" + seq)
                        .eventTime(NOON.minusSeconds(5))
                        .receivedAt(NOON)
                        .of("acme", shop)
                        .sources(List.of("browser", "shopify"))
                        .consent(
                                new Consent(
                                        Map.of(Purpose.MARKETING, ConsentState.DENIED),
                                        "cmp",
                                        HOSTILE,
                                        null))
                        .set(EventField.ORDER_ID, orderId)
                        .set(EventField.VALUE, new BigDecimal("129.90"))
                        .set(EventField.CURRENCY, "EUR")
                        .set(EventField.USER_AGENT, HOSTILE)
                        .set(EventField.PAGE_URL, "javascript:alert(4)//" + HOSTILE)
                        .set(EventField.PROPERTIES, Map.of("note", HOSTILE))
                        .build();
        return new StoredEvent(
                seq,
                event,
                Map.of(
                        "value",
                        new Provenance(
                                seq + "-0",
                                "shopify",
                                Authority.ORDER_SYSTEM,
                                HOSTILE,
                                "as given")),
                List.of(HOSTILE),
                2,
                "v1",
                seq);
    }

    static ObservationRow observation(long offset, Verdict verdict, String reason, long eventSeq) {
        return new ObservationRow(
                offset + "-0",
                offset,
                "acme",
                "main",
                "shopify",
                NOON,
                verdict,
                reason,
                "Because " + HOSTILE,
                eventSeq,
                "");
    }

    static Arrival arrival(Arrival.Refusal refusal) {
        return new Arrival(
                "acme",
                "main",
                "shopify",
                "POST",
                "/in/shopify/" + HOSTILE,
                Map.of("shop", List.of(HOSTILE)),
                Map.of("user-agent", HOSTILE),
                "2001:db8::1",
                NOON,
                refusal == null ? "hmac-sha256" : "",
                refusal,
                ("{\"total\":\"129.90\",\"note\":\"" + HOSTILE + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    static CollisionRow collision(long seq, CollisionRow.Kind kind, long other) {
        return new CollisionRow(
                seq, kind, "acme", "main", NOON, "shared" + HOSTILE, "one", HOSTILE, 7000, other);
    }

    static Sighting sighting(long seq, int daysBefore, boolean byBrowser, boolean byServer) {
        return new Sighting(
                seq,
                "acme",
                "main",
                "purchase_placed",
                LocalDate.of(2026, 11, 20).minusDays(daysBefore),
                byBrowser,
                byServer,
                "");
    }

    static MergeRow merge(long seq) {
        return new MergeRow(
                seq, "7-0", NOON, "order_id", 900, false, HOSTILE, "Same order " + HOSTILE);
    }

    static Delivery delivery(
            long seq, String destination, DeliveryStatus status, String reason, String sentence) {
        return new Delivery(
                seq,
                destination,
                "acme",
                "purchase_placed",
                "evt-" + seq,
                "ord-" + seq,
                status,
                reason,
                sentence,
                new Decision(
                        status != DeliveryStatus.SKIPPED,
                        reason,
                        sentence,
                        "eu-marketing",
                        "eu.rules.yaml:6",
                        "v1",
                        Set.of(EventField.EMAIL)),
                1,
                NOON,
                NOON,
                status == DeliveryStatus.PENDING ? NOON : null,
                "att-" + seq);
    }

    static Attempt attempt(String id, Instant at, String outcome) {
        return new Attempt(
                id,
                at,
                87,
                "POST",
                "https://platform.example/?q=" + HOSTILE,
                Map.of("user-agent", HOSTILE),
                "{\"ua\":\"" + HOSTILE + "\"}",
                200,
                Map.of("x-trace", HOSTILE),
                "{\"error\":{\"message\":\"" + HOSTILE + "\"}}",
                outcome,
                HOSTILE,
                HOSTILE,
                List.of("price left out " + HOSTILE));
    }

    static Pause throttled(long secondsFromNoon) {
        return new Pause(
                Pause.Kind.THROTTLED,
                "429",
                "slow down",
                NOON.minusSeconds(120),
                NOON.plusSeconds(secondsFromNoon),
                "fp");
    }

    static Pause hold() {
        return new Pause(
                Pause.Kind.AUTH_HOLD,
                "190",
                "The token is refused. Put a new one in META_TOKEN. " + HOSTILE,
                NOON,
                NOON.plusSeconds(300),
                "fp");
    }
}
