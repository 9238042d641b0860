// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the Google Ads adapter sends, judged by the strict sandbox. */
class GoogleAdsAdapterTest extends AdapterJudgement {
    private static final Event PURCHASE = GivenEvents.rich(EventName.PURCHASE_PLACED);

    private String token;

    GoogleAdsAdapterTest() {
        super(
                "google-ads",
                "customer-id",
                "481-234-5670",
                "login-customer-id",
                "991-122-3344",
                "conversion-actions",
                "purchase_placed=712034455",
                "client-id",
                "C",
                "client-secret",
                "S",
                "refresh-token",
                "R");
    }

    @Override
    protected String account() {
        return GoogleAdsEvents.ACCOUNT.formatted(",'requests_per_minute':100000");
    }

    @Override
    protected Optional<String> accessToken(Settings settings) throws Exception {
        if (token == null) {
            token = GoogleAdsEvents.token(rig);
        }
        return Optional.of(token);
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings : List.of(settings(), everything(), tagged())) {
            sent += deliver(allEvents(), settings);
        }
        assertEquals(sent, inspection().get("received").asInt());
        assertEquals(0, inspection().get("rejected").asInt());
        assertEquals(0, inspection().get("dropped").asInt());
    }

    @Test
    void aFullBatchIsTaken() throws Exception {
        List<PlatformRecord> records = new ArrayList<>();
        for (int i = 0; i < adapter.descriptor().limits().maxRecords(); i++) {
            records.add(record(order("" + i), settings()));
        }
        assertTaken(records, settings());
        assertEquals(100, inspection().get("stored").asInt());
    }

    @Test
    void repeatingAPurchaseCountsItOnce() throws Exception {
        deliver(List.of(PURCHASE, PURCHASE), settings());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("deduplicated").asInt());
    }

    @Test
    void testEventsAreOnlyValidated() throws Exception {
        deliver(List.of(PURCHASE.toBuilder().test(true).build()), settings());
        deliver(List.of(PURCHASE), settings("test-mode", "true"));
        for (JsonNode event : inspection().get("events")) {
            assertEquals("test", event.get("verdict").asText());
        }
    }

    @Test
    void aRefusalIsReadBackToTheRightRecord() throws Exception {
        Event wrong = PURCHASE.toBuilder().set(EventField.CURRENCY, "EURO").build();
        List<Outcome> outcomes =
                outcomes(
                        List.of(
                                record(order("1"), settings()),
                                record(wrong, settings()),
                                record(order("3"), settings())),
                        settings());
        assertInstanceOf(Outcome.Split.class, outcomes.get(0));
        assertEquals("INVALID_CURRENCY_CODE", ((Outcome.Permanent) outcomes.get(1)).code());
        assertInstanceOf(Outcome.Split.class, outcomes.get(2));
        assertEquals(0, inspection().get("stored").asInt());
    }

    @Test
    void whatBecameOfEachEventIsToldLater() throws Exception {
        Event old = clicked("2", "OLDclick");
        Event recent = clicked("3", "NEWclick");
        List<Outcome> taken =
                outcomes(
                        List.of(
                                record(clicked("1", "Cj0KCQclick"), settings()),
                                record(old, settings()),
                                record(recent, settings())),
                        settings());
        assertInstanceOf(InquiryResult.NotYet.class, later(taken.get(0), 3, settings()));
        rig.clock.advance(Duration.ofMinutes(30));
        InquiryResult.Told told = (InquiryResult.Told) later(taken.get(1), 3, settings());
        assertEquals(Outcome.delivered(), told.outcomes().get(0));
        assertEquals("EVENT_TOO_OLD", ((Outcome.Permanent) told.outcomes().get(1)).code());
        assertEquals(Duration.ofHours(6), ((Outcome.Retry) told.outcomes().get(2)).after());
    }

    private static Event clicked(String order, String gclid) {
        return order(order).toBuilder()
                .set(EventField.GCLID, new ClickId(gclid, null, null))
                .build();
    }

    @Test
    void refundsChangeTheConversionAndAddNone() throws Exception {
        deliver(List.of(PURCHASE), settings());
        HostContext host = later(1).alreadyAccepted(PURCHASE);
        Event first = change(EventName.ORDER_REFUNDED, "ref_1", "29.90", 1);
        assertTaken(List.of(mapped(first, host, settings())), settings());
        host = later(2).alreadyAccepted(PURCHASE).alreadyAccepted(first);
        Event second = change(EventName.ORDER_REFUNDED, "ref_2", "50.00", 2);
        assertTaken(List.of(mapped(second, host, settings())), settings());
        host = later(3).alreadyAccepted(PURCHASE).alreadyAccepted(first).alreadyAccepted(second);
        Event cancelled = change(EventName.ORDER_CANCELLED, "can_1", null, 3);
        assertTaken(List.of(mapped(cancelled, host, settings())), settings());

        assertEquals(List.of("0", "50.00", "100.00", "129.90"), values());
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals(3, inspection().get("deduplicated").asInt());
    }

    @Test
    void theSumThatKnowsMoreWinsThoughItArrivesFirst() throws Exception {
        deliver(List.of(PURCHASE), settings());
        Event first = change(EventName.ORDER_REFUNDED, "ref_1", "29.90", 1);
        Event second = change(EventName.ORDER_REFUNDED, "ref_2", "50.00", 2);
        PlatformRecord one = mapped(first, later(1).alreadyAccepted(PURCHASE), settings());
        PlatformRecord both =
                mapped(
                        second,
                        later(2).alreadyAccepted(PURCHASE).alreadyAccepted(first),
                        settings());
        assertTaken(List.of(both), settings());
        assertTaken(List.of(one), settings());
        assertEquals("dropped", inspection().at("/events/0/verdict").asText());
        assertEquals("50.00", inspection().at("/events/1/value").asText());
    }

    @Test
    void aCancelledOrderIsTakenBackOnce() throws Exception {
        Settings settings = retracting();
        deliver(List.of(PURCHASE, order("2")), settings);
        Event cancelled = change(EventName.ORDER_CANCELLED, "can_1", null, 1);
        HostContext host = later(1).alreadyAccepted(PURCHASE);
        PlatformRecord retraction = mapped(cancelled, host, settings);
        Event unknown = cancelled.toBuilder().set(EventField.ORDER_ID, "7").build();
        PlatformRecord stray = mapped(unknown, later(1).alreadyAccepted(order("7")), settings);

        assertEquals(retraction.batchKey(), stray.batchKey());
        List<Outcome> outcomes = outcomes(List.of(retraction, stray), settings);
        assertEquals(Outcome.delivered(), outcomes.get(0));
        assertEquals("CONVERSION_NOT_FOUND", ((Outcome.Permanent) outcomes.get(1)).code());
        assertInstanceOf(
                Outcome.AlreadyDelivered.class, outcomes(List.of(retraction), settings).get(0));
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings()));
        assertEquals(
                ProbeResult.Verdict.REFUSED,
                probe(settings("conversion-actions", "purchase_placed=1")));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("customer-id", "1111111111")));
        token = "withdrawn";
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings()));
    }

    @Test
    void anExhaustedQuotaPausesTheAccount() throws Exception {
        rig.account(GoogleAdsEvents.ACCOUNT.formatted(",'requests_per_day':0"));
        assertEquals(
                Duration.ofHours(1),
                ((Outcome.Throttled)
                                outcomes(List.of(record(PURCHASE, settings())), settings()).get(0))
                        .pause());
    }

    private List<String> values() throws Exception {
        List<String> values = new ArrayList<>();
        inspection().get("events").forEach(event -> values.add(event.get("value").asText()));
        return Collections.unmodifiableList(values);
    }

    private PlatformRecord mapped(Event event, HostContext host, Settings settings) {
        return ((Mapping.Send) adapter.map(event, settings, host)).platformRecord();
    }

    private static HostContext later(int minutes) {
        return HostContext.at(HOST.now().plus(Duration.ofMinutes(minutes)));
    }

    private static Event order(String id) {
        return PURCHASE.toBuilder().eventId("ord_" + id).set(EventField.ORDER_ID, id).build();
    }

    private static Event change(EventName name, String id, String value, int minutes) {
        Event.Builder change =
                GivenEvents.bare(name).toBuilder()
                        .eventId(id)
                        .eventTime(GivenEvents.TIME.plus(Duration.ofMinutes(minutes)))
                        .set(EventField.ORDER_ID, "548291")
                        .set(EventField.CURRENCY, "EUR");
        if (value != null) {
            change.set(EventField.VALUE, new BigDecimal(value));
        }
        return change.build();
    }

    private Settings retracting() {
        return settings(
                "retractions", "adjustments",
                "ads-endpoint", rig.sandbox.base() + "/google-ads",
                "developer-token", "dev-token-1");
    }

    /** Everything that can be counted and said, each under an action of the account. */
    private Settings everything() {
        return settings(
                "conversion-actions",
                        "product_added_to_cart=712034455,checkout_started=712034455,"
                                + "purchase_paid=712034455,subscription_started=712034455,"
                                + "subscription_renewed=712034455,trial_started=712034455,"
                                + "lead_submitted=712034455,account_registered=712034455,"
                                + "newsletter_subscribed=712034455,form_submitted=712034455,"
                                + "quote_requested=712034455,appointment_booked=712034455,"
                                + "custom:Size Guide Opened=712034455",
                "user-project", "acme-cloud",
                "click-ids", "all",
                "merchant-center-id", "55012",
                "feed-label", "DE",
                "feed-language", "de",
                "item-id", "shopify_DE_{product}_{variant}");
    }

    /** An action that a tag feeds, too. */
    private Settings tagged() {
        return settings("conversion-actions", "purchase_placed=99,lead_submitted=99");
    }
}
