// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Every row bends one member of a right event; "-" removes it. */
class MetaValidationTest {
    private static final String PATH = "/meta/v25.0/1/events?access_token=T";
    private static SandboxRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'meta','account':'1','token':'T'}");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() throws Exception {
        rig.post("/control/reset", "");
    }

    @ParameterizedTest(name = "{0} = {1} is refused as {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event_name                            | -                       | 0       | field_missing
        /event_name                            | ''                      | 0       | wrong_type
        /event_name                            | 5                       | 0       | wrong_type
        /event_time                            | -                       | 0       | field_missing
        /event_time                            | 17.5                    | 0       | wrong_type
        /event_time                            | '1795176000'            | 0       | number_as_text
        /event_time                            | 1795176000123           | 2804004 | event_in_future
        /event_time                            | 1795176061              | 2804004 | event_in_future
        /event_time                            | 1794571199              | 2804003 | event_too_old
        /user_data                             | -                       | 0       | field_missing
        /user_data                             | 'x'                     | 0       | wrong_type
        /action_source                         | -                       | 0       | field_missing
        /action_source                         | 'Website'               | 0       | enum_mismatch
        /action_source                         | 7                       | 0       | wrong_type
        /event_id                              | 7                       | 0       | wrong_type
        /event_id                              | ''                      | 0       | empty_value
        /event_source_url                      | 'shop.example'          | 0       | wrong_type
        /referrer_url                          | 'android'               | 0       | wrong_type
        /opt_out                               | 'true'                  | 0       | wrong_type
        /opt_out                               | null                    | 0       | wrong_type
        /messaging_channel                     | 'whatsapp'              | 0       | misplaced_field
        /messaging_channel                     | 'telegram'              | 0       | enum_mismatch
        /app_data                              | {'extinfo':['a2']}      | 0       | misplaced_field
        /original_event_data                   | {'value':1}             | 0       | unknown_field
        /attribution_data                      | {'x':1}                 | 0       | unknown_field
        /email                                 | 'x'                     | 0       | unknown_field
        /data_processing_options               | ['CCPA']                | 0       | enum_mismatch
        /data_processing_options               | ['LDU']                 | 0       | ldu_country_missing
        /data_processing_options               | 'LDU'                   | 0       | wrong_type
        /data_processing_options_country       | 1                       | 0       | ldu_state_missing
        /data_processing_options_state         | 1000                    | 0       | ldu_missing
        /user_data                             | {}                      | 2804050 | insufficient_user_data
        /user_data                             | {'client_user_agent':'Mozilla'} | 2804050 | insufficient_user_data
        /user_data                             | {'client_ip_address':'2001:db8::42'} | 2804050 | insufficient_user_data
        /user_data/em                          | ['a@shop.example']      | 0       | not_hashed
        /user_data/em                          | 'a@shop.example'        | 0       | not_hashed
        /user_data/em                          | ['725A92A6B5D1D9A5A693E25987D86503AFED7571BBFE4CBB4D7B2B0BA6C59BE7'] | 0 | hash_invalid
        /user_data/em                          | ['5d41402abc4b2a76b9719d911017c592'] | 0 | hash_invalid
        /user_data/em                          | ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'] | 0 | hash_of_nothing
        /user_data/em                          | [5]                     | 0       | wrong_type
        /user_data/em                          | []                      | 0       | empty_value
        /user_data/ph                          | ['4915123456789']       | 0       | hash_invalid
        /user_data/external_id                 | ['a@shop.example']      | 0       | not_hashed
        /user_data/external_id                 | 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' | 0 | hash_of_nothing
        /user_data/fbp                         | 'fb.1.abc.5'            | 0       | click_id_invalid
        /user_data/fbp                         | 'fb.1.1795179600000.5'  | 0       | click_id_in_future
        /user_data/fbc                         | 'IwAR0AbC'              | 0       | click_id_invalid
        /user_data/fbc                         | 'fb.1.1790000000456.Iw.toolongpart.x' | 0 | click_id_invalid
        /user_data/fbc                         | 'fb.1.1795179600000.Iw' | 0       | click_id_in_future
        /user_data/client_ip_address           | '10.0.0.1'              | 0       | ip_not_public
        /user_data/client_ip_address           | '100.64.3.1'            | 0       | ip_not_public
        /user_data/client_ip_address           | 'fe80::1'               | 0       | ip_not_public
        /user_data/client_ip_address           | 'fd00::1'               | 0       | ip_not_public
        /user_data/client_ip_address           | '::ffff:127.0.0.1'      | 0       | ip_not_public
        /user_data/client_ip_address           | 'localhost'             | 0       | ip_invalid
        /user_data/client_ip_address           | '725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7' | 0 | hashed_plain_key
        /user_data/client_user_agent           | '725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7' | 0 | hashed_plain_key
        /user_data/lead_id                     | 'x'                     | 0       | wrong_type
        /user_data/email                       | ['x']                   | 0       | unknown_field
        /custom_data                           | -                       | 2804009 | purchase_without_value
        /custom_data/value                     | -                       | 2804009 | purchase_without_value
        /custom_data/currency                  | -                       | 2804009 | purchase_without_value
        /custom_data/value                     | '129.95'                | 0       | number_as_text
        /custom_data/value                     | 'much'                  | 0       | wrong_type
        /custom_data/value                     | -1                      | 0       | value_negative
        /custom_data/value                     | 129.955                 | 0       | value_too_fine
        /custom_data/currency                  | 'JPY'                   | 0       | value_too_fine
        /custom_data/currency                  | 'eur'                   | 0       | currency_invalid
        /custom_data/currency                  | 'QQQ'                   | 0       | currency_invalid
        /custom_data/contents                  | [{'quantity':1}]        | 2804008 | content_without_id
        /custom_data/contents                  | [{'id':''}]             | 2804008 | content_without_id
        /custom_data/contents                  | [{'id':7}]              | 0       | wrong_type
        /custom_data/contents                  | [{'id':'a','quantity':1.5}] | 0   | wrong_type
        /custom_data/contents                  | [{'id':'a','item_price':-2}] | 0  | value_negative
        /custom_data/contents                  | [{'id':'a','sku':'b'}]  | 0       | unknown_field
        /custom_data/contents                  | ['SKU-1']               | 0       | wrong_type
        /custom_data/contents                  | {'id':'a'}              | 0       | wrong_type
        /custom_data/content_ids               | [1]                     | 0       | wrong_type
        /custom_data/content_type              | 'products'              | 0       | enum_mismatch
        /custom_data/delivery_category         | 'drone'                 | 0       | enum_mismatch
        /custom_data/num_items                 | '3'                     | 0       | wrong_type
        /custom_data/order_id                  | 10042                   | 0       | wrong_type
        /custom_data/net_revenue               | 'x'                     | 0       | wrong_type
        /custom_data/colour                    | {'a':1}                 | 0       | custom_property_nested
        /custom_data/colour                    | null                    | 0       | empty_value
        /custom_data/contents                  | []                      | 0       | empty_value
        """)
    void aBentEventIsRefused(String path, String json, int subcode, String code) throws Exception {
        assertRefused(MetaEvents.bent(path, json), subcode, code);
    }

    @ParameterizedTest(name = "{0} = {1} is accepted")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event_time                      | 1795176060
        /event_time                      | 1794571200
        /data_processing_options         | []
        /opt_out                         | true
        /event_name                      | 'SubscriptionRenewed'
        /user_data/em                    | '725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7'
        /user_data/em                    | ['725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7.Aw']
        /user_data/external_id           | ['cust_10042']
        /user_data/fbp                   | 'fb.1.1768470000000.1019141.Bg'
        /user_data/fbc                   | 'fb.1.1768000000000.IwAR0AbC-dEf_1.AQMCAQEB'
        /user_data/client_ip_address     | '203.0.113.7'
        /custom_data/value               | 0
        /custom_data/value               | 129.950
        /custom_data/colour              | 'red'
        """)
    void aNeighbouringValueIsAccepted(String path, String json) throws Exception {
        HttpResponse<String> response =
                rig.post(PATH, MetaEvents.call(MetaEvents.bent(path, json)));

        assertEquals(200, response.statusCode(), response.body());
    }

    @ParameterizedTest(name = "state {0}, country {1}: {2}")
    @CsvSource({
        "0, 0, ok",
        "1000, 1, ok",
        "1013, 1, ok",
        "1014, 1, enum_mismatch",
        "7, 1, enum_mismatch"
    })
    void limitedDataUseNamesAListedState(int state, int country, String expected) throws Exception {
        ObjectNode event = limited(state, country);
        if (expected.equals("ok")) {
            assertEquals(200, rig.post(PATH, MetaEvents.call(event)).statusCode());
        } else {
            assertRefused(event, 0, expected);
        }
    }

    @Test
    void limitedDataUseWithoutStateNeedsTheIpAddress() throws Exception {
        ObjectNode event = limited(0, 0);
        ((ObjectNode) event.get("user_data")).remove("client_ip_address");

        assertRefused(event, 0, "ldu_needs_ip");
    }

    @ParameterizedTest(name = "{0} alone identify nobody")
    @CsvSource({"ct country st zp ge client_user_agent", "db client_user_agent", "fn ge", "ln ge"})
    void weakKeysAloneAreInsufficient(String keys) throws Exception {
        ObjectNode userData = Json.object();
        for (String key : keys.split(" ")) {
            if (key.equals("client_user_agent")) {
                userData.put(key, "Mozilla/5.0");
            } else {
                userData.putArray(key).add(MetaEvents.HASH);
            }
        }

        assertRefused(
                MetaEvents.bent("/user_data", Json.write(userData)),
                2804050,
                "insufficient_user_data");
    }

    @Test
    void storePurchasesMayBe62DaysOld() throws Exception {
        ObjectNode event = MetaEvents.bent("/event_time", Long.toString(daysBack(62)));
        event.put("action_source", "physical_store");
        ObjectNode older = event.deepCopy().put("event_time", daysBack(62) - 1);

        assertRefused(older, 2804003, "event_too_old");
        assertEquals(200, rig.post(PATH, MetaEvents.call(event)).statusCode());
    }

    @Test
    void badDeviceDescriptionOfAnAppEventHasItsOwnSubcode() throws Exception {
        ObjectNode event = MetaEvents.bent("/action_source", "'app'");
        event.putObject("app_data").putArray("extinfo").add("a2").add("com.example");

        assertRefused(event, 2804043, "extinfo_invalid");
    }

    @Test
    void aValueWithoutCurrencyHasItsOwnSubcodeOutsidePurchases() throws Exception {
        ObjectNode event = MetaEvents.bent("/custom_data/currency", "-");
        event.put("event_name", "AddToCart");

        assertRefused(event, 2804023, "value_without_currency");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {'data':[]}                                          | data_empty
        {}                                                   | data_missing
        {'data':{}}                                          | data_missing
        {'data':[{}],'partner_agent':'12345678901234567890ab3'} | partner_agent_invalid
        {'data':[{}],'partner_agent':'a-1'}                  | partner_agent_invalid
        {'data':[{}],'test_event_code':5}                    | wrong_type
        {'data':[{}],'test_event_code':''}                   | empty_value
        {'data':[{}],'pixel':'x'}                            | unknown_field
        {'data':[{}],'data':[{}]}                            | body_unreadable
        [1]                                                  | body_unreadable
        {'data':                                             | body_unreadable
        """)
    void aBadFrameIsRefusedWithCode100(String body, String code) throws Exception {
        HttpResponse<String> response = rig.post(PATH, SandboxRig.quoted(body));

        assertEquals(400, response.statusCode());
        JsonNode error = SandboxRig.json(response).get("error");
        assertEquals(100, error.get("code").asInt());
        assertEquals(code, error.get("error_user_msg").asText().replaceAll(":.*", ""));
        assertEquals(1, rig.inspect("meta").get("diagnostics").path(code).asInt());
    }

    @Test
    void moreThanAThousandEventsAreRefused() throws Exception {
        String body = "{\"data\":[" + "{},".repeat(1_000) + "{}]}";

        JsonNode error = SandboxRig.json(rig.post(PATH, body)).get("error");

        assertEquals("too_many_events", error.get("error_user_msg").asText().replaceAll(":.*", ""));
    }

    @Test
    void anAgentOf22CharactersIsFine() throws Exception {
        ObjectNode body = (ObjectNode) SandboxRig.json(MetaEvents.call(MetaEvents.purchase("a")));
        body.put("partner_agent", "tracklayer-1.000000000");

        assertEquals(200, rig.post(PATH, Json.write(body)).statusCode());
    }

    private static ObjectNode limited(int state, int country) {
        ObjectNode event = MetaEvents.purchase("ldu");
        event.putArray("data_processing_options").add("LDU");
        event.put("data_processing_options_country", country);
        event.put("data_processing_options_state", state);
        return event;
    }

    private static long daysBack(int days) {
        return SandboxRig.NOW.getEpochSecond() - days * 86_400L;
    }

    private static void assertRefused(ObjectNode event, int subcode, String code) throws Exception {
        HttpResponse<String> response = rig.post(PATH, MetaEvents.call(event));

        assertEquals(400, response.statusCode(), response.body());
        JsonNode error = SandboxRig.json(response).get("error");
        assertEquals(100, error.get("code").asInt());
        assertEquals(code, error.get("error_user_msg").asText().replaceAll(":.*", ""));
        assertEquals(subcode, error.path("error_subcode").asInt(0));
        JsonNode seen = rig.inspect("meta");
        assertEquals("rejected", seen.at("/events/0/verdict").asText());
        assertEquals(1, seen.get("rejected").asInt());
        assertEquals(0, seen.get("stored").asInt());
    }
}
