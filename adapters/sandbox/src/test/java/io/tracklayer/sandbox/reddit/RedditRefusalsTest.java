// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedditRefusalsTest {
    private SandboxRig rig;
    private RedditCaller caller;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        caller = new RedditCaller(rig);
        caller.account("");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "api/v3/pixels/PIXEL/conversion_events, wrong, 401",
        "api/v3/pixels/PIXEL/conversion_events, '', 401",
        "api/v3/pixels/nothing/conversion_events, wrong, 401",
        "api/v3/pixels/PIXEL/conversion_events, OTHER, 403",
        "api/v3/pixels/nothing/conversion_events, T, 404",
        "api/v3/pixels/PIXEL/events, T, 404",
        "api/v3/pixels/PIXEL, T, 404",
        "api/v3/pixels/PIXEL/conversion_events/more, T, 404",
        "api/v2.0/conversions/events/PIXEL, T, 410"
    })
    void whoMayNotOrAsksElsewhereIsRefused(String path, String token, int status) throws Exception {
        rig.account("{'platform':'reddit','account':'t2_other','token':'OTHER'}");
        HttpResponse<String> response =
                caller.send(
                        "/reddit/" + path.replace("PIXEL", RedditEvents.PIXEL),
                        token,
                        RedditEvents.call(purchase("a")));

        assertEquals(status, response.statusCode(), response.body());
        assertTrue(SandboxRig.json(response).has("error"));
        assertEquals(0, rig.inspect("reddit").get("stored").asInt());
    }

    @Test
    void aWrongTokenIsToldInJsonOrInBareText() throws Exception {
        String call = RedditEvents.call(purchase("a"));
        assertEquals(
                "UNAUTHORIZED",
                SandboxRig.json(caller.send(RedditCaller.PATH, "wrong", call))
                        .at("/error/reason")
                        .asText());
        caller.account(",'auth_body':'text'");
        assertEquals(
                "Authorization Required", caller.send(RedditCaller.PATH, "wrong", call).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'events':[]}",
                "{'data':[]}",
                "{'data':{}}",
                "{'data':{'events':{}}}",
                "{'data':{'events':[]}}",
                "{'data':{'events':[{}],'test_mode':true}}",
                "{'data':{'events':[{}],'test_id':''}}",
                "{'data':{'events':[{}],'partner':7}}",
                "{'data':{'events':[{}]},'partner':'x'}"
            })
    void aCallOutsideTheEnvelopeIsRefused(String body) throws Exception {
        HttpResponse<String> response =
                caller.send(RedditCaller.PATH, "T", SandboxRig.quoted(body));
        assertEquals(400, response.statusCode(), response.body());
        assertEquals(400, SandboxRig.json(response).at("/error/code").asInt());
        assertFalse(SandboxRig.json(response).get("error").has("fields"));
    }

    @Test
    void oneBadEventRefusesTheCallAndIsNamedByItsPlace() throws Exception {
        HttpResponse<String> response =
                caller.send(purchase("a"), RedditEvents.bent("/event_at", "1794571200000"));

        assertEquals(400, response.statusCode());
        JsonNode field = SandboxRig.json(response).at("/error/fields/0");
        assertEquals("data.events[1].event_at", field.get("field").asText());
        assertTrue(field.get("message").asText().contains("168h0m0s"));
        JsonNode seen = rig.inspect("reddit");
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(2, seen.get("rejected").asInt());
        assertEquals(1, seen.at("/diagnostics/call_refused").asInt());
        assertEquals(1, seen.at("/diagnostics/too_old").asInt());
    }

    @Test
    void aRefusalMayNameNothing() throws Exception {
        caller.account(",'errors':'bare'");
        JsonNode error =
                SandboxRig.json(caller.send(purchase("a"), RedditEvents.bent("/event_at", "7")))
                        .get("error");
        assertEquals(2, error.size());
    }

    @Test
    void aRefusalMayRepeatTheEventAsInV2() throws Exception {
        caller.account(",'errors':'v2'");
        HttpResponse<String> response =
                caller.send(purchase("a"), RedditEvents.bent("/event_at", "1794571200000"));

        assertEquals(400, response.statusCode());
        JsonNode json = SandboxRig.json(response);
        assertEquals(
                "There were 1 invalid conversion events. None were processed.",
                json.get("message").asText());
        assertEquals(1, json.get("invalid_events").size());
        assertEquals("bent", json.at("/invalid_events/0/event/metadata/conversion_id").asText());
    }

    @Test
    void aWrongTypeMayBeToldAsUnauthorized() throws Exception {
        caller.account(",'type_errors':'403'");
        HttpResponse<String> response = caller.send(RedditEvents.bent("/metadata/value", "'1'"));
        assertEquals(403, response.statusCode());
        assertEquals(
                "JSON error unexpected type",
                SandboxRig.json(response).at("/error/explanation").asText());
        assertEquals(400, caller.send(RedditEvents.bent("/event_at", "7")).statusCode());
    }

    @Test
    void scriptedErrorsHaveRedditsShapes() throws Exception {
        fault("'code':1,'subcode':0");
        JsonNode refused = SandboxRig.json(caller.send(purchase("a")));
        assertEquals("data.events[0]", refused.at("/error/fields/0/field").asText());
        fault("'status':403,'body':'no'");
        HttpResponse<String> forbidden = caller.send(purchase("a"));
        assertEquals(403, forbidden.statusCode());
        assertEquals("no", SandboxRig.json(forbidden).at("/error/explanation").asText());
        fault("'status':500");
        assertEquals(
                "{\"error\":{\"code\":500,\"message\":\"Scripted error\"}}",
                caller.send(purchase("a")).body());
        assertEquals(0, rig.inspect("reddit").get("stored").asInt());
    }

    private void fault(String more) throws Exception {
        rig.fault("{'platform':'reddit','kind':'platform_error','times':1," + more + "}");
    }

    private static ObjectNode purchase(String conversionId) {
        return RedditEvents.purchase(conversionId);
    }
}
