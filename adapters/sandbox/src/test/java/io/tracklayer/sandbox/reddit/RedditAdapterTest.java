// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Reddit adapter sends, judged by the sandbox. */
class RedditAdapterTest extends AdapterJudgement {
    RedditAdapterTest() {
        super("reddit", "pixel", RedditEvents.PIXEL, "token", "T");
    }

    @Override
    protected String account() {
        return accountWith("");
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithFewAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings : List.of(settings(), everything(), simplest())) {
            sent += deliver(events(), settings);
        }
        JsonNode seen = inspection();
        assertEquals(sent, seen.get("received").asInt());
        assertEquals(0, seen.get("rejected").asInt());
        assertEquals("{}", seen.get("diagnostics").toString());
    }

    @Test
    void aFullBatchIsTaken() throws Exception {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        List<PlatformRecord> records =
                IntStream.range(0, adapter.descriptor().limits().maxRecords())
                        .mapToObj(i -> event.toBuilder().eventId("ord_" + i).build())
                        .map(purchase -> record(purchase, settings()))
                        .toList();
        assertEquals(200, records.size());
        assertEquals(1, records.stream().map(PlatformRecord::batchKey).distinct().count());
        assertTaken(records, settings());
        assertEquals(200, inspection().get("stored").asInt());
    }

    @Test
    void aBatchOfAllEventsIsTaken() throws Exception {
        List<PlatformRecord> records = new ArrayList<>();
        for (EventName name : EventName.values()) {
            if (map(GivenEvents.rich(name), settings()) instanceof Mapping.Send send) {
                records.add(send.platformRecord());
            }
        }
        assertEquals(16, records.size());
        assertTaken(records, settings());
        assertEquals(16, inspection().get("stored").asInt());
    }

    @Test
    void repeatingAPurchaseCountsItOnce() throws Exception {
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void anOrderSentWhenPaidIsTheOneTheBrowserReportedWhenPlaced() throws Exception {
        Event placed =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .eventId("ord_548291_purchase")
                        .build();
        deliver(List.of(placed), settings());
        deliver(
                List.of(GivenEvents.rich(EventName.PURCHASE_PAID)),
                settings("send-purchase-on", "paid"));
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void testEventsAreTakenAsTests() throws Exception {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
        deliver(List.of(event), settings("test-id", "t2_test"));
        assertEquals("test", inspection().at("/events/0/verdict").asText());
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings("test-id", "t2_test")));
        assertEquals("test", inspection().at("/events/0/verdict").asText());
        assertEquals(ProbeResult.Verdict.UNVERIFIABLE, probe(settings()));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("token", "wrong")));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("pixel", "a2_other")));
        assertEquals(0, inspection().get("deduplicated").asInt());
    }

    @Test
    void aRefusedEventThatIsRepeatedIsTheOneThatFails() throws Exception {
        rig.account(accountWith(",'errors':'v2'"));
        assertOnlyTheMiddleFails(settings());
    }

    @Test
    void aRefusedEventThatIsNumberedIsTheOneThatFails() throws Exception {
        assertOnlyTheMiddleFails(settings("error-index", "zero-based"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'errors':'bare'", ",'type_errors':'403'"})
    void anUnnamedCulpritIsAloneInTheEnd(String errors) throws Exception {
        rig.account(accountWith(errors));
        List<PlatformRecord> records = withABadOneInTheMiddle();
        for (Outcome outcome : outcomes(records, settings())) {
            assertInstanceOf(Outcome.Split.class, outcome);
        }
        assertTaken(List.of(records.get(0)), settings());
        assertInstanceOf(
                Outcome.Permanent.class, outcomes(List.of(records.get(1)), settings()).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void aWrongTokenHolds(String body) throws Exception {
        rig.account(accountWith(",'auth_body':'" + body + "'"));
        PlatformRecord record = record(GivenEvents.rich(EventName.LEAD_SUBMITTED), settings());
        assertInstanceOf(
                Outcome.AuthHold.class,
                outcomes(List.of(record), settings("token", "wrong")).get(0));
        assertInstanceOf(
                Outcome.ConfigHold.class,
                outcomes(List.of(record), settings("pixel", "a2_other")).get(0));
    }

    @Test
    void tooManyCallsPauseTheAccount() throws Exception {
        rig.account(accountWith(",'requests_per_second':1"));
        PlatformRecord record = record(GivenEvents.rich(EventName.LEAD_SUBMITTED), settings());
        assertTaken(List.of(record), settings());
        assertInstanceOf(Outcome.Throttled.class, outcomes(List.of(record), settings()).get(0));
    }

    @Test
    void aRefundOfAnOrderTakesNothingBackAndAddsNothing() throws Exception {
        Settings settings = settings("optional-events", "order_refunded");
        deliver(List.of(GivenEvents.rich(EventName.PURCHASE_PLACED)), settings);
        HostContext host =
                HostContext.at(HOST.now()).alreadyAccepted(EventName.PURCHASE_PLACED, "548291");
        Event refund = GivenEvents.rich(EventName.ORDER_REFUNDED);
        assertInstanceOf(Mapping.Skip.class, adapter.map(refund, settings(), host));
        deliver(List.of(refund), settings);

        JsonNode events = inspection().get("events");
        assertEquals("OrderRefunded", events.get(0).get("event_name").asText());
        assertTrue(events.get(0).path("value").isMissingNode());
        assertEquals(2, inspection().get("stored").asInt());
    }

    private void assertOnlyTheMiddleFails(Settings settings) throws Exception {
        List<PlatformRecord> records = withABadOneInTheMiddle();
        List<Outcome> outcomes = outcomes(records, settings);
        assertInstanceOf(Outcome.Permanent.class, outcomes.get(1));
        assertInstanceOf(Outcome.Split.class, outcomes.get(0));
        assertInstanceOf(Outcome.Split.class, outcomes.get(2));
        assertTaken(List.of(records.get(0), records.get(2)), settings);
        assertEquals(2, inspection().get("stored").asInt());
    }

    private List<PlatformRecord> withABadOneInTheMiddle() {
        PlatformRecord quote = record(GivenEvents.rich(EventName.QUOTE_REQUESTED), settings());
        Map<String, Object> body = new LinkedHashMap<>(quote.body());
        body.put("event_at", "yesterday");
        return List.of(
                record(GivenEvents.rich(EventName.LEAD_SUBMITTED), settings()),
                new PlatformRecord(
                        quote.name(),
                        quote.eventId(),
                        quote.eventTime(),
                        body,
                        quote.batchKey(),
                        true,
                        List.of()),
                record(GivenEvents.rich(EventName.PURCHASE_PLACED), settings()));
    }

    /** All events, and such of visitors who came from Reddit. */
    private static List<Event> events() {
        List<Event> events = new ArrayList<>(allEvents());
        for (Event event : allEvents()) {
            events.add(
                    event.toBuilder()
                            .set(EventField.RDT_CID, GivenEvents.click("3184", null))
                            .set(
                                    EventField.RDT_UUID,
                                    "1795100000000.7c73f2ae-a433-4d7b-9838-f467da98f48e")
                            .build());
        }
        return events;
    }

    private Settings simplest() {
        return settings("email-form", "simple", "marketing-denied", "ldu", "order-id", "false");
    }

    private Settings everything() {
        return settings(
                "email-form", "plain",
                "ip-address", "hash",
                "content-details", "true",
                "referrer", "true",
                "newsletter", "lead",
                "custom-events", "Size Guide Opened",
                "optional-events",
                        "collection_viewed,payment_info_submitted,order_cancelled,order_refunded");
    }

    private static String accountWith(String more) {
        return "{'platform':'reddit','account':'"
                + RedditEvents.PIXEL
                + "','token':'T'"
                + more
                + "}";
    }
}
