// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinterestPlatformTest {
    private static final String PATH = "/pinterest/v5/ad_accounts/549755885175/events";

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

    @Test
    void rightEventsAreProcessedOneByOne() throws Exception {
        HttpResponse<String> response =
                send(PinterestEvents.checkout("a"), PinterestEvents.checkout("b"));

        assertEquals(200, response.statusCode(), response.body());
        assertEquals(
                SandboxRig.quoted(
                        "{'num_events_received':2,'num_events_processed':2,'events':["
                                + "{'status':'processed','error_message':null,"
                                + "'warning_message':null},"
                                + "{'status':'processed','error_message':null,"
                                + "'warning_message':null}]}"),
                response.body());
        assertEquals(2, rig.inspect("pinterest").get("stored").asInt());
    }

    @Test
    void theInspectionShowsTheEventWithItsMoneyAndMatchKeys() throws Exception {
        send(PinterestEvents.checkout("ord_10042_purchase"));

        JsonNode event = rig.inspect("pinterest").get("events").get(0);
        assertEquals("549755885175", event.get("account").asText());
        assertEquals("checkout", event.get("event_name").asText());
        assertEquals("ord_10042_purchase", event.get("event_id").asText());
        assertEquals("10042", event.get("order_id").asText());
        assertEquals("129.95", event.get("value").asText());
        assertEquals("EUR", event.get("currency").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals(
                "[\"click_id\",\"client_ip_address\",\"client_user_agent\",\"em\",\"ph\"]",
                event.get("match_keys").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "T", "bearer T", "Basic T"})
    void anUnknownTokenIsRefusedBeforeAnythingElse(String authorization) throws Exception {
        assertError(401, 2, post("/pinterest/v5/ad_accounts/x/events", authorization, "oops"));
    }

    @Test
    void aTokenWithoutRoleOnTheAccountIsRefused() throws Exception {
        rig.account("{'platform':'pinterest','account':'7','token':'OTHER'}");

        assertError(403, 29, post(PATH, "Bearer OTHER", "{}"));
        assertError(
                403,
                29,
                post("/pinterest/v5/ad_accounts/123456789012345678/events", "Bearer T", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2613174167631x", "1234567890123456789"})
    void anAccountIdHasUpToEighteenDigits(String id) throws Exception {
        assertEquals(
                404,
                post("/pinterest/v5/ad_accounts/" + id + "/events", "Bearer T", "{}").statusCode());
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertEquals(404, rig.post("/pinterest/events/v3", "{}").statusCode());
        assertEquals(405, rig.get(PATH).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oops",
                "[]",
                "{}",
                "{'data':{}}",
                "{'data':[]}",
                "{'data':[5]}",
                "{'data':[],'partner':1}"
            })
    void aBodyThatIsNoListOfEventsIsRefused(String body) throws Exception {
        assertError(400, 4196, post(PATH, "Bearer T", SandboxRig.quoted(body)));
    }

    @Test
    void atMostAThousandEventsAreTaken() throws Exception {
        ObjectNode[] events =
                Collections.nCopies(1001, PinterestEvents.bent("/custom_data", "-"))
                        .toArray(ObjectNode[]::new);
        assertError(400, 4196, send(events));
    }

    @Test
    void aFaultOfTheSchemaRefusesTheWholeCallAndNamesThePlace() throws Exception {
        HttpResponse<String> response =
                send(
                        PinterestEvents.checkout("a"),
                        PinterestEvents.bent("/custom_data/value", "129.95"));

        assertError(400, 4196, response);
        assertTrue(
                response.body().contains("data[1].custom_data.value must be a string"),
                response.body());
        JsonNode seen = rig.inspect("pinterest");
        assertEquals(2, seen.get("rejected").asInt());
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(1, seen.at("/diagnostics/call_refused").asInt());
    }

    @Test
    void anEventThatFailsIsNamedAndTheOthersAreStored() throws Exception {
        HttpResponse<String> response =
                send(
                        PinterestEvents.checkout("a"),
                        PinterestEvents.bent("/event_name", "'purchase'"),
                        PinterestEvents.checkout("c"));

        assertEquals(422, response.statusCode());
        JsonNode json = SandboxRig.json(response);
        assertTrue(json.get("code").isInt());
        assertEquals(3, json.at("/details/num_events_received").asInt());
        assertEquals(2, json.at("/details/num_events_processed").asInt());
        assertEquals("failed", json.at("/details/events/1/status").asText());
        assertTrue(json.at("/details/events/1/error_message").asText().contains("event_name"));
        assertEquals("processed", json.at("/details/events/2/status").asText());
        assertEquals(2, rig.inspect("pinterest").get("stored").asInt());
    }

    @Test
    void anAccountMayAnswerAPartialSuccessWith200() throws Exception {
        account(",'failures':'200'");
        HttpResponse<String> response = send(PinterestEvents.bent("/event_name", "'purchase'"));

        assertEquals(200, response.statusCode());
        assertEquals("failed", SandboxRig.json(response).at("/events/0/status").asText());
    }

    @Test
    void aRepeatedEventIsRecognisedForADay() throws Exception {
        send(PinterestEvents.checkout("a"));
        send(PinterestEvents.checkout("a"), PinterestEvents.bent("/event_name", "'lead'"));

        JsonNode seen = rig.inspect("pinterest");
        assertEquals(1, seen.get("deduplicated").asInt());
        assertEquals(2, seen.get("stored").asInt());
    }

    @Test
    void whatIsOfflineOrComesLateIsNotRecognised() throws Exception {
        ObjectNode offline = PinterestEvents.bent("/action_source", "'offline'");
        send(offline);
        send(offline);
        send(PinterestEvents.checkout("a"));
        rig.clock.advance(Duration.ofHours(1));
        send(PinterestEvents.checkout("a"));

        JsonNode seen = rig.inspect("pinterest");
        assertEquals(4, seen.get("stored").asInt());
        assertEquals(0, seen.get("deduplicated").asInt());
        assertEquals(3, seen.at("/diagnostics/filed_as_offline").asInt());
    }

    @Test
    void aTestIsAnsweredAlikeAndNotStored() throws Exception {
        HttpResponse<String> response =
                post(
                        PATH + "?test=true",
                        "Bearer T",
                        PinterestEvents.call(PinterestEvents.checkout("a")));

        assertEquals(200, response.statusCode());
        assertEquals(0, rig.inspect("pinterest").get("stored").asInt());
        send(PinterestEvents.checkout("a"));
        assertEquals(1, rig.inspect("pinterest").get("stored").asInt());
        assertEquals(400, post(PATH + "?test=true", "Bearer T", "{\"data\":[]}").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"8, 429", "4197, 503", "2, 401"})
    void errorsCanBeScriptedInPinterestsShape(int code, int status) throws Exception {
        rig.fault(
                "{'platform':'pinterest','kind':'platform_error','times':1,'code':"
                        + code
                        + ",'status':"
                        + status
                        + "}");
        assertError(status, code, send(PinterestEvents.checkout("a")));
        assertEquals(200, send(PinterestEvents.checkout("a")).statusCode());
    }

    @Test
    void aPartialFailureWithoutDetailsCanBeScripted() throws Exception {
        rig.fault(
                "{'platform':'pinterest','kind':'platform_error','code':4195,'status':422,"
                        + "'body':'not all'}");
        assertEquals(
                "{\"code\":4195,\"message\":\"not all\",\"details\":{}}",
                send(PinterestEvents.checkout("a")).body());
    }

    private void account(String more) throws Exception {
        rig.account("{'platform':'pinterest','account':'549755885175','token':'T'" + more + "}");
    }

    private HttpResponse<String> send(ObjectNode... events) throws Exception {
        return post(PATH, "Bearer T", PinterestEvents.call(events));
    }

    private HttpResponse<String> post(String path, String authorization, String body)
            throws Exception {
        return rig.send(
                rig.request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static void assertError(int status, int code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        JsonNode json = SandboxRig.json(response);
        assertEquals(code, json.get("code").asInt(), response.body());
        assertTrue(json.get("message").isTextual(), response.body());
    }
}
