// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.GivenItem;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedditPayloadTest {

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        HostContext host = HostContext.at(Instant.ofEpochMilli(1795183393000L));
        PlatformRecord record =
                REDDIT.record(order548291(), host, "content-id", "sku", "content-details", "true");

        assertEquals(REDDIT.expected("purchase-548291.json"), Requests.body(REDDIT.packed(record)));
        assertEquals(List.of(), record.warnings());
        assertEquals("ord_548291_purchase", record.eventId());
        assertEquals(Instant.ofEpochMilli(1795183391000L), record.eventTime());
    }

    @Test
    void aRichOrderIsSentWithEverythingRedditTakes() {
        PlatformRecord record = REDDIT.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
        assertEquals(REDDIT.expected("purchase-rich.json"), Requests.json(record.body()));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void aRefundIsACustomEventWithoutMoneyPageOrDevice() {
        PlatformRecord record =
                REDDIT.record(
                        GivenEvents.rich(EventName.ORDER_REFUNDED),
                        "optional-events",
                        "order_refunded");
        assertEquals(REDDIT.expected("refund.json"), Requests.json(record.body()));
    }

    @Test
    void timeIsInMilliseconds() {
        Instant time = GivenEvents.TIME.plusMillis(7);
        Event event =
                GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder().eventTime(time).build();
        assertEquals(1768472430007L, REDDIT.record(event).body().get("event_at"));
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSITE, WEBSITE",
        "APP, APP",
        "PHYSICAL_STORE, PHYSICAL_STORE",
        "PHONE_CALL, OTHER",
        "EMAIL, OTHER",
        "CHAT, OTHER",
        "OTHER, OTHER",
        "SYSTEM_GENERATED, OTHER"
    })
    void aPageIsNamedOnTheWebsiteOnly(ActionSource place, String sent) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Map<String, Object> body =
                REDDIT.record(event.toBuilder().actionSource(place).build(), "referrer", "true")
                        .body();
        assertEquals(sent, body.get("action_source"));
        assertEquals(sent.equals("WEBSITE"), body.containsKey("event_source_url"));
        assertEquals(sent.equals("WEBSITE"), body.containsKey("referrer_url"));
    }

    @Test
    void thePageBeforeIsSentOnlyWhenTheOperatorSaysSo() {
        Event event = GivenEvents.rich(EventName.PAGE_VIEWED);
        assertFalse(REDDIT.record(event).body().containsKey("referrer_url"));
        assertEquals(
                "https://shop.example/checkout",
                REDDIT.record(event, "referrer", "true").body().get("referrer_url"));
    }

    @Test
    void aPageKeepsRedditsClickAndLosesOthersAndMail() {
        assertEquals(
                "https://shop.example/?rdt_cid=1&gclid=&q=&size=m",
                page("https://shop.example/?rdt_cid=1&gclid=2&q=a@b.com&size=m"));
    }

    @ParameterizedTest
    @CsvSource({"ftp://shop.example/", "https://", "/thanks"})
    void whatIsNoWebAddressIsLeftOutWithAWarning(String url) {
        assertNull(page(url));
        assertEquals(
                List.of("page.url was left out: it is no web address"),
                REDDIT.record(GivenEvents.visitor(EventField.PAGE_URL, url)).warnings());
    }

    @Test
    void eventsOfSevenDaysAreTooOld() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Duration week = Duration.ofHours(168);
        REDDIT.recordAfter(week.minusMillis(1), event);
        assertEquals("too_late", skippedAfter(week, event));
    }

    @Test
    void eventsMayBeFiveMinutesAhead() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        REDDIT.recordAfter(Duration.ofMinutes(-5), event);
        assertEquals("in_the_future", skippedAfter(Duration.ofMinutes(-5).minusMillis(1), event));
    }

    private static Object page(String url) {
        return REDDIT.record(GivenEvents.visitor(EventField.PAGE_URL, url))
                .body()
                .get("event_source_url");
    }

    private static String skippedAfter(Duration delay, Event event) {
        return REDDIT.skip(event, HostContext.at(GivenEvents.TIME.plus(delay))).code();
    }

    private static Event order548291() {
        return GivenEvents.bare(EventName.PURCHASE_PLACED).toBuilder()
                .eventId("ord_548291_purchase")
                .eventTime(Instant.ofEpochMilli(1795183391000L))
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.PAGE_URL, "https://northfield.example/thank-you")
                .set(EventField.RDT_CID, GivenEvents.click("3184742045291813272", null))
                .set(
                        EventField.ITEMS,
                        List.of(
                                GivenItem.of(null, null, "SKU-RED-M")
                                        .name("Red jumper")
                                        .category("Knitwear")
                                        .price("89.95")
                                        .build(),
                                GivenItem.of(null, null, "SKU-CAP")
                                        .name("Cap")
                                        .price("25.0")
                                        .quantity(2)
                                        .build()))
                .set(EventField.EMAIL, " Ada.Lovelace@Example.com ")
                .set(EventField.PHONE, "+442079460958")
                .set(EventField.EXTERNAL_ID, " cust_20417 ")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64)")
                .set(EventField.RDT_UUID, Given.COOKIE)
                .build();
    }
}
