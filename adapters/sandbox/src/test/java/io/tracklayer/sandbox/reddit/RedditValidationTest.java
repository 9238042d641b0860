// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedditValidationTest {
    private final RedditEventValidator validator =
            new RedditEventValidator(Clock.fixed(SandboxRig.NOW, ZoneOffset.UTC));

    @Test
    void theDocumentedEventIsRight() {
        assertEquals(List.of(), codes(RedditEvents.purchase("a")));
    }

    /** The clock stands at 1795176000000. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /event_at|-|field_missing
                    /event_at|'1795175940000'|wrong_type
                    /event_at|1795175940.5|wrong_type
                    /event_at|null|wrong_type
                    /event_at|1795175940|event_at_unit
                    /event_at|17951759400000|event_at_unit
                    /event_at|1794571200000|too_old
                    /event_at|1795176300001|in_the_future
                    /action_source|-|field_missing
                    /action_source|'website'|value_unknown
                    /action_source|7|wrong_type
                    /action_source|'OTHER'|page_without_website
                    /type|-|field_missing
                    /type|'PURCHASE'|wrong_type
                    /type|{}|field_missing
                    /type/tracking_type|'Purchase'|value_unknown
                    /type/tracking_type|1|wrong_type
                    /type/tracking_type|'CUSTOM'|field_missing
                    /type|{'tracking_type':'CUSTOM','custom_event_name':''}|empty_value
                    /type|{'tracking_type':'CUSTOM','custom_event_name':'purchase'}|name_reserved
                    /type/custom_event_name|'Other'|name_without_custom
                    /type/name|'Other'|unknown_field
                    /click_id|3184742045291813272|wrong_type
                    /click_id|''|empty_value
                    /event_source_url|'/thank-you'|url_invalid
                    /event_source_url|'https://x.example/a b'|url_invalid
                    /event_source_url|7|wrong_type
                    /referrer_url|'northfield'|url_invalid
                    /metadata|[]|wrong_type
                    /metadata/conversion_id|7|wrong_type
                    /metadata/conversion_id|''|empty_value
                    /metadata/conversion_id|null|wrong_type
                    /metadata/order_id|548291|wrong_type
                    /metadata/currency|-|field_missing
                    /metadata/value|-|field_missing
                    /metadata/currency|'eur'|currency_unknown
                    /metadata/value|-0.01|negative
                    /metadata/value|'129.95'|wrong_type
                    /metadata/item_count|-1|out_of_range
                    /metadata/item_count|2147483648|out_of_range
                    /metadata/item_count|1.5|wrong_type
                    /metadata/products|{}|wrong_type
                    /metadata/products|[]|empty_value
                    /metadata/products|[{'quantity':1}]|field_missing
                    /metadata/products|[{'id':''}]|empty_value
                    /metadata/products|[{'id':7}]|wrong_type
                    /metadata/products|[{'id':'a','quantity':-1}]|out_of_range
                    /metadata/products|[{'id':'a','quantity':'1'}]|wrong_type
                    /metadata/products|[{'id':'a','item_price':-1}]|negative
                    /metadata/products|[{'id':'a','price':1}]|unknown_field
                    /metadata/value_decimal|1|unknown_field
                    /user|'me'|wrong_type
                    /user/email|'ada'|value_invalid
                    /user/email|null|wrong_type
                    /user/phone_number|'442079460958'|value_invalid
                    /user/external_id|''|empty_value
                    /user/external_id|'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'|hash_of_nothing
                    /user/ip_address|'here'|value_invalid
                    /user/user_agent|'75d98a720d6c2133c018b687d53e3e952249bbca10cb04b2f4acc7e05b0196f1'|hashed_plain_key
                    /user/uuid|'1795100000000'|value_invalid
                    /user/aaid|'cdda802e-fb9c-47ad-9866-0794d394c912'|device_without_app
                    /user/screen_dimensions|{'width':1}|field_missing
                    /user/screen_dimensions|{'width':1,'height':32768}|out_of_range
                    /user/screen_dimensions|{'width':1,'height':1,'depth':1}|unknown_field
                    /user/data_processing_options|{}|field_missing
                    /user/data_processing_options|{'modes':'LDU'}|wrong_type
                    /user/data_processing_options|{'modes':[]}|value_unknown
                    /user/data_processing_options|{'modes':['LDU'],'country':'USA'}|value_invalid
                    /user/data_processing_options|{'modes':['LDU'],'region':'California'}|value_invalid
                    /user/data_processing_options|{'modes':['LDU'],'state':'CA'}|unknown_field
                    /user/em|'x'|unknown_field
                    /event_type|{}|unknown_field
                    """)
    void aBentEventIsRefused(String path, String json, String code) {
        assertEquals(List.of(code), codes(RedditEvents.bent(path, json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /event_at|1794571200001
                    /event_at|1795176300000
                    /type|{'tracking_type':'CUSTOM','custom_event_name':'CheckoutStarted'}
                    /referrer_url|'https://northfield.example/cart'
                    /metadata|-
                    /metadata/value|0
                    /metadata/products|[{'id':'a'}]
                    /user|-
                    /user/email|'ada@example.com'
                    /user/phone_number|'+442079460958'
                    /user/external_id|'cust_20417'
                    /user/ip_address|'2001:db8::42'
                    /user/ip_address|'fec52565aa0cf18f57d7cf5b3ac728503b8992d2d6f7d46da1d1201090902b02'
                    /user/uuid|'7c73f2ae-a433-4d7b-9838-f467da98f48e'
                    /user/screen_dimensions|{'width':0,'height':32767}
                    /user/data_processing_options|{'modes':['LDU']}
                    /user/data_processing_options|{'modes':['LDU'],'country':'US','region':'US-CA'}
                    /user/data_processing_options|{'modes':['LDU'],'country':'US','region':'CA'}
                    """)
    void whatRedditTakesTooIsRight(String path, String json) {
        assertEquals(List.of(), codes(RedditEvents.bent(path, json)));
    }

    @ParameterizedTest
    @CsvSource({"64, ''", "65, name_too_long"})
    void aCustomNameHasSixtyFourCharacters(int length, String code) {
        ObjectNode event = RedditEvents.purchase("a");
        ((ObjectNode) event.get("type"))
                .put("tracking_type", "CUSTOM")
                .put("custom_event_name", "é".repeat(length));
        assertEquals(code, String.join(",", codes(event)));
    }

    @Test
    void deviceIdsBelongToAnApp() {
        ObjectNode event =
                RedditEvents.bent("/user/aaid", "'cdda802e-fb9c-47ad-9866-0794d394c912'");
        event.put("action_source", "APP").remove("event_source_url");
        assertEquals(List.of(), codes(event));
    }

    @Test
    void everythingThatIsWrongIsNamedWithItsPlace() {
        ObjectNode event = RedditEvents.bent("/metadata/products", "[{'id':'a'},{'price':1}]");
        event.remove("event_at");
        assertEquals(
                List.of("event_at", "metadata.products[1].id", "metadata.products[1].price"),
                validator.check(event).stream().map(RedditProblem::field).toList());
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertEquals(List.of("wrong_type"), codes(Json.array()));
    }

    private List<String> codes(JsonNode event) {
        return validator.check(event).stream().map(problem -> problem.reason().code()).toList();
    }
}
