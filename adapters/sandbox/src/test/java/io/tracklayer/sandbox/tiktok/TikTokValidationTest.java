// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row bends one member of a right event; "-" removes it. */
class TikTokValidationTest {
    private static final String PATH = "/tiktok/open_api/v1.3/event/track/";
    private static SandboxRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new SandboxRig();
        rig.account(
                "[{'platform':'tiktok','account':'CABC1234EXAMPLE567','token':'T'},"
                        + "{'platform':'tiktok','account':'off','token':'T','source':'offline'},"
                        + "{'platform':'tiktok','account':'crm','token':'T','source':'crm'},"
                        + "{'platform':'tiktok','account':'app','token':'T','source':'app'}]");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() throws Exception {
        rig.post("/control/reset", "");
    }

    @ParameterizedTest(name = "{0} = {1} is refused as {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event                             | -                        | field_missing
        /event                             | ''                       | empty_value
        /event                             | 5                        | wrong_type
        /event_id                          | 7                        | wrong_type
        /event_time                        | -                        | field_missing
        /event_time                        | 1795172400000            | wrong_type
        /event_time                        | '1795172400'             | wrong_type
        /event_time                        | 1795172400.5             | wrong_type
        /event_time                        | '2026-11-20T12:00:00Z'   | wrong_type
        /event_time                        | 1794571199               | event_too_old
        /event_time                        | 1795176301               | event_in_future
        /user                              | -                        | field_missing
        /user                              | {}                       | empty_value
        /user                              | 'x'                      | wrong_type
        /user/email                        | 'anna@example.com'       | hash_invalid
        /user/email                        | ['x']                    | hash_invalid
        /user/email                        | 5                        | hash_invalid
        /user/phone                        | '+4915123456789'         | hash_invalid
        /user/external_id                  | 'cust_1'                 | hash_invalid
        /user/zip_code                     | '10115'                  | hash_invalid
        /user/first_name                   | ['x']                    | hash_invalid
        /user/email | 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855' | hash_invalid
        /user/email | 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' | hash_of_nothing
        /user/ttp   | '725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7' | hashed_plain_key
        /user/city                         | 'New York'               | wrong_type
        /user/state                        | 'CA'                     | wrong_type
        /user/country                      | 'DE'                     | wrong_type
        /user/locale                       | 'de_DE'                  | wrong_type
        /user/ip                           | '10.0.0.1'               | ip_invalid
        /user/ip                           | 'localhost'              | ip_invalid
        /user/user_agent                   | 5                        | wrong_type
        /user/ttclid                       | null                     | wrong_type
        /user/att_status                   | 'authorized'             | wrong_type
        /user/em                           | 'x'                      | unknown_field
        /page                              | -                        | field_missing
        /page/url                          | -                        | field_missing
        /page/url                          | 'shop.example'           | wrong_type
        /page/referrer                     | 'android-app://x'        | wrong_type
        /page/title                        | 'x'                      | unknown_field
        /properties                        | 'x'                      | wrong_type
        /properties/value                  | '129.95'                 | wrong_type
        /properties/value                  | -1                       | negative
        /properties/currency               | 'eur'                    | wrong_type
        /properties/currency               | -                        | field_missing
        /properties/content_type           | 'products'               | wrong_type
        /properties/contents               | {}                       | wrong_type
        /properties/contents               | []                       | empty_value
        /properties/contents/0/content_id  | 41327143321713           | wrong_type
        /properties/contents/0/content_id  | -                        | field_missing
        /properties/contents/0/price       | '44.99'                  | wrong_type
        /properties/contents/0/quantity    | 1.5                      | wrong_type
        /properties/contents/0/item_price  | 5                        | unknown_field
        /properties/content_ids            | [5]                      | wrong_type
        /properties/contents_ids           | 'x'                      | unknown_field
        /properties/num_items              | '3'                      | wrong_type
        /properties/order_id               | 10042                    | wrong_type
        /properties/query                  | 'jane@example.com'       | personal_data
        /properties/delivery_category      | 'pigeon'                 | wrong_type
        /properties/custom                 | {'a': 1}                 | wrong_type
        /limited_data_use                  | 'true'                   | wrong_type
        /app                               | {'app_id': '1'}          | unknown_field
        /lead                              | {'lead_id': '1'}         | unknown_field
        /ad                                | {'callback': 'x'}        | unknown_field
        /pixel_code                        | 'CABC'                   | events_api_1
        /context                           | {'ip': '203.0.113.7'}    | events_api_1
        /timestamp                         | '2026-11-20T12:00:00Z'   | events_api_1
        /user_data                         | {}                       | unknown_field
        """)
    void aBentMemberRefusesTheCallAndIsNamed(String path, String json, String code)
            throws Exception {
        JsonNode answer = send(TikTokEvents.call(TikTokEvents.bent(path, json)));

        assertEquals(40002, answer.get("code").asInt(), answer.toString());
        String named = "Batch.0" + path.replace('/', '.');
        assertTrue(answer.get("message").asText().startsWith(named), answer.toString());
        JsonNode seen = rig.inspect("tiktok");
        assertEquals(1, seen.at("/diagnostics/" + code).asInt(), seen.toString());
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(1, seen.get("rejected").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event                | 'CompletePayment' | old_event_name
        /event_id             | -                 | event_id_missing
        /properties/currency  | 'BGN'             | currency_not_listed
        /properties/value     | 1.005             | value_too_fine
        /properties/value     | -                 | purchase_without_value
        /page/url             | 'https://shop.example/?e=a@example.com' | email_in_url
        /properties           | -                 | purchase_without_value
        /user/phone           | 'c0f8f0bebbbac96451ee8d8def84a02ae9e34c877775437cb9d458328315afa7' | phone_without_plus
        """)
    void whatTikTokTakesThoughItMayNotBeMeantIsNoted(String path, String json, String note)
            throws Exception {
        JsonNode answer = send(TikTokEvents.call(TikTokEvents.bent(path, json)));

        assertEquals(0, answer.get("code").asInt(), answer.toString());
        JsonNode seen = rig.inspect("tiktok");
        assertEquals("{\"" + note + "\":1}", seen.get("diagnostics").toString());
        assertEquals(1, seen.get("stored").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event_time                       | 1794571200
        /event_time                       | 1795176300
        /user/email                       | ['725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7']
        /user/city                        | 'münchen'
        /user/ip                          | '2001:db8::42'
        /properties/value                 | 0
        /properties/custom                | 'anything'
        /properties/content_ids           | ['SKU-1']
        /properties/contents/0            | {'content_id': 'SKU-1'}
        /limited_data_use                 | true
        /limited_data_use                 | -
        """)
    void otherRightFormsAreTaken(String path, String json) throws Exception {
        JsonNode answer = send(TikTokEvents.call(TikTokEvents.bent(path, json)));
        assertEquals(0, answer.get("code").asInt(), answer.toString());
        assertEquals("{}", rig.inspect("tiktok").get("diagnostics").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event_source     | -              | event_source_invalid    | event_source:
        /event_source     | 'Web'          | event_source_invalid    | event_source:
        /event_source_id  | -              | event_source_id_missing | event_source_id:
        /event_source_id  | 7              | event_source_id_missing | event_source_id:
        /data             | -              | data_missing            | data:
        /data             | []             | data_missing            | data:
        /data             | {}             | data_missing            | data:
        /pixel_code       | 'CABC'         | events_api_1            | pixel_code:
        /partner_name     | ''             | wrong_type              | partner_name:
        /test_event_code  | null           | wrong_type              | test_event_code:
        /access_token     | 'T'            | unknown_field           | access_token:
        """)
    void theFrameIsJudgedBeforeTheEvents(String path, String json, String code, String named)
            throws Exception {
        ObjectNode call = TikTokEvents.call(TikTokEvents.bent("/event", "5"));
        TikTokEvents.bend(call, path, json);
        JsonNode answer = send(call);

        assertEquals(40002, answer.get("code").asInt(), answer.toString());
        assertTrue(answer.get("message").asText().startsWith(named), answer.toString());
        assertEquals(1, rig.inspect("tiktok").at("/diagnostics/" + code).asInt());
    }

    @Test
    void aThousandEventsAreTakenAndOneMoreIsNot() throws Exception {
        ObjectNode[] events = new ObjectNode[1_001];
        for (int i = 0; i < events.length; i++) {
            events[i] = TikTokEvents.purchase("ord_" + i);
        }
        JsonNode refusal = send(TikTokEvents.call(events));
        assertEquals(40002, refusal.get("code").asInt());
        assertEquals(0, rig.inspect("tiktok").get("stored").asInt());

        ObjectNode right = TikTokEvents.call(events);
        ((com.fasterxml.jackson.databind.node.ArrayNode) right.get("data")).remove(1_000);
        assertEquals(0, send(right).get("code").asInt());
        assertEquals(1_000, rig.inspect("tiktok").get("stored").asInt());
    }

    @Test
    void offlineEventsNeedNoPageAndMayNotLimitDataUse() throws Exception {
        ObjectNode event = TikTokEvents.bent("/page", "-");
        JsonNode answer = send(TikTokEvents.call("offline", "off", event));
        assertEquals("Batch.0.limited_data_use: Unknown field.", answer.get("message").asText());

        event.remove("limited_data_use");
        assertEquals(0, send(TikTokEvents.call("offline", "off", event)).get("code").asInt());
    }

    @ParameterizedTest
    @CsvSource({"app, app, app_id", "crm, lead, lead_id"})
    void appAndCrmEventsNeedTheirBlock(String source, String block, String id) throws Exception {
        ObjectNode event = TikTokEvents.bent("/limited_data_use", "-");
        assertEquals(
                "Batch.0." + block + ": Missing data for required field.",
                send(TikTokEvents.call(source, source, event)).get("message").asText());
        event.putObject(block).put(id, "1");
        assertEquals(0, send(TikTokEvents.call(source, source, event)).get("code").asInt());
    }

    private static JsonNode send(ObjectNode call) throws Exception {
        var response =
                rig.send(
                        rig.request(PATH)
                                .header("Content-Type", "application/json")
                                .header("Access-Token", "T")
                                .POST(BodyPublishers.ofString(Json.write(call)))
                                .build());
        assertEquals(200, response.statusCode());
        return SandboxRig.json(response);
    }
}
