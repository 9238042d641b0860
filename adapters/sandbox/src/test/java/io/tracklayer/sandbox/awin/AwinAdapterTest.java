// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the Awin adapter sends, judged in strict mode. */
class AwinAdapterTest extends AdapterJudgement {
    private static final String CLICK = "12345_1768472000_0f3b5a0c9d1e4f77aa55c0ffee123456";

    AwinAdapterTest() {
        super("awin", "advertiser", "12345", "api-key", "K");
    }

    @Override
    protected String account() {
        return "{'platform':'awin','account':'12345','token':'K'}";
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings :
                List.of(settings(), everything("conversion-api"), everything("classic"))) {
            sent += deliver(clicked(), settings);
        }
        assertEquals(sent, inspection().get("received").asInt());
        assertEquals(0, inspection().get("rejected").asInt(), inspection().toString());
        assertEquals(0, inspection().at("/diagnostics/consent_not_read").asInt());
    }

    @Test
    void aFullBatchIsTaken() throws Exception {
        List<PlatformRecord> records =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> record(sale("order-" + i), settings()))
                        .toList();
        assertEquals(1, records.stream().map(PlatformRecord::batchKey).distinct().count());
        assertTaken(records, settings());
        assertEquals(1_000, inspection().get("stored").asInt());
    }

    @Test
    void repeatingAnOrderBooksItOnceOverBothTransports() throws Exception {
        deliver(List.of(sale("1")), settings());
        deliver(List.of(sale("1")), settings());
        deliver(List.of(sale("1")), settings("transport", "classic"));
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(2, inspection().get("deduplicated").asInt());
    }

    @Test
    void oneOrderTwiceInABatchIsBookedOnceAndBothAreDelivered() throws Exception {
        PlatformRecord record = record(sale("1"), settings());
        assertTaken(List.of(record, record), settings());
        assertEquals(1, inspection().get("received").asInt());
    }

    @Test
    void aWrongOrderFailsAloneAndTheAnswerIsReadBackToIt() throws Exception {
        Settings settings = settings("channel", "a b");
        PlatformRecord wrong = record(sale("wrong"), settings);
        List<Outcome> outcomes =
                outcomes(List.of(record(sale("right"), settings()), wrong), settings());
        assertEquals(Outcome.delivered(), outcomes.get(0));
        Outcome.Permanent failed = assertInstanceOf(Outcome.Permanent.class, outcomes.get(1));
        assertEquals("channel", failed.code());
    }

    @Test
    void ordersThatAwinLooksAtLaterAreDeliveredWithTheirBatch() throws Exception {
        rig.account("{'platform':'awin','account':'12345','token':'K','answers':'later'}");
        Outcome outcome = outcomes(List.of(record(sale("1"), settings())), settings()).get(0);
        Outcome.Delivered later = assertInstanceOf(Outcome.Delivered.class, outcome);
        assertTrue(later.warnings().get(0).startsWith("accepted in batch "));
    }

    @Test
    void testsAreTakenAsTests() throws Exception {
        for (String transport : List.of("conversion-api", "classic")) {
            deliver(List.of(sale("1")), settings("test-mode", "true", "transport", transport));
            assertEquals("test", inspection().at("/events/0/verdict").asText());
        }
        assertEquals(0, inspection().get("deduplicated").asInt());
    }

    @Test
    void theClassicCallCarriesTitlesOfAnyKindInTheirColumns() throws Exception {
        Event event =
                sale("A|1").toBuilder()
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        GivenEvents.item("v|1", "10.00", 1),
                                        GivenEvents.item("정 & 50%+", "10.00", 2)))
                        .set(EventField.SUBTOTAL, new BigDecimal("30.00"))
                        .build();
        deliver(List.of(event), settings("transport", "classic"));
        assertEquals(0, inspection().get("rejected").asInt(), inspection().toString());
        JsonNode payload = inspection().at("/events/0/payload");
        assertTrue(payload.path("bd[1]").asText().contains("|정 & 50%+|"), payload.toString());
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings()));
        assertEquals("test", inspection().at("/events/0/verdict").asText());
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("api-key", "wrong")));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("advertiser", "777")));
    }

    @Test
    void withoutAKeyNothingIsBooked() throws Exception {
        assertInstanceOf(
                Outcome.AuthHold.class,
                outcomes(List.of(record(sale("1"), settings())), settings("api-key", "other"))
                        .get(0));
    }

    @Test
    void whatComesBackOfAnOrderIsNeverSent() {
        for (EventName name :
                List.of(
                        EventName.ORDER_REFUNDED,
                        EventName.ORDER_CANCELLED,
                        EventName.ORDER_EDITED)) {
            Mapping mapping = map(GivenEvents.rich(name), everything("conversion-api"));
            assertEquals("not_supported", assertInstanceOf(Mapping.Skip.class, mapping).code());
        }
    }

    private static List<Event> clicked() {
        List<Event> events = new ArrayList<>();
        for (Event event : allEvents()) {
            Event clicked =
                    event.toBuilder()
                            .set(EventField.AWC, new ClickId(CLICK, null, null))
                            .set(EventField.CUSTOMER_TYPE, "returning")
                            .build();
            events.add(clicked);
            events.add(clicked.toBuilder().remove(EventField.AWC).build());
            events.add(
                    clicked.toBuilder()
                            .set(EventField.PROPERTIES, Map.of("pub", 7, "at", 1768472000L))
                            .set(
                                    EventField.LANDING_URL,
                                    "https://shop.example/?sn=1&awc=12345_1768470000_ca5b")
                            .build());
        }
        return events;
    }

    private static Event sale(String order) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                .eventId("ord_" + order)
                .set(EventField.ORDER_ID, order)
                .set(EventField.AWC, new ClickId(CLICK, null, null))
                .build();
    }

    private Settings everything(String transport) {
        return settings(
                "transport", transport,
                "subscription-commission-group", "SUB",
                "renewal-commission-group", "RENEWAL",
                "lead-events",
                        "lead_submitted,quote_requested,appointment_booked,account_registered,"
                                + "trial_started,newsletter_subscribed",
                "lead-reference", "event-id",
                "lead-currency", "EUR",
                "unknown-subtotal", "order-total",
                "excluded-items", "41327143157873",
                "transaction-time", "true",
                "publisher-property", "pub",
                "click-time-property", "at",
                "cashback-exempt", "true",
                "result-webhook", "https://shop.example/awin");
    }
}
