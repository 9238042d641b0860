// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    private static final Instant SEEN = Instant.parse("2026-01-15T10:13:20.000123Z");

    static Stream<Event> events() {
        return Stream.of(EventName.values())
                .flatMap(
                        name ->
                                Stream.of(
                                        GivenEvents.rich(name),
                                        GivenEvents.bare(name),
                                        complete(name)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventComesBackFromItsJsonUnchanged(Event event) {
        String json = StrictJson.writeText(EventJson.toTree(event));
        assertSame(event, EventJson.fromTree(StrictJson.readTrusted(json)));
    }

    @Test
    void aBareEventIsItsEnvelope() {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .consent(Consent.notGiven())
                        .build();
        assertEquals(
                """
                {"event_name":"page_viewed","event_id":"ord_548291_page_viewed",\
                "event_time":"2026-01-15T10:20:30Z","received_at":"2026-01-15T10:20:31Z",\
                "merchant":"acme","store":"acme-eu","sources":["shopify","browser"],\
                "action_source":"website","consent":{"analytics":"unknown",\
                "marketing":"unknown","ad_user_data":"unknown",\
                "ad_personalization":"unknown","sale_of_data":"unknown"}}""",
                StrictJson.writeText(EventJson.toTree(event)));
    }

    @Test
    void fieldsStandAtTheirPathsAndMoneyIsANumberWithItsZeros() {
        Event event =
                GivenEvents.bare(EventName.CHECKOUT_STARTED).toBuilder()
                        .set(EventField.VALUE, new BigDecimal("129.90"))
                        .set(EventField.EMAIL, "jane@example.com")
                        .set(EventField.GCLID, new ClickId("Cj0", SEEN, "https://shop.example/"))
                        .set(EventField.ITEMS, List.of(GivenEvents.item("v1", "49.95", 2)))
                        .test(true)
                        .build();
        String json = StrictJson.writeText(EventJson.toTree(event));
        for (String part :
                List.of(
                        "\"test\":true",
                        "\"value\":129.90",
                        "\"user\":{\"email\":\"jane@example.com\"}",
                        "\"click_ids\":{\"gclid\":{\"value\":\"Cj0\","
                                + "\"seen_at\":\"2026-01-15T10:13:20.000123Z\","
                                + "\"landing_url\":\"https://shop.example/\"}}",
                        "\"items\":[{\"variant_id\":\"v1\",\"product_id\":\"pv1\","
                                + "\"sku\":\"SKU-v1\",\"name\":\"Linen shirt\","
                                + "\"price\":49.95,\"quantity\":2}]")) {
            assertTrue(json.contains(part), () -> part + " is not in " + json);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"129", "0.00", "1299", "1.500", "999999999999999.99"})
    void moneyKeepsEveryDigit(String amount) {
        Event event = GivenEvents.purchase(amount, "EUR");
        Object tree = StrictJson.readTrusted(StrictJson.writeText(EventJson.toTree(event)));
        assertEquals(new BigDecimal(amount), EventJson.fromTree(tree).value().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(ActionSource.class)
    void everyActionSourceComesBack(ActionSource source) {
        Event event =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder().actionSource(source).build();
        assertEquals(source, EventJson.fromTree(EventJson.toTree(event)).actionSource());
    }

    @Test
    void consentComesBackWithItsEvidenceAndWithoutClaimingToKnowMore() {
        Consent consent =
                new Consent(
                        Map.of(
                                Purpose.MARKETING, ConsentState.DENIED,
                                Purpose.ANALYTICS, ConsentState.GRANTED),
                        "segment",
                        Map.of("segment", "{\"Advertising\":false}", "gpc", "1"),
                        "US-CA",
                        false,
                        SEEN);
        Event event = GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder().consent(consent).build();
        assertEquals(consent, EventJson.fromTree(EventJson.toTree(event)).consent());
    }

    @Test
    void consentStoredWhenItsSignalsHadNoNamesIsStillRead() {
        Map<String, Object> tree = EventJson.toTree(GivenEvents.bare(EventName.PAGE_VIEWED));
        tree.put("consent", Map.of("marketing", "denied", "source", "shopify", "raw", "m=0"));
        assertEquals(
                new Consent(
                        Map.of(Purpose.MARKETING, ConsentState.DENIED),
                        "shopify",
                        Map.of("shopify", "m=0"),
                        "",
                        null,
                        null),
                EventJson.fromTree(tree).consent());
    }

    @Test
    void aStoredEventWithoutItsEnvelopeIsAnErrorThatNamesTheMember() {
        Map<String, Object> tree = EventJson.toTree(GivenEvents.rich(EventName.PURCHASE_PLACED));
        tree.remove("event_id");
        IllegalStateException broken =
                assertThrows(IllegalStateException.class, () -> EventJson.fromTree(tree));
        assertEquals("a stored event has no /event_id", broken.getMessage());
    }

    @Test
    void aLiveEventSaysNothingAboutTests() {
        Map<String, Object> tree = EventJson.toTree(GivenEvents.rich(EventName.PAGE_VIEWED));
        assertFalse(tree.containsKey("test"));
        assertFalse(EventJson.fromTree(tree).test());
    }

    /** Every field of the table, each with a value of its own. */
    private static Event complete(EventName name) {
        Event.Builder event = GivenEvents.bare(name).toBuilder().test(true);
        for (EventField field : EventField.values()) {
            event.set(field, value(field));
        }
        return event.build();
    }

    private static Object value(EventField field) {
        if (field.type() == FieldType.ITEMS) {
            return List.of(
                    GivenEvents.item("v1", "49.95", 2),
                    new Item(
                            "v2",
                            "p2",
                            "s2",
                            "Größe 😀",
                            "M",
                            "Acme",
                            "Shirts > Linen",
                            new BigDecimal("0.00"),
                            1,
                            new BigDecimal("5.00"),
                            "AUTUMN",
                            3L,
                            "https://shop.example/p2",
                            "https://cdn.example/p2.jpg"));
        }
        return switch (field.type()) {
            case MONEY -> new BigDecimal(field.ordinal() + ".50");
            case INTEGER -> (long) field.ordinal();
            case FLAG -> true;
            case CLICK_ID -> new ClickId("id-" + field.ordinal(), SEEN, "https://shop.example/");
            case TREE -> Map.of("a", List.of(1L, new BigDecimal("2.5"), "😀", true, Map.of()));
            default -> "text of " + field.path() + " 😀";
        };
    }

    private static void assertSame(Event expected, Event actual) {
        assertEquals(expected.fields(), actual.fields());
        assertEquals(EventJson.toTree(expected), EventJson.toTree(actual));
        assertEquals(expected.name(), actual.name());
        assertEquals(expected.eventTime(), actual.eventTime());
        assertEquals(expected.receivedAt(), actual.receivedAt());
        assertEquals(expected.sources(), actual.sources());
        assertEquals(expected.test(), actual.test());
        assertEquals(expected.consent(), actual.consent());
    }
}
