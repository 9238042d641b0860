// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestValidationTest {
    private static final String PATH = "/pinterest/v5/ad_accounts/1/events";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        account("");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Path, value and the reason for which the whole call is refused. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event_name                     | -             | field_missing
        /action_source                  | -             | field_missing
        /event_time                     | -             | field_missing
        /event_id                       | -             | field_missing
        /user_data                      | -             | field_missing
        /event_name                     | 5             | wrong_type
        /event_name                     | null          | wrong_type
        /action_source                  | 'website'     | wrong_type
        /event_time                     | '1790000000'  | wrong_type
        /event_time                     | 1790000000.5  | wrong_type
        /event_id                       | 7             | wrong_type
        /opt_out                        | 'false'       | wrong_type
        /opt_out                        | null          | wrong_type
        /wifi                           | 1             | wrong_type
        /language                       | 5             | wrong_type
        /partner_name                   | 5             | wrong_type
        /event_source_url               | 5             | wrong_type
        /device_info                    | 'x'           | wrong_type
        /app_id                         | 5             | wrong_type
        /referrer_url                   | 'https://a.b' | unknown_field
        /custom_data                    | []            | wrong_type
        /custom_data/value              | 129.95        | wrong_type
        /custom_data/predicted_ltv      | 5             | wrong_type
        /custom_data/currency           | null          | wrong_type
        /custom_data/num_items          | '3'           | wrong_type
        /custom_data/content_ids        | 'SKU-1'       | wrong_type
        /custom_data/content_ids        | [1]           | wrong_type
        /custom_data/contents           | {}            | wrong_type
        /custom_data/contents           | ['SKU-1']     | wrong_type
        /custom_data/contents           | [{'id':1}]    | wrong_type
        /custom_data/contents           | [{'id':'1','item_price':5}]    | wrong_type
        /custom_data/contents           | [{'id':'1','quantity':'1'}]    | wrong_type
        /custom_data/contents           | [{'id':'1','item_brand_id':''}] | unknown_field
        /custom_data/content_type       | 'product'     | unknown_field
        /user_data                      | []            | wrong_type
        /user_data/em                   | 'abc'         | wrong_type
        /user_data/em                   | [null]        | wrong_type
        /user_data/client_ip_address    | ['203.0.113.7'] | wrong_type
        /user_data                      | {'ph':[],'click_id':'x'} | identifiers_insufficient
        /user_data                      | {'client_ip_address':'203.0.113.7'} | identifiers_insufficient
        """)
    void whatTheDescriptionForbidsRefusesTheCall(String path, String json, String reason)
            throws Exception {
        HttpResponse<String> response = send(PinterestEvents.bent(path, json));

        assertEquals(400, response.statusCode(), response.body());
        assertEquals(4196, SandboxRig.json(response).get("code").asInt());
        assertTrue(response.body().contains("data[0]"), response.body());
        assertEquals(1, rig.inspect("pinterest").at("/diagnostics/" + reason).asInt());
    }

    /** Path, value and the reason for which this event alone fails. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event_name                   | 'purchase'      | event_name_unknown
        /event_name                   | ''              | empty_value
        /event_id                     | ''              | empty_value
        /event_time                   | 1895183509      | time_in_future
        /event_time                   | 1790000000123   | time_in_future
        /event_time                   | 1500000000      | time_too_old
        /language                     | 'de-DE'         | language_invalid
        /event_source_url             | 'shop'          | url_invalid
        /user_data/em                 | ['ABC']         | hash_invalid
        /user_data/em                 | []              | empty_value
        /user_data/client_ip_address  | 'unknown'       | ip_invalid
        /custom_data/currency         | 'EURO'          | currency_invalid
        /custom_data/value            | '1,299.95'      | amount_invalid
        /custom_data/value            | '-1.00'         | amount_invalid
        /custom_data/num_items        | 0               | count_invalid
        """)
    void whatMakesNoSenseFailsTheEvent(String path, String json, String reason) throws Exception {
        HttpResponse<String> response = send(PinterestEvents.bent(path, json));

        assertEquals(422, response.statusCode(), response.body());
        JsonNode verdict = SandboxRig.json(response).at("/details/events/0");
        assertEquals("failed", verdict.get("status").asText());
        assertEquals(1, rig.inspect("pinterest").at("/diagnostics/" + reason).asInt());
    }

    /** Path and value of what is taken, with the remark it earns, if any. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        /event_source_url             | null            |
        /custom_data                  | -               |
        /user_data/client_ip_address  | '10.0.0.1'      | ip_not_public
        /user_data/madid              | 'x'             | unknown_user_data
        /custom_data/currency         | -               | currency_missing
        /custom_data/opt_out_type     | 'LDP'           |
        /custom_data/opt_out_type     | 'LDU'           | opt_out_type_unknown
        /partner_name                 | 'TrackLayer'    | partner_name_form
        """)
    void whatIsOnlyPoorIsTakenWithARemark(String path, String json, String remark)
            throws Exception {
        assertEquals(200, send(PinterestEvents.bent(path, json)).statusCode());
        JsonNode diagnostics = rig.inspect("pinterest").get("diagnostics");
        assertEquals(remark == null ? "{}" : "{\"" + remark + "\":1}", diagnostics.toString());
    }

    @Test
    void aLenientAccountOnlyRemarksUponAnUnknownKey() throws Exception {
        account(",'mode':'lenient'");
        HttpResponse<String> response =
                send(PinterestEvents.bent("/advertiser_tracking_enabled", "true"));

        assertEquals(200, response.statusCode());
        JsonNode verdict = SandboxRig.json(response).at("/events/0");
        assertEquals("processed", verdict.get("status").asText());
        assertTrue(
                verdict.get("warning_message").asText().contains("advertiser_tracking_enabled"),
                response.body());
    }

    @Test
    void namesOfTheNewerGuideAreKnownUnlessTheAccountDoesNotHaveThem() throws Exception {
        ObjectNode trial = PinterestEvents.bent("/event_name", "'start_trial'");
        assertEquals(200, send(trial).statusCode());
        account(",'extended_events':false");
        assertEquals(422, send(trial).statusCode());
    }

    @Test
    void namesTheAdvertiserHasDefinedAreKnown() throws Exception {
        ObjectNode own = PinterestEvents.bent("/event_name", "'size_guide'");
        assertEquals(422, send(own).statusCode());
        account(",'event_names':['size_guide']");
        assertEquals(200, send(own).statusCode());
    }

    private void account(String more) throws Exception {
        rig.account("{'platform':'pinterest','account':'1','token':'T'" + more + "}");
    }

    private HttpResponse<String> send(ObjectNode event) throws Exception {
        return rig.send(
                rig.request(PATH)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer T")
                        .POST(BodyPublishers.ofString(PinterestEvents.call(event)))
                        .build());
    }
}
