// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Mapping;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestPayloadTest {

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        HostContext context = HostContext.at(Instant.ofEpochSecond(1795183511));
        Mapping mapping =
                PINTEREST.mapped(
                        order10042(), context, "content-id", "sku", "content-details", "true");
        var record = assertInstanceOf(Mapping.Send.class, mapping).platformRecord();

        assertEquals(
                PINTEREST.expected("checkout-10042.json"),
                Requests.body(PINTEREST.packed(PINTEREST.settings(), record)));
        assertEquals(List.of(), record.warnings());
        assertEquals("ord_10042_purchase", record.eventId());
        assertEquals(Instant.ofEpochSecond(1795183509), record.eventTime());
    }

    @Test
    void aRichOrderIsSentWithEverythingPinterestTakes() {
        var record = PINTEREST.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
        assertEquals(PINTEREST.expected("checkout-rich.json"), Requests.json(record.body()));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void anOrderThatKnowsNoConsentSaysNothingAboutOptingOut() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .consent(Consent.notGiven())
                        .build();
        assertEquals(
                PINTEREST.expected("checkout-rich.json").replace("\"opt_out\":false,", ""),
                Requests.json(PINTEREST.record(event).body()));
    }

    @Test
    void limitedUseIsSentExactlyAsDocumented() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().limitedUse(true).build();
        assertEquals(
                PINTEREST.expected("checkout-limited.json"),
                Requests.json(PINTEREST.record(event).body()));
    }

    @Test
    void anEventThatKnowsNothingElseHasNoCustomData() {
        assertEquals(
                "{\"event_name\":\"page_visit\",\"action_source\":\"web\","
                        + "\"event_time\":1768472430,\"event_id\":\"ord_548291_page_viewed\","
                        + "\"opt_out\":false,"
                        + "\"user_data\":{\"client_ip_address\":\"203.0.113.7\","
                        + "\"client_user_agent\":\"Mozilla/5.0 (iPhone)\"}}",
                Requests.json(
                        PINTEREST
                                .record(
                                        GivenEvents.visitor().remove(EventField.PAGE_URL).build(),
                                        "partner-name",
                                        "false")
                                .body()));
    }

    @ParameterizedTest
    @CsvSource({"de-DE, de", "en_US, en", "FR, fr", "pt, pt", "zz-ZZ, ", "deutsch, ", "deu, "})
    void theLanguageIsTheFirstPartOfTheLocaleWhenIso639KnowsIt(String locale, String language) {
        assertEquals(
                language,
                PINTEREST
                        .record(GivenEvents.visitor(EventField.LOCALE, locale))
                        .body()
                        .get("language"));
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSITE, Mozilla/5.0, web",
        "APP, Shop/3 (Linux; Android 14), app_android",
        "APP, Shop/3 (iPhone; iOS 17.4), app_ios",
        "APP, Shop/3 CFNetwork/1494 Darwin/23, app_ios",
        "PHYSICAL_STORE, Mozilla/5.0, offline",
        "PHONE_CALL, Mozilla/5.0, offline",
        "SYSTEM_GENERATED, Mozilla/5.0, offline",
        "OTHER, Mozilla/5.0, offline"
    })
    void thePlaceIsOneOfPinterestsFour(ActionSource place, String agent, String sent) {
        assertEquals(sent, PINTEREST.record(at(place, agent)).body().get("action_source"));
    }

    @Test
    void anAppThatDoesNotTellItsSystemIsNotSent() {
        assertEquals("app_system_unknown", PINTEREST.skip(at(ActionSource.APP, "Shop/3")).code());
    }

    @Test
    void aRenewalIsOfflineWithoutPageAndAddress() {
        var record =
                PINTEREST.record(
                        GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED),
                        "renewals",
                        "offline-checkout");
        assertEquals("offline", record.body().get("action_source"));
        assertFalse(record.body().containsKey("event_source_url"));
        assertFalse(GivenDestination.block(record, "user_data").containsKey("client_ip_address"));
        assertFalse(record.resendSafe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example/p?a=1|https://shop.example/p?a=1",
                "https://shop.example/p?email=jane@example.com&a=1|https://shop.example/p?email=&a=1",
                "https://shop.example/p?u=jane%2540example%252Ecom#x|https://shop.example/p?u=#x",
                "https://shop.example/p?epik=dj0&fbclid=I&gclid=C|https://shop.example/p?epik=dj0&fbclid=&gclid="
            })
    void thePageAddressLosesEmailAddressesAndTheClickIdsOfOthers(String given, String sent) {
        assertEquals(
                sent,
                PINTEREST
                        .record(GivenEvents.visitor(EventField.PAGE_URL, given))
                        .body()
                        .get("event_source_url"));
    }

    @Test
    void aTimeAheadOfTheClockBecomesNowAndOneFarAheadIsNotSent() {
        var record = PINTEREST.recordAfter(Duration.ofMinutes(-5), order());
        assertEquals(1768472130L, record.body().get("event_time"));
        assertEquals(
                List.of("event_time was ahead of the node's clock; the node's time was sent"),
                record.warnings());
        assertEquals(GivenEvents.TIME, record.eventTime());
        assertEquals("in_the_future", skippedAfter(Duration.ofMinutes(-5).minusMillis(1)));
    }

    @Test
    void anEventLaterThanAnHourIsSentAndFlaggedAsOffline() {
        assertEquals(List.of(), PINTEREST.recordAfter(Duration.ofHours(1), order()).warnings());
        var late = PINTEREST.recordAfter(Duration.ofHours(1).plusMillis(1), order());
        assertTrue(late.warnings().get(0).startsWith("late_offline: "), late.warnings().get(0));
        assertEquals("web", late.body().get("action_source"));
        assertEquals(1768472430L, late.body().get("event_time"));
    }

    @Test
    void eventsOlderThanSevenDaysOrTheSettingAreTooLate() {
        PINTEREST.recordAfter(Duration.ofDays(7), order());
        assertEquals("too_late", skippedAfter(Duration.ofDays(7).plusMillis(1)));
        assertEquals("too_late", skippedAfter(Duration.ofDays(8), "max-age", "30d"));
        assertEquals("too_late", skippedAfter(Duration.ofMinutes(61), "max-age", "1h"));
    }

    private static String skippedAfter(Duration delay, String... changes) {
        Mapping mapping =
                PINTEREST.mapped(order(), HostContext.at(GivenEvents.TIME.plus(delay)), changes);
        return assertInstanceOf(Mapping.Skip.class, mapping).code();
    }

    private static Event order() {
        return GivenEvents.rich(EventName.PURCHASE_PLACED);
    }

    private static Event at(ActionSource place, String agent) {
        return order().toBuilder().actionSource(place).set(EventField.USER_AGENT, agent).build();
    }

    private static Event order10042() {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("ord_10042_purchase")
                .eventTime(Instant.ofEpochSecond(1795183509))
                .receivedAt(Instant.ofEpochSecond(1795183510))
                .of("acme", "acme-eu")
                .consent(GivenEvents.consent(ConsentState.GRANTED))
                .set(EventField.ORDER_ID, "10042")
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.CURRENCY, "EUR")
                .set(
                        EventField.ITEMS,
                        List.of(
                                line("SKU-1", "44.99", 2, "Shirt"),
                                line("SKU-2", "39.97", 1, "Cap")))
                .set(EventField.PAGE_URL, "https://shop.example/checkout/thank-you")
                .set(EventField.LOCALE, "de-DE")
                .set(EventField.EMAIL, " Anna.Muller@Example.COM ")
                .set(EventField.PHONE, "+4915123456789")
                .set(EventField.FIRST_NAME, "Anna ")
                .set(EventField.POSTAL_CODE, "10115")
                .set(EventField.COUNTRY, "DE")
                .set(EventField.EXTERNAL_ID, " Cust_10042 ")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) ExampleBrowser/1.0")
                .set(EventField.EPIK, new ClickId("dj0yJnU9RXhhbXBsZUNsaWNrSWQ", null, null))
                .build();
    }

    private static Item line(String sku, String price, long quantity, String name) {
        return new Item(
                null,
                null,
                sku,
                name,
                null,
                null,
                null,
                new BigDecimal(price),
                quantity,
                null,
                null,
                null,
                null,
                null);
    }
}
