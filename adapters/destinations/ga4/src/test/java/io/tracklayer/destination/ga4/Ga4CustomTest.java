// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ga4CustomTest extends Ga4Test {

    @Test
    void propertiesBecomeParametersOfTheirKind() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("Guide Size", "42");
        properties.put("step", 3L);
        properties.put("ratio", new BigDecimal("0.75"));
        properties.put("done", true);
        properties.put("blank", " ");
        Map<String, Object> params = params(custom(properties));
        assertEquals("42", params.get("Guide_Size"));
        assertEquals(3L, params.get("step"));
        assertEquals(new BigDecimal("0.75"), params.get("ratio"));
        assertEquals("true", params.get("done"));
        assertFalse(params.containsKey("blank"));
    }

    @ParameterizedTest
    @CsvSource({
        "ga_x,                c_ga_x",
        "google_x,            c_google_x",
        "firebase_conversion, c_firebase_conversion",
        "_x,                  c__x",
        "1st,                 c_1st",
        "session_id,          c_session_id",
        "page_location,       c_page_location",
        "debug_mode,          c_debug_mode",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq, abcdefghijklmnopqrstuvwxyzabcdefghijklmn",
    })
    void aPropertyNameBecomesOneThatGa4Takes(String given, String expected) {
        assertEquals("7", params(custom(Map.of(given, "7"))).get(expected));
    }

    @Test
    void aNestedPropertyStopsTheEventOrIsLeftOutAsTheOperatorChose() {
        Event event = custom(Map.of("sizes", List.of("S", "M")));
        assertEquals("invalid_payload", skipped(event).code());
        assertEquals(
                "GA4 would drop this event without saying so: sizes must be a text or number, not a list, object or nothing",
                skipped(event).sentence());
        assertFalse(params(event, "nested-properties", "omit").containsKey("sizes"));
        assertEquals(
                List.of("property sizes left out: it is a list or object"),
                sent(event, "nested-properties", "omit").warnings());
        assertEquals("invalid_payload", skipped(custom(Map.of("items", Map.of("a", "b")))).code());
    }

    @Test
    void ofMoreThanTwentyFiveParametersTheFirstAreKept() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            properties.put("p" + i, (long) i);
        }
        assertEquals(25, params(custom(properties)).size());
        assertTrue(params(custom(properties)).containsKey("p0"));
        assertEquals(
                List.of("properties left out: GA4 takes 25 parameters"),
                sent(custom(properties)).warnings());
    }

    @Test
    void propertiesThatNameAPersonAreLeftOut() {
        Event event = custom(Map.of("email", "jane@example.com", "First_Name", "Jane"));
        assertFalse(json(sent(event).body()).contains("Jane"));
        assertFalse(json(sent(event).body()).contains("jane"));
        assertEquals(
                List.of("properties that name a person were left out"), sent(event).warnings());
    }

    @Test
    void thePropertiesNeverReplaceWhatTheEventKnows() {
        Event event = custom(Map.of("value", new BigDecimal("1")));
        assertEquals(new BigDecimal("129.90"), params(event).get("value"));
        assertEquals(
                List.of("property value left out: the event already has a parameter of that name"),
                sent(event).warnings());
    }

    @Test
    void aValueAmongThePropertiesNeedsACurrencyToo() {
        Set<EventField> money = Set.of(EventField.VALUE, EventField.CURRENCY, EventField.ITEMS);
        Event alone = custom(Map.of("value", new BigDecimal("9.5"))).without(money);
        assertFalse(params(alone).containsKey("value"));
        assertEquals(
                List.of("value left out: GA4 takes a number with a currency"),
                sent(alone).warnings());
        Event both =
                custom(Map.of("value", new BigDecimal("9.5"), "currency", "SEK")).without(money);
        assertEquals(new BigDecimal("9.5"), params(both).get("value"));
    }

    @Test
    void propertiesOfOtherEventsStayHome() {
        Event event =
                GivenEvents.rich(EventName.LOGGED_IN).toBuilder()
                        .set(EventField.PROPERTIES, Map.of("note", "x"))
                        .build();
        assertFalse(params(event).containsKey("note"));
    }

    private static Event custom(Map<String, Object> properties) {
        return GivenEvents.rich(EventName.CUSTOM).toBuilder()
                .set(EventField.PROPERTIES, properties)
                .build();
    }
}
