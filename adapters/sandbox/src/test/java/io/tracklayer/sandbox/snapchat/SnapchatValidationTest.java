// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.MutableClock;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapchatValidationTest {
    private final SnapchatEventValidator validator =
            new SnapchatEventValidator(new MutableClock(SandboxRig.NOW));

    @Test
    void theDocumentedExampleIsRight() {
        assertEquals("", code(SnapchatEvents.purchase("a", "1")));
    }

    /** NOW is 1795176000. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /event_name|-|field_missing
                    /event_name|'Purchase'|event_name_unknown
                    /event_name|'CUSTOM_EVENT_6'|event_name_unknown
                    /event_time|-|field_missing
                    /event_time|'1795175940'|wrong_type
                    /event_time|1795175940.5|wrong_type
                    /event_time|1791979199|event_time_out_of_range
                    /event_time|1795176301|event_time_out_of_range
                    /event_time|1795176301000|event_time_out_of_range
                    /action_source|-|field_missing
                    /action_source|'web'|wrong_type
                    /event_source_url|-|field_missing
                    /event_source_url|'shop.example'|wrong_type
                    /event_id|7|wrong_type
                    /integration|[]|wrong_type
                    /user_data|-|field_missing
                    /user_data/em|['jane@example.com']|not_hashed
                    /user_data/em|{}|wrong_type
                    /user_data/ph|['4915123456789']|not_hashed
                    /user_data/country|['de']|not_hashed
                    /user_data/external_id|['cust_7']|not_hashed
                    /user_data/client_ip_address|'725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7'|ip_hashed
                    /user_data/client_ip_address|'shop.example'|wrong_type
                    /user_data/sc_click_id|7|wrong_type
                    /user_data|{'external_id':['725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7'],'sc_click_id':'x','sc_cookie1':'y'}|insufficient_identifiers
                    /user_data|{'client_ip_address':'203.0.113.7'}|insufficient_identifiers
                    /custom_data|-|field_missing
                    /custom_data/value|-|field_missing
                    /custom_data/value|-1|wrong_type
                    /custom_data/value|'much'|wrong_type
                    /custom_data/currency|-|field_missing
                    /custom_data/currency|'eur'|currency_unknown
                    /custom_data/currency|'XXX'|currency_unknown
                    /custom_data/order_id|10042|wrong_type
                    /custom_data/num_items|'three'|wrong_type
                    /custom_data/content_type|'products'|wrong_type
                    /custom_data/content_ids|[1]|wrong_type
                    /custom_data/contents|{}|wrong_type
                    /custom_data/contents|[{'quantity':1}]|field_missing
                    /custom_data/contents|[{'id':'a','quantity':0}]|wrong_type
                    /custom_data/contents|[{'id':'a','item_price':-1}]|wrong_type
                    /opt_out|'true'|wrong_type
                    /data_processing_options|'LDU'|wrong_type
                    /data_processing_options|['lmu']|wrong_type
                    /data_processing_options_state|'CA'|wrong_type
                    /price|1|unknown_field
                    /user_data/email|'x'|unknown_field
                    /custom_data/price|1|unknown_field
                    /custom_data/contents|[{'id':'a','price':1}]|unknown_field
                    /event_id|''|empty_value
                    /custom_data/contents|[]|empty_value
                    """)
    void aBentEventIsRefused(String path, String json, String code) {
        assertEquals(code, code(SnapchatEvents.bent(path, json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /event_time|1791979200
                    /event_time|1795176300
                    /event_time|1795175940123
                    /action_source|'website'
                    /user_data|{'em':'725a92a6b5d1d9a5a693e25987d86503afed7571bbfe4cbb4d7b2b0ba6c59be7'}
                    /user_data|{'madid':'0aeb1f6a-1b9c-4b8e-9f0e-2f1f6a0aeb1f'}
                    /user_data|{'client_ip_address':'2001:db8::42','client_user_agent':'Mozilla/5.0'}
                    /custom_data/value|'129.95'
                    /custom_data/value|0.00
                    /custom_data/contents|[{'id':'a','quantity':'2','item_price':'3.50','brand':'b'}]
                    /data_processing_options|['LDU']
                    /opt_out|true
                    """)
    void whatSnapchatTakesTooIsRight(String path, String json) {
        assertEquals("", code(SnapchatEvents.bent(path, json)));
    }

    @Test
    void onlyAPurchaseNeedsMoneyAndOnlyAWebsiteAPage() {
        ObjectNode offline = SnapchatEvents.bent("/event_source_url", "-");
        offline.put("action_source", "OFFLINE");
        assertEquals("", code(offline));
        ObjectNode page = SnapchatEvents.bent("/custom_data", "-");
        page.put("event_name", "PAGE_VIEW");
        assertEquals("", code(page));
    }

    @Test
    void inLenientModeUnknownMembersPass() {
        JsonNode event = SnapchatEvents.bent("/price", "1");
        assertEquals(Optional.empty(), validator.check(event, false));
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertEquals("wrong_type", code(Json.array()));
    }

    private String code(JsonNode event) {
        return validator.check(event, true).map(Reason::code).orElse("");
    }
}
