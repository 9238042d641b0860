// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the Klaviyo adapter sends, judged in strict mode. */
class KlaviyoAdapterTest extends AdapterJudgement {
    /** Calls of one kind that fit into a minute of the sandbox. */
    private static final int A_MINUTES_CALLS = 70;

    KlaviyoAdapterTest() {
        super("klaviyo", "api-key", "pk_&1");
    }

    @Override
    protected String account() {
        return "{'platform':'klaviyo','account':'northfield','token':'pk_&1','lists':['L1']}";
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings :
                List.of(
                        settings(),
                        everything(),
                        settings("without-marketing", "transactional", "phone", "alone"),
                        settings("shop-integration", "true", "newsletter", "event"))) {
            sent += deliverSlowly(withKeys(allEvents()), settings);
        }
        assertEquals(0, inspection().get("rejected").asInt());
        assertEquals(0, inspection().at("/diagnostics/throttled").asInt());
        assertTrue(sent > 800, "only " + sent);
    }

    @Test
    void aBatchOfAllEventsOfManyPeopleIsTaken() throws Exception {
        List<PlatformRecord> records = new ArrayList<>();
        for (Event event : waited(allEvents())) {
            for (String person : List.of("a", "b")) {
                Event theirs =
                        event.toBuilder()
                                .eventId(event.eventId() + records.size())
                                .set(EventField.EMAIL, person + "@example.com")
                                .build();
                if (map(theirs, settings()) instanceof Mapping.Send send) {
                    records.add(send.platformRecord());
                }
            }
        }
        List<PlatformRecord> shared =
                records.stream().filter(one -> one.batchKey().equals("live/events/")).toList();
        assertTaken(shared, settings());
        assertEquals(shared.size(), inspection().get("stored").asInt());
        assertTrue(shared.size() > 400, "only " + shared.size());
    }

    @Test
    void aThousandEventsFitIntoOneCall() throws Exception {
        Event order = GivenEvents.rich(EventName.PURCHASE_PLACED);
        List<PlatformRecord> records = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Event one = order.toBuilder().eventId("e" + i).build();
            records.add(record(waited(List.of(one)).get(0), settings()));
        }
        assertTaken(records, settings());
        assertEquals(1, inspection().get("requests").asInt());
        assertEquals(1_000, inspection().get("stored").asInt());
    }

    @Test
    void repeatingAPurchaseCountsItOnceAloneAndWithItsProducts() throws Exception {
        Event order = GivenEvents.rich(EventName.PURCHASE_PLACED);
        deliver(List.of(order), settings());
        deliver(List.of(order), settings("ordered-product", "true"));
        deliver(List.of(order), settings("ordered-product", "true"));
        assertEquals(3, inspection().get("stored").asInt());
        assertEquals(4, inspection().get("deduplicated").asInt());
    }

    @Test
    void theRefusedEventOfABatchIsReadBackToItsRecord() throws Exception {
        List<PlatformRecord> records =
                List.of(
                        of("a@example.com", EventName.LEAD_SUBMITTED),
                        of("b@example.com", EventName.LEAD_SUBMITTED),
                        broken(of("a@example.com", EventName.CUSTOM)),
                        of("a@example.com", EventName.FORM_SUBMITTED));
        List<Outcome> outcomes = outcomes(records, settings());

        assertInstanceOf(Outcome.Split.class, outcomes.get(0));
        assertInstanceOf(Outcome.Split.class, outcomes.get(1));
        assertInstanceOf(Outcome.Permanent.class, outcomes.get(2));
        assertInstanceOf(Outcome.Split.class, outcomes.get(3));
    }

    @Test
    void anOrderAndItsRefundsAreMetricsOfTheirOwn() throws Exception {
        Event refund = GivenEvents.rich(EventName.ORDER_REFUNDED);
        deliver(
                List.of(
                        GivenEvents.rich(EventName.PURCHASE_PLACED),
                        GivenEvents.rich(EventName.ORDER_CANCELLED),
                        refund,
                        refund.toBuilder()
                                .eventId("second")
                                .set(EventField.VALUE, new BigDecimal("10.00"))
                                .build()),
                settings());
        assertEquals(4, inspection().get("stored").asInt());
        assertEquals("10.00", inspection().at("/events/0/value").asText());
    }

    @Test
    void anOldEventStartsNoFlow() throws Exception {
        Event cart = GivenEvents.rich(EventName.CHECKOUT_STARTED);
        Event old = cart.toBuilder().eventTime(GivenEvents.TIME.minusSeconds(86_400)).build();
        deliver(List.of(old), settings());
        assertEquals(0, inspection().at("/diagnostics/flow_started").asInt());
        deliver(List.of(cart.toBuilder().eventId("live").build()), settings());
        assertEquals(1, inspection().at("/diagnostics/flow_started").asInt());
    }

    @Test
    void testEventsReachTheTestAccountAlone() throws Exception {
        rig.account("{'platform':'klaviyo','account':'test','token':'pk_test'}");
        Event test = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
        deliver(List.of(test), settings("test-api-key", "pk_test"));
        assertEquals("test", inspection().at("/events/0/account").asText());
        assertEquals(1, inspection().get("stored").asInt());
    }

    @Test
    void aSubscriptionToAListThatIsNotThereWaitsForASetting() throws Exception {
        Event signUp = signUp();
        Settings right = settings("list-id", "L1");
        deliver(List.of(signUp), right);
        Settings wrong = settings("list-id", "L2");
        assertInstanceOf(
                Outcome.ConfigHold.class, outcomes(List.of(record(signUp, wrong)), wrong).get(0));
    }

    @Test
    void aProfileIsUpdatedAndAConflictIsNamed() throws Exception {
        Settings settings = settings("profile-events", "contact_info_submitted");
        Event event = GivenEvents.rich(EventName.CONTACT_INFO_SUBMITTED);
        Event other = event.toBuilder().set(EventField.EMAIL, "x@example.com").build();
        List<EventField> phoneless = List.of(EventField.PHONE, EventField.EXTERNAL_ID);
        assertEquals(
                List.of(Outcome.delivered()), outcomes(List.of(record(event, settings)), settings));
        assertTaken(List.of(record(other.without(phoneless), settings)), settings);
        Outcome.Permanent conflict =
                assertInstanceOf(
                        Outcome.Permanent.class,
                        outcomes(List.of(record(other, settings)), settings).get(0));
        assertEquals("duplicate_profile", conflict.code());
    }

    @Test
    void aRevisionThatIsNotServedHoldsTheDestination() throws Exception {
        Settings settings = settings("revision", "2022-10-17");
        Event order = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertInstanceOf(
                Outcome.ConfigHold.class,
                outcomes(List.of(record(order, settings)), settings).get(0));
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings()));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("api-key", "wrong")));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("revision", "2022-10-17")));
        rig.account(
                "{'platform':'klaviyo','account':'narrow','token':'pk_n',"
                        + "'scopes':['events:write']}");
        assertEquals(ProbeResult.Verdict.UNVERIFIABLE, probe(settings("api-key", "pk_n")));
    }

    /** The sandbox keeps Klaviyo's windows, so its clock goes on between handfuls of calls. */
    private int deliverSlowly(List<Event> events, Settings settings) throws Exception {
        int sent = 0;
        List<Event> sendable =
                events.stream()
                        .filter(event -> map(event, settings) instanceof Mapping.Send)
                        .toList();
        for (int i = 0; i < sendable.size(); i += A_MINUTES_CALLS) {
            int end = Math.min(sendable.size(), i + A_MINUTES_CALLS);
            sent += deliver(sendable.subList(i, end), settings);
            rig.clock.set(rig.clock.instant().plus(Duration.ofMinutes(1)));
        }
        return sent;
    }

    /** With what only Klaviyo asks for. */
    private static List<Event> withKeys(List<Event> events) {
        List<Event> all = new ArrayList<>(events);
        for (EventName name : EventName.values()) {
            all.add(
                    GivenEvents.rich(name).toBuilder()
                            .set(EventField.ANONYMOUS_ID, "v1")
                            .set(EventField.KLAVIYO_KX, GivenEvents.click("kx", null))
                            .set(EventField.LOCALE, "de-DE")
                            .set(EventField.STREET, "Marktstr. 1")
                            .set(EventField.EMAIL_MARKETING, true)
                            .set(EventField.PROPERTIES, Map.of("Size", "M", "empty", ""))
                            .build());
        }
        return all;
    }

    private static List<Event> waited(List<Event> events) {
        return events.stream()
                .map(
                        event ->
                                event.toBuilder()
                                        .receivedAt(GivenEvents.TIME.minusSeconds(3_600))
                                        .build())
                .toList();
    }

    private PlatformRecord of(String email, EventName name) {
        Event.Builder event = GivenEvents.bare(name).toBuilder().set(EventField.EMAIL, email);
        return record(waited(List.of(event.build())).get(0), settings());
    }

    /** What the adapter would never write: a time nobody can read. */
    @SuppressWarnings("unchecked") // the adapter writes objects there
    private static PlatformRecord broken(PlatformRecord sent) {
        Map<String, Object> body = new LinkedHashMap<>(sent.body());
        Map<String, Object> event =
                new LinkedHashMap<>((Map<String, Object>) ((List<?>) body.get("events")).get(0));
        event.put("time", "yesterday");
        body.put("events", List.of(event));
        return new PlatformRecord(
                sent.name(),
                sent.eventId(),
                sent.eventTime(),
                body,
                sent.batchKey(),
                sent.resendSafe(),
                sent.warnings());
    }

    private static Event signUp() {
        return GivenEvents.rich(EventName.NEWSLETTER_SUBSCRIBED, EventField.EMAIL_MARKETING, true);
    }

    private Settings everything() {
        return settings(
                "ordered-product", "true",
                "properties", "all",
                "product-id", "sku",
                "list-id", "L1",
                "profile-events", "contact_info_submitted,shipping_info_submitted",
                "optional-events",
                        "page_viewed,product_removed_from_cart,cart_viewed,purchase_paid,"
                                + "order_edited,logged_in");
    }
}
