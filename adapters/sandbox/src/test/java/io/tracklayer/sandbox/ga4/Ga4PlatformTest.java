// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ga4PlatformTest {
    private static final String QUERY = "?measurement_id=G-TRACK&api_secret=S";
    private static final String COLLECT = "/ga4/mp/collect" + QUERY;
    private static final String DEBUG = "/ga4/debug/mp/collect" + QUERY;
    private static final String HASH =
            "e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f";
    private static SandboxRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new SandboxRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() throws Exception {
        rig.post("/control/reset", "");
        rig.account("{'platform':'ga4','account':'G-TRACK','secret':'S'}");
    }

    @Test
    void aRightPurchaseIsAnsweredWithAnEmpty204AndRecorded() throws Exception {
        HttpResponse<String> response = rig.post(COLLECT, Json.write(purchase()));

        assertEquals(204, response.statusCode());
        assertEquals("", response.body());
        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.get("stored").asInt(), seen.toString());
        assertEquals(1, seen.get("received").asInt());
        JsonNode event = seen.get("events").get(0);
        assertEquals("G-TRACK", event.get("account").asText());
        assertEquals("purchase", event.get("event_name").asText());
        assertEquals("548291", event.get("order_id").asText());
        assertEquals("139.95", event.get("value").asText());
        assertEquals(
                "[\"client_id\",\"ip_override\",\"session_id\",\"sha256_email_address\","
                        + "\"user_id\"]",
                event.get("match_keys").toString());
        assertEquals("548291", event.at("/payload/event/params/transaction_id").asText());
        assertEquals("1183745920.1790011223", event.at("/payload/client_id").asText());
    }

    @ParameterizedTest(name = "{0} = {1} is dropped as {3}, reported as {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /client_id                        | -                   | VALUE_REQUIRED        | client_id_missing
        /client_id                        | 5                   | VALUE_REQUIRED        | client_id_missing
        /client_id                        | 'a@shop.example'    | VALUE_INVALID         | pii_in_params
        /user_id                          | 'a@shop.example'    | VALUE_INVALID         | pii_in_params
        /user_id                          | 7                   | VALUE_INVALID         | wrong_type
        /events                           | []                  | VALUE_REQUIRED        | events_missing
        /events                           | {}                  | VALUE_REQUIRED        | events_missing
        /timestamp_micros                 | 1795176000000       | VALUE_INVALID         | timestamp_not_micros
        /colour                           | 'red'               | VALUE_INVALID         | unknown_field
        /non_personalized_ads             | true                | VALUE_INVALID         | deprecated_field
        /consent                          | 'GRANTED'           | VALUE_INVALID         | wrong_type
        /consent/ad_user_data             | 'granted'           | VALUE_INVALID         | consent_invalid
        /consent/ad_storage               | 'GRANTED'           | VALUE_INVALID         | unknown_field
        /user_properties                  | {'tier':{'value':null}} | VALUE_INVALID     | property_value_invalid
        /user_properties                  | {'tier':'gold'}     | VALUE_INVALID         | property_value_invalid
        /user_properties                  | {'tier':{'value':'a@shop.example'}} | VALUE_INVALID | pii_in_params
        /user_properties                  | {'user_id':{'value':1}} | NAME_RESERVED     | property_name_reserved
        /user_properties                  | {'ga_x':{'value':1}}    | NAME_RESERVED     | property_name_reserved
        /user_properties                  | {'abcdefghijklmnopqrstuvwxy':{'value':1}} | NAME_INVALID | property_name_invalid
        /user_properties                  | {'tier':{'value':'1234567890123456789012345678901234567'}} | VALUE_OUT_OF_BOUNDS | value_too_long
        /user_data/sha256_email_address   | ['a@shop.example']  | VALUE_INVALID         | hash_invalid
        /user_data/sha256_email_address   | 'e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f' | VALUE_INVALID | hash_invalid
        /user_data/address                | [{'sha256_first_name':'ada'}] | VALUE_INVALID | hash_invalid
        /user_data/address                | [{'country':'DEU'}] | VALUE_INVALID         | value_invalid
        /user_data/email                  | 'x'                 | VALUE_INVALID         | unknown_field
        /user_location                    | {'country_id':'Germany'} | VALUE_INVALID    | value_invalid
        /user_location                    | {'region_id':'London'} | VALUE_INVALID      | value_invalid
        /device                           | {'screen_resolution':'big'} | VALUE_INVALID | value_invalid
        /device                           | {'colour':'red'}    | VALUE_INVALID         | unknown_field
        /ip_override                      | 'home'              | VALUE_INVALID         | ip_invalid
        /validation_behavior              | 'STRICT'            | VALUE_INVALID         | enum_mismatch
        /events/0/name                    | -                   | VALUE_REQUIRED        | name_missing
        /events/0/name                    | 'add to cart'       | NAME_INVALID          | name_invalid
        /events/0/name                    | '1purchase'         | NAME_INVALID          | name_invalid
        /events/0/name                    | 'abcdefghijklmnopqrstuvwxyzabcdefghijklmno' | NAME_INVALID | name_invalid
        /events/0/name                    | 'session_start'     | NAME_RESERVED         | name_reserved
        /events/0/name                    | 'app_store_refund'  | NAME_RESERVED         | name_reserved
        /events/0/name                    | 'google_thing'      | NAME_RESERVED         | name_reserved
        /events/0/name                    | 'gtag.thing'        | NAME_RESERVED         | name_reserved
        /events/0/name                    | '_thing'            | NAME_RESERVED         | name_reserved
        /events/0/colour                  | 'red'               | VALUE_INVALID         | unknown_field
        /events/0/timestamp_micros        | 1795176000          | VALUE_INVALID         | timestamp_not_micros
        /events/0/params                  | []                  | VALUE_INVALID         | wrong_type
        /events/0/params/coupon           | null                | VALUE_INVALID         | param_value_invalid
        /events/0/params/own              | [1]                 | VALUE_INVALID         | param_value_invalid
        /events/0/params/own              | {'a':1}             | VALUE_INVALID         | param_value_invalid
        /events/0/params/own              | true                | VALUE_INVALID         | param_value_invalid
        /events/0/params/own              | 'to a@shop.example' | VALUE_INVALID         | pii_in_params
        /events/0/params/page_location    | 'https://shop.example/?e=a%40shop.example' | VALUE_INVALID | pii_in_params
        /events/0/params/own param        | 'x'                 | NAME_INVALID          | param_name_invalid
        /events/0/params/firebase_conversion | 1                | NAME_RESERVED         | param_name_reserved
        /events/0/params/ga_own           | 1                   | NAME_RESERVED         | param_name_reserved
        /events/0/params/session_id       | 's1'                | VALUE_INVALID         | session_id_invalid
        /events/0/params/engagement_time_msec | '1'             | VALUE_INVALID         | not_a_number
        /events/0/params/currency         | -                   | VALUE_REQUIRED        | value_without_currency
        /events/0/params/currency         | 'euro'              | VALUE_INVALID         | currency_invalid
        /events/0/params/value            | '139.95'            | VALUE_INVALID         | not_a_number
        /events/0/params/value            | -1                  | VALUE_INVALID         | value_negative
        /events/0/params/tax              | 'none'              | VALUE_INVALID         | not_a_number
        /events/0/params/transaction_id   | -                   | VALUE_REQUIRED        | transaction_id_missing
        /events/0/params/transaction_id   | ''                  | VALUE_REQUIRED        | transaction_id_missing
        /events/0/params/transaction_id   | 548291              | VALUE_INVALID         | wrong_type
        /events/0/params/customer_type    | 'old'               | VALUE_INVALID         | enum_mismatch
        /events/0/params/items            | {'item_id':'a'}     | VALUE_INVALID         | items_invalid
        /events/0/params/items            | ['a']               | VALUE_INVALID         | items_invalid
        /events/0/params/items            | [{'price':1}]       | VALUE_REQUIRED        | item_without_id
        /events/0/params/items            | [{'item_id':'a','price':'1.00'}] | VALUE_INVALID | not_a_number
        /events/0/params/items            | [{'item_id':'a','quantity':1.5}] | VALUE_INVALID | not_a_number
        /events/0/params/items            | [{'item_id':'a','own':{'b':1}}]  | VALUE_INVALID | param_value_invalid
        /events/0/params/items            | [{'item_id':'a','ga_own':1}]     | NAME_RESERVED | param_name_reserved
        """)
    void aBentBodyIsDroppedSilentlyAndExplainedByTheDebugServer(
            String path, String json, String validationCode, String reason) throws Exception {
        String body = Json.write(bent(path, json));

        assertEquals(204, rig.post(COLLECT, body).statusCode());
        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.get("dropped").asInt(), seen.toString());
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(
                reason,
                seen.at("/events/0/reason").asText().replaceAll(":.*", ""),
                seen.toString());

        HttpResponse<String> debug = rig.post(DEBUG, body);
        assertEquals(200, debug.statusCode());
        JsonNode message = SandboxRig.json(debug).at("/validationMessages/0");
        assertEquals(validationCode, message.get("validationCode").asText(), debug.body());
        assertEquals(
                path.startsWith("/events/0/"),
                message.get("description").asText().startsWith("Event at index: [0] "));
        assertTrue(message.has("fieldPath"));
        assertEquals(1, rig.inspect("ga4").get("dropped").asInt(), "debug records nothing");
    }

    @ParameterizedTest(name = "{0} = {1} is recorded")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /events/0/params/session_id     | 1795181000
        /events/0/params/own            | 1.5
        /events/0/params/items          | [{'item_name':'Cap'}]
        /user_properties                | {'tier':{'value':'gold'}}
        /user_location                  | {'country_id':'GB','region_id':'GB-LND','continent_id':'150'}
        /device                         | {'category':'mobile','screen_resolution':'1440x900'}
        /user_data/address              | [{'city':'berlin','country':'DE'}]
        /events/0/name                  | 'subscription_start'
        """)
    void aNeighbouringValueIsRecorded(String path, String json) throws Exception {
        String body = Json.write(bent(path, json));
        rig.post(COLLECT, body);

        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.get("stored").asInt(), seen.toString());
        assertEquals("{\"validationMessages\":[]}", rig.post(DEBUG, body).body());
    }

    @Test
    void aWrongSecretIsSeenInTheLedgerOnlyAndNotByTheDebugServer() throws Exception {
        String query = "?measurement_id=G-TRACK&api_secret=old";
        String body = Json.write(purchase());

        assertEquals(204, rig.post("/ga4/mp/collect" + query, body).statusCode());
        assertEquals(
                "{\"validationMessages\":[]}",
                rig.post("/ga4/debug/mp/collect" + query, body).body());
        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.at("/diagnostics/bad_secret").asInt());
        assertEquals(1, seen.get("dropped").asInt());
    }

    @Test
    void aRotatedSecretReplacesTheOldOne() throws Exception {
        rig.account("{'platform':'ga4','account':'G-TRACK','secret':'NEW'}");

        rig.post(COLLECT, Json.write(purchase()));
        rig.post("/ga4/mp/collect?measurement_id=G-TRACK&api_secret=NEW", Json.write(purchase()));

        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.get("dropped").asInt());
        assertEquals(1, seen.get("stored").asInt());
    }

    @Test
    void anUnreadableBodyIsLostAsAWhole() throws Exception {
        assertEquals(204, rig.post(COLLECT, "{\"events\":[").statusCode());

        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.at("/diagnostics/body_not_json").asInt());
        assertEquals(
                "VALUE_INVALID",
                SandboxRig.json(rig.post(DEBUG, "[]"))
                        .at("/validationMessages/0/validationCode")
                        .asText());
    }

    @Test
    void aBodyOf130KilobytesIsLostAsAWhole() throws Exception {
        ObjectNode body = purchase();
        String text = Json.write(body);
        String padded = text + " ".repeat(Ga4BodyValidator.MAX_BYTES - text.length());

        rig.post(COLLECT, padded.substring(0, padded.length() - 1));
        rig.post(COLLECT, padded);

        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.get("stored").asInt());
        assertEquals(1, seen.at("/diagnostics/body_too_large").asInt());
    }

    @Test
    void twentySixEventsAreLostAsAWhole() throws Exception {
        ObjectNode body = Json.object().put("client_id", "1.2");
        var events = body.putArray("events");
        for (int i = 0; i < 26; i++) {
            events.addObject().put("name", "page_view");
        }

        rig.post(COLLECT, Json.write(body));

        JsonNode seen = rig.inspect("ga4");
        assertEquals(26, seen.get("dropped").asInt());
        assertTrue(seen.at("/events/0/reason").asText().startsWith("too_many_events: "));
        assertEquals(
                "EXCEEDED_MAX_ENTITIES",
                SandboxRig.json(rig.post(DEBUG, Json.write(body)))
                        .at("/validationMessages/0/validationCode")
                        .asText());
    }

    @Test
    void oneBadEventDoesNotTouchItsSiblings() throws Exception {
        ObjectNode body = purchase();
        body.withArray("events").addObject().put("name", "error");

        rig.post(COLLECT, Json.write(body));

        JsonNode seen = rig.inspect("ga4");
        assertEquals(1, seen.get("stored").asInt());
        assertEquals(1, seen.get("dropped").asInt());
        assertTrue(rig.post(DEBUG, Json.write(body)).body().contains("Event at index: [1] "));
    }

    @Test
    void limitsOnTextsAndNumbersOfParametersAndItemsHold() throws Exception {
        assertDropped(bent("/events/0/params/own", text(101)), "value_too_long");
        assertDropped(bent("/events/0/params/page_referrer", text(421)), "value_too_long");
        assertDropped(bent("/user_id", text(257)), "value_too_long");
        ObjectNode params = purchase();
        for (int i = 0; i < 20; i++) {
            ((ObjectNode) params.at("/events/0/params")).put("own_" + i, 1);
        }
        assertDropped(params, "too_many_params");
        String items = "[" + "{'item_id':'a'},".repeat(200) + "{'item_id':'a'}]";
        assertDropped(bent("/events/0/params/items", items), "too_many_items");
        StringBuilder custom = new StringBuilder("[{'item_id':'a'");
        for (int i = 0; i < 11; i++) {
            custom.append(",'own_").append(i).append("':1");
        }
        assertDropped(bent("/events/0/params/items", custom + "}]"), "too_many_params");
        rig.post(COLLECT, Json.write(bent("/events/0/params/page_location", text(1000))));
        assertEquals(1, rig.inspect("ga4").get("stored").asInt());
    }

    @Test
    void anEventOlderThan72HoursIsMovedUnlessRecommendationsAreEnforced() throws Exception {
        long old = (SandboxRig.NOW.getEpochSecond() - 72 * 3_600 - 1) * 1_000_000L;
        ObjectNode body = bent("/timestamp_micros", Long.toString(old));

        rig.post(COLLECT, Json.write(body));
        JsonNode seen = rig.inspect("ga4");
        assertEquals("stored", seen.at("/events/0/verdict").asText());
        assertTrue(seen.at("/events/0/reason").asText().startsWith("event_too_old: "));
        assertEquals("{\"validationMessages\":[]}", rig.post(DEBUG, Json.write(body)).body());

        body.put("validation_behavior", "ENFORCE_RECOMMENDATIONS");
        assertDropped(body, "event_too_old");
        assertTrue(rig.post(DEBUG, Json.write(body)).body().contains("VALUE_OUT_OF_BOUNDS"));

        body.withArray("events")
                .forEach(
                        event ->
                                ((ObjectNode) event)
                                        .put(
                                                "timestamp_micros",
                                                SandboxRig.NOW.getEpochSecond() * 1_000_000L));
        assertEquals("{\"validationMessages\":[]}", rig.post(DEBUG, Json.write(body)).body());
    }

    @Test
    void aPurchaseIsKnownByClientAndTransactionAndARefundNever() throws Exception {
        ObjectNode otherClient = bent("/client_id", "'7.8'");
        String refund = Json.write(bent("/events/0/name", "'refund'"));

        rig.post(COLLECT, Json.write(purchase()));
        rig.post(COLLECT, Json.write(purchase()));
        rig.post(COLLECT, Json.write(otherClient));
        rig.post(COLLECT, refund);
        rig.post(COLLECT, refund);

        JsonNode seen = rig.inspect("ga4");
        assertEquals(4, seen.get("stored").asInt());
        assertEquals(1, seen.get("deduplicated").asInt());
        assertEquals(5, seen.get("received").asInt());
    }

    @Test
    void onlyPostsToTheTwoPathsAreServed() throws Exception {
        assertEquals(405, rig.get(COLLECT).statusCode());
        assertEquals(404, rig.post("/ga4/collect" + QUERY, "{}").statusCode());
    }

    private static void assertDropped(ObjectNode body, String reason) throws Exception {
        rig.post(COLLECT, Json.write(body));
        JsonNode event = rig.inspect("ga4").get("events").get(0);
        assertEquals("dropped", event.get("verdict").asText(), reason);
        assertEquals(reason, event.get("reason").asText().replaceAll(":.*", ""));
    }

    private static String text(int length) {
        return "'" + "x".repeat(length) + "'";
    }

    private static ObjectNode purchase() {
        String json =
                """
                {'client_id': '1183745920.1790011223', 'user_id': 'cust_20417',
                 'timestamp_micros': %d,
                 'consent': {'ad_user_data': 'GRANTED', 'ad_personalization': 'DENIED'},
                 'ip_override': '203.0.113.7',
                 'user_data': {'sha256_email_address': ['%s']},
                 'events': [{'name': 'purchase', 'params': {
                   'session_id': '1795181000', 'engagement_time_msec': 1,
                   'transaction_id': '548291', 'currency': 'EUR', 'value': 139.95, 'tax': 20.75,
                   'shipping': 0, 'coupon': 'AUTUMN',
                   'items': [{'item_id': 'SKU-RED-M', 'price': 89.95, 'quantity': 1},
                             {'item_id': 'SKU-CAP', 'price': 25.0, 'quantity': 2}]}}]}
                """
                        .formatted(SandboxRig.NOW.getEpochSecond() * 1_000_000L, HASH);
        return (ObjectNode) SandboxRig.json(SandboxRig.quoted(json));
    }

    private static ObjectNode bent(String path, String json) {
        ObjectNode body = purchase();
        int split = path.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(path.substring(0, split));
        String name = path.substring(split + 1);
        if (json.equals("-")) {
            parent.remove(name);
        } else {
            parent.set(name, SandboxRig.json(SandboxRig.quoted(json)));
        }
        return body;
    }
}
