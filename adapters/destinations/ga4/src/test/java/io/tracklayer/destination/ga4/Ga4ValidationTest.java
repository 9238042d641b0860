// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Json;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ga4ValidationTest extends Ga4Test {
    private static final String GOOD =
            "{'client_id':'1.2','consent':{'ad_user_data':'GRANTED'},'events':[{'name':'purchase',"
                    + "'timestamp_micros':1795183391000000,'params':{'transaction_id':'1',"
                    + "'currency':'EUR','value':1.5,'items':[{'item_id':'a','price':1.5}]}}]}";

    @Test
    void aGoodBodyHasNoProblem() {
        assertEquals(List.of(), problems(GOOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'client_id':'1.2' | 'client_id':' ' | client_id is missing",
                "'client_id':'1.2', | `` | client_id is missing",
                "'client_id':'1.2' | 'client_id':'1.2','user_id':'a@b.example' | user_id is personal data",
                "'GRANTED' | 'granted' | consent takes GRANTED or DENIED and nothing else",
                "'GRANTED' | true | consent takes GRANTED or DENIED and nothing else",
                "'purchase' | '1st' | event name \"1st\" is not one GA4 takes",
                "'purchase' | 'a b' | event name \"a b\" is not one GA4 takes",
                "'purchase' | 'ad_click' | event name \"ad_click\" is reserved",
                "'purchase' | 'ga_x' | event name \"ga_x\" is reserved",
                "'purchase' | 'google_x' | event name \"google_x\" is reserved",
                "'purchase' | 'firebase_x' | event name \"firebase_x\" is reserved",
                "'purchase' | 'app_store_x' | event name \"app_store_x\" is reserved",
                "1795183391000000 | 1795183391000 | timestamp_micros must have 16 digits",
                "1795183391000000 | 17951833910000000 | timestamp_micros must have 16 digits",
                "1795183391000000 | '1795183391000000' | timestamp_micros must have 16 digits",
                "'currency':'EUR', | `` | value needs a currency",
                "'EUR' | 'EURO' | currency must be an ISO 4217 code",
                "'value':1.5 | 'value':'1.5' | value must be a number",
                "'value':1.5 | 'value':-1.5 | value must not be negative",
                "'value':1.5, | `` | purchase needs a value",
                "'transaction_id':'1', | `` | purchase needs a transaction_id",
                "'transaction_id':'1' | 'transaction_id':'' | purchase needs a transaction_id",
                "'transaction_id':'1' | 'transaction_id':'a@b.example' | transaction_id is an e-mail address",
                "'item_id':'a', | `` | an item needs item_id or item_name",
                "'price':1.5 | 'price':'1.5' | the price of an item must be a number",
                "'value':1.5 | 'value':1.5,'x':true | x must be a text or number, not a list, object or nothing",
                "'value':1.5 | 'value':1.5,'x':[1] | x must be a text or number, not a list, object or nothing",
                "'value':1.5 | 'value':1.5,'x':{'y':1} | x must be a text or number, not a list, object or nothing",
                "'value':1.5 | 'value':1.5,'x y':1 | parameter name \"x y\" is not one GA4 takes",
                "'value':1.5 | 'value':1.5,'ga_x':1 | parameter name \"ga_x\" is reserved",
                "'value':1.5 | 'value':1.5,'google_x':1 | parameter name \"google_x\" is reserved",
                "'value':1.5 | 'value':1.5,'firebase_conversion':1 | parameter name \"firebase_conversion\" is reserved",
            })
    void whatGa4WouldDropInSilenceIsNamed(String good, String bad, String problem) {
        List<String> found = problems(GOOD.replace(good, bad == null ? "" : bad));
        assertEquals(true, found.contains(problem), found.toString());
    }

    @Test
    void aNullParameterIsAProblem() {
        assertEquals(
                List.of("x must be a text or number, not a list, object or nothing"),
                Ga4Validation.problems(body(Collections.singletonMap("x", null)), 100));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertEquals(
                List.of(
                        "client_id is missing",
                        "value needs a currency",
                        "purchase needs a transaction_id"),
                problems(
                        GOOD.replace("'client_id':'1.2',", "")
                                .replace("'currency':'EUR',", "")
                                .replace("'transaction_id':'1',", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "search_term, 100, 100",
        "search_term, 500, 500",
        "page_location, 100, 1000",
        "page_referrer, 100, 420",
        "page_title, 100, 300",
    })
    void aTextMayBeThatLongAndNoLonger(String name, int limit, int longest) {
        assertEquals(
                List.of(), Ga4Validation.problems(body(Map.of(name, "x".repeat(longest))), limit));
        assertEquals(
                List.of(name + " has more than " + longest + " characters"),
                Ga4Validation.problems(body(Map.of(name, "x".repeat(longest + 1))), limit));
    }

    @Test
    void countsAreBounded() {
        Map<String, Object> many = new java.util.TreeMap<>(Map.of("items", items(201)));
        IntStream.range(0, 25).forEach(i -> many.put("p" + i, 1L));
        assertEquals(
                List.of("more than 25 parameters", "more than 200 items"),
                Ga4Validation.problems(body(many), 100));
        assertEquals(
                List.of("more than 25 events"),
                Ga4Validation.problems(
                        Map.of(
                                "client_id",
                                "1.2",
                                "events",
                                Collections.nCopies(26, eventTree(Map.of()))),
                        100));
        assertEquals(
                List.of("events is missing"),
                Ga4Validation.problems(Map.of("client_id", "1.2"), 100));
        assertEquals(
                List.of("user_id has more than 256 characters"),
                Ga4Validation.problems(
                        Map.of(
                                "client_id",
                                "1.2",
                                "user_id",
                                "u".repeat(257),
                                "events",
                                List.of(eventTree(Map.of()))),
                        100));
    }

    @Test
    void aTransactionIdIsNeverCutBecauseTwoOrdersWouldBecomeOne() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.ORDER_ID, "9".repeat(101))
                        .build();
        assertEquals(
                "GA4 would drop this event without saying so: transaction_id has more than 100 characters",
                skipped(event).sentence());
    }

    @Test
    void aBodyTooLargeForGa4IsNotSent() {
        String wide = "ü".repeat(100);
        Item item =
                new Item(
                        wide,
                        null,
                        null,
                        wide,
                        wide,
                        wide,
                        wide,
                        new BigDecimal("1.00"),
                        1,
                        null,
                        wide,
                        null,
                        null,
                        null);
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.ITEMS, Collections.nCopies(200, item))
                        .build();
        assertEquals(
                "GA4 would drop this event without saying so: the body has more than 130 kB",
                skipped(event).sentence());
    }

    @Test
    void aPropertyWithAHugeExponentIsMeasuredWithoutBeingWrittenOut() {
        Event event =
                GivenEvents.rich(EventName.CUSTOM).toBuilder()
                        .set(EventField.PROPERTIES, Map.of("depth", new BigDecimal("1E+999999999")))
                        .build();
        assertEquals(
                "GA4 would drop this event without saying so: the body has more than 130 kB",
                skipped(event).sentence());
    }

    private static List<String> problems(String body) {
        return Ga4Validation.problems(tree(Json.read(body.replace('\'', '"'))), 100);
    }

    private static Map<String, Object> body(Map<String, Object> params) {
        return Map.of("client_id", "1.2", "events", List.of(eventTree(params)));
    }

    private static Map<String, Object> eventTree(Map<String, Object> params) {
        return Map.of("name", "search", "timestamp_micros", 1795183391000000L, "params", params);
    }

    private static List<Map<String, Object>> items(int count) {
        return Collections.nCopies(count, Map.of("item_id", "a"));
    }
}
