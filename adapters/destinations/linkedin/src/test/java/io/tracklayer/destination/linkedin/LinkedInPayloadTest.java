// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import static io.tracklayer.destination.linkedin.Given.LINKEDIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInPayloadTest {
    private static final String[] DOCUMENTED = {
        "conversion-rules", "purchase_placed=20817364", "ip", "plain", "company-property", "company"
    };

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        PlatformRecord record =
                LINKEDIN.record(order548291(), HostContext.at(at(1795183392000L)), DOCUMENTED);
        Settings settings = LINKEDIN.settings(DOCUMENTED);

        assertEquals(
                LINKEDIN.resource("/expect/purchase-548291.http").strip(),
                Requests.http(LINKEDIN.packed(settings, record, record)).strip());
        assertEquals(List.of(), record.warnings());
        assertEquals(at(1795183391000L), record.eventTime());
    }

    @Test
    void aRichOrderIsSentWithEverythingLinkedInTakesAndNothingElse() {
        PlatformRecord record = LINKEDIN.record(Given.purchase());
        assertEquals(LINKEDIN.expected("purchase-rich.json"), Requests.json(record.body()));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void aCartOfAHundredLinesMakesNoDifference() {
        assertEquals(
                Requests.json(LINKEDIN.record(Given.purchase()).body()),
                Requests.json(LINKEDIN.record(GivenEvents.purchaseOfLines(100)).body()));
    }

    @ParameterizedTest
    @CsvSource({
        "5000, JPY, 5000",
        "1E+4, JPY, 10000",
        "12.345, KWD, 12.345",
        "16777217.05, EUR, 16777217.05",
        "0.00, USD, 0.00"
    })
    void moneyIsAPlainDecimalTextInMajorUnits(String value, String currency, String amount) {
        assertEquals(
                Map.of("currencyCode", currency, "amount", amount),
                LINKEDIN.block("conversionValue", GivenEvents.purchase(value, currency)));
    }

    @Test
    void anEventWithoutValueHasNone() {
        PlatformRecord record =
                LINKEDIN.record(
                        GivenEvents.rich(EventName.LEAD_SUBMITTED)
                                .without(Set.of(EventField.VALUE)));
        assertNull(record.body().get("conversionValue"));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void aValueThatCannotBeSentIsLeftOutWithAWarning() {
        List<String> warning = List.of("value was left out: it is negative or has no currency");
        for (Event event :
                List.of(
                        GivenEvents.purchase("-1.00", "EUR"),
                        Given.purchase().without(Set.of(EventField.CURRENCY)))) {
            PlatformRecord record = LINKEDIN.record(event);
            assertNull(record.body().get("conversionValue"));
            assertEquals(warning, record.warnings());
        }
    }

    @Test
    void theTimeIsInMillisecondsAndNeverAhead() {
        assertEquals(
                GivenEvents.TIME.toEpochMilli(),
                LINKEDIN.record(Given.purchase()).body().get("conversionHappenedAt"));
        PlatformRecord ahead = LINKEDIN.recordAfter(Duration.ofMinutes(-5), Given.purchase());
        assertEquals(
                GivenEvents.TIME.minusSeconds(300).toEpochMilli(),
                ahead.body().get("conversionHappenedAt"));
        assertEquals(
                List.of("the event lies in the future and was sent as of now"), ahead.warnings());
    }

    @Test
    void eventsOutsideTheAcceptedTimeAreNotSent() {
        Duration oldest = Duration.ofDays(90).minusMinutes(15);
        assertEquals(
                List.of("the event is older than a day; LinkedIn may not attribute it"),
                LINKEDIN.recordAfter(oldest, Given.purchase()).warnings());
        assertEquals("too_late", skipAfter(oldest.plusMillis(1)));
        assertEquals("in_the_future", skipAfter(Duration.ofMinutes(-5).minusMillis(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ord 1", "ord/1", "bestellung_ä", "<x>"})
    void anEventIdLinkedInMayNotTakeIsLeftOut(String id) {
        PlatformRecord record = LINKEDIN.record(Given.purchase().toBuilder().eventId(id).build());
        assertNull(record.body().get("eventId"));
        assertEquals(id, record.eventId());
        assertEquals(1, record.warnings().size());
    }

    @Test
    void anEventIdHasAtMost128Characters() {
        Event.Builder event = Given.purchase().toBuilder();
        String longest = "a".repeat(128);
        assertEquals(
                longest, LINKEDIN.record(event.eventId(longest).build()).body().get("eventId"));
        assertNull(LINKEDIN.record(event.eventId(longest + "a").build()).body().get("eventId"));
    }

    /** The event is of 15 January. */
    @Test
    void theEndOfTheVersionIsWarnedAboutFortyFiveDaysBefore() {
        assertEquals(
                List.of(
                        "LinkedIn switches off api-version 202502 (ends about 2026-02-15): set a"
                                + " newer one, or all events will wait"),
                LINKEDIN.record(Given.purchase(), "ip", "omit", "api-version", "202502")
                        .warnings());
        assertEquals(
                List.of(),
                LINKEDIN.record(Given.purchase(), "ip", "omit", "api-version", "202503")
                        .warnings());
    }

    private static String skipAfter(Duration delay) {
        return LINKEDIN.skip(Given.purchase(), HostContext.at(GivenEvents.TIME.plus(delay))).code();
    }

    private static Event order548291() {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("ord_548291_purchase")
                .eventTime(at(1795183391000L))
                .receivedAt(at(1795183391500L))
                .of("acme", "acme-eu")
                .consent(GivenEvents.consent(io.tracklayer.spi.ConsentState.GRANTED))
                .set(EventField.ORDER_ID, "548291")
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.CURRENCY, "EUR")
                .set(EventField.EMAIL, " Ada.Lovelace@Example.com ")
                .set(
                        EventField.LI_FAT_ID,
                        GivenEvents.click("3f0c9a6e-8f5b-4c8e-9a51-7b6f2d0c4411", null))
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.FIRST_NAME, "Ada")
                .set(EventField.LAST_NAME, "Lovelace")
                .set(EventField.COUNTRY, "GB")
                .set(EventField.EXTERNAL_ID, "cust_20417")
                .set(EventField.PROPERTIES, Map.of("company", "Northfield"))
                .build();
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
