// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.taboola;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaboolaPlatformTest {
    private static final String POSTBACK = "/taboola/actions-handler/log/3/s2s-action";
    private static final String BULK = "/taboola/1234567/log/3/bulk-s2s-action";
    private static final String CLICK_ID =
            "GiDxLZcEVjwEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE01";

    /** Half a minute before the clock of the rig. */
    private static final String ACTION =
            "{'click-id':'"
                    + CLICK_ID
                    + "','timestamp':1763639970000,'name':'make_purchase','revenue':129.90,"
                    + "'currency':'EUR','quantity':3,'orderid':'548291'}";

    private static final String QUERY =
            "click-id="
                    + CLICK_ID
                    + "&name=make_purchase&revenue=129.90&currency=EUR&quantity=3&orderid=548291";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        account("'mode':'strict'");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void theDocumentedPostbackIsTakenByGetAndByPost() throws Exception {
        HttpResponse<String> got = rig.get(POSTBACK + "?" + QUERY);
        assertEquals(204, got.statusCode());
        assertEquals("", got.body());
        var post = rig.request(POSTBACK + "?" + QUERY).POST(BodyPublishers.noBody());
        assertEquals(204, rig.send(post.build()).statusCode());

        JsonNode event = seen().at("/events/0");
        assertEquals("stored", event.get("verdict").asText());
        assertEquals("1234567", event.get("account").asText());
        assertEquals("make_purchase", event.get("event_name").asText());
        assertEquals("548291", event.get("order_id").asText());
        assertEquals("129.90", event.get("value").asText());
        assertEquals("[\"click-id\"]", event.get("match_keys").toString());
    }

    @Test
    void theDocumentedBatchIsTaken() throws Exception {
        assertEquals(204, bulk(ACTION).statusCode());
        assertEquals("stored", seen().at("/events/0/verdict").asText());
        assertEquals("129.90", seen().at("/events/0/value").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "click-id=, click_id=, click_id_missing",
        "GiDx, {click, click_id_unreadable",
        "EXAMPLE, , click_id_unreadable",
        "name=make_purchase&, , name_missing",
        "name=, event_name=, name_missing",
        "129.90, '129,90', wrong_type",
        "129.90, -1, wrong_type",
        "129.90, 1e3, wrong_type",
        "EUR, eur, currency_unsupported",
        "EUR, SEK, currency_unsupported",
        "quantity=3, quantity=0, wrong_type",
        "quantity=3, quantity=2.5, wrong_type",
        "quantity=3, quantity=2147483648, wrong_type",
        "quantity=3, quantity=, empty_value",
        "orderid, order_id, unknown_field",
        "&quantity, &timestamp=1763639970000&quantity, unknown_field",
        "&quantity, &partner-name=x&quantity, unknown_field",
    })
    void aBentPostbackIsRefused(String part, String bent, String code) throws Exception {
        String query = QUERY.replace(part, bent == null ? "" : bent).replace("{", "%7B");
        assertEquals(400, rig.get(POSTBACK + "?" + query).statusCode());
        assertEquals(1, seen().at("/diagnostics/" + code).asInt(), seen().toString());
        assertEquals(1, seen().get("rejected").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'click-id'|'click_id'|click_id_missing",
                "'GiDxLZcEVjwEXAMPLE|'{click_id} |click_id_unreadable",
                "'name'|'event_name'|name_missing",
                "'timestamp':1763639970000,|\"\"|timestamp_missing",
                "1763639970000|'2025-11-20T11:59:30Z'|timestamp_missing",
                "1763639970000|1763639970|timestamp_in_1970",
                "1763639970000|1890000000000|timestamp_in_future",
                "129.90|'129.90'|wrong_type",
                "129.90|-0.01|wrong_type",
                "'EUR'|'eur'|currency_unsupported",
                "3,'orderid'|'3','orderid'|wrong_type",
                "'548291'|548291|wrong_type",
                "'548291'|''|empty_value",
                "'548291'|null|empty_value",
                "'quantity'|'event_id'|unknown_field",
            })
    void aBentActionIsLostAlthoughTheAnswerIsASuccess(String part, String bent, String code)
            throws Exception {
        assertEquals(204, bulk(ACTION + "," + ACTION.replace(part, bent)).statusCode());
        assertEquals(1, seen().get("stored").asInt());
        assertEquals(1, seen().get("dropped").asInt());
        assertEquals(1, seen().at("/diagnostics/" + code).asInt(), seen().toString());
    }

    @Test
    void inLenientModeTheUndocumentedPasses() throws Exception {
        account("'mode':'lenient'");
        assertEquals(204, rig.get(POSTBACK + "?" + QUERY + "&x=1").statusCode());
        bulk(ACTION.replace("'EUR'", "'SEK'"));
        assertEquals(2, seen().get("stored").asInt());
        assertEquals(400, rig.get(POSTBACK + "?name=x").statusCode());
    }

    @Test
    void aNameNoRuleHasIsLostWithASuccess() throws Exception {
        account("'event_names':['make_purchase']");
        assertEquals(204, rig.get(POSTBACK + "?" + QUERY.replace("make_p", "Make_P")).statusCode());
        bulk(ACTION);
        assertEquals(1, seen().get("stored").asInt());
        assertEquals(1, seen().at("/diagnostics/event_name_unknown").asInt());
    }

    @Test
    void anOrderThatComesAgainCountsAgain() throws Exception {
        rig.get(POSTBACK + "?" + QUERY);
        bulk(ACTION);
        rig.get(POSTBACK + "?" + QUERY.replace("548291", "548292"));
        assertEquals(3, seen().get("stored").asInt());
        assertEquals(1, seen().at("/diagnostics/order_counted_again").asInt());
        rig.post("/control/reset", "");
        rig.get(POSTBACK + "?" + QUERY);
        assertTrue(seen().at("/diagnostics/order_counted_again").isMissingNode());
    }

    @Test
    void ofABatchOnlyItsFormIsJudged() throws Exception {
        assertEquals(400, rig.post(BULK, "{").statusCode());
        assertEquals(204, rig.post(BULK, "{}").statusCode());
        assertEquals(1, seen().at("/diagnostics/malformed_json").asInt());
        assertEquals(1, seen().at("/diagnostics/actions_missing").asInt());
        assertEquals(204, bulk(String.join(",", Collections.nCopies(1_000, "{}"))).statusCode());
        assertEquals(1_000, seen().get("dropped").asInt());
        assertEquals(400, bulk(String.join(",", Collections.nCopies(1_001, "{}"))).statusCode());
        var form =
                rig.request(BULK)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"));
        assertEquals(400, rig.send(form.build()).statusCode());
    }

    @Test
    void anAccountNobodyHasIsASuccessThatCountsNowhere() throws Exception {
        String path = BULK.replace("1234567", "99");
        String body = SandboxRig.quoted("{'actions':[" + ACTION + "]}");
        assertEquals(204, rig.post(path, body).statusCode());
        assertEquals(1, seen().at("/diagnostics/account_unknown").asInt());
        assertEquals(0, seen().get("stored").asInt());
    }

    @Test
    void wrongPathsAndMethodsHaveAStatusOfTheirOwn() throws Exception {
        assertEquals(400, rig.get(POSTBACK + "s?" + QUERY).statusCode());
        assertEquals(400, rig.get("/taboola/actions-handler/log/2/s2s-action").statusCode());
        assertEquals(404, rig.get("/taboola/log/3/s2s-action?" + QUERY).statusCode());
        assertEquals(404, rig.post(BULK.replace("1234567", "shop"), "{}").statusCode());
        assertEquals(404, rig.post(BULK + "/x", "{}").statusCode());
        assertEquals(405, rig.get(BULK).statusCode());
        assertEquals(405, rig.delete(POSTBACK + "?" + QUERY).statusCode());
        assertEquals(0, seen().get("received").asInt());
    }

    @Test
    void jsonSentToThePostbackIsRefused() throws Exception {
        assertEquals(400, rig.post(POSTBACK, SandboxRig.quoted(ACTION)).statusCode());
        assertEquals(1, seen().at("/diagnostics/click_id_missing").asInt());
    }

    @Test
    void aScriptedErrorSaysWhatItIsTold() throws Exception {
        rig.fault(
                "{'platform':'taboola','kind':'platform_error','status':429,'body':'slow',"
                        + "'code':1,'retry_after':'7','times':1}");
        HttpResponse<String> busy = rig.get(POSTBACK + "?" + QUERY);
        assertEquals(429, busy.statusCode());
        assertEquals("slow", busy.body());
        assertEquals("7", busy.headers().firstValue("retry-after").orElse(""));
        assertEquals(0, seen().get("stored").asInt());
    }

    @Test
    void anAccountIsANumber() throws Exception {
        String json = "{'platform':'taboola','account':'shop','event_names':[],'token':'T'}";
        HttpResponse<String> response = rig.post("/control/accounts", SandboxRig.quoted(json));
        assertEquals(400, response.statusCode());
        for (String problem : new String[] {"must be digits", "event_names", "token"}) {
            assertTrue(response.body().contains(problem), response.body());
        }
    }

    private void account(String more) throws Exception {
        rig.account("{'platform':'taboola','account':'1234567'," + more + "}");
    }

    private HttpResponse<String> bulk(String actions) throws Exception {
        return rig.post(BULK, SandboxRig.quoted("{'actions':[" + actions + "]}"));
    }

    private JsonNode seen() throws Exception {
        return rig.inspect("taboola");
    }
}
