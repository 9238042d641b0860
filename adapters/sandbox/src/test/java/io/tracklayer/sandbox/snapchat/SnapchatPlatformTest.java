// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
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

class SnapchatPlatformTest {
    private static final String PATH = "/snapchat/v3/" + SnapchatEvents.PIXEL + "/events";
    private static final String TOKEN = "?access_token=T";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'snapchat','account':'" + SnapchatEvents.PIXEL + "','token':'T'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void rightEventsAreAnsweredValidWithoutACount() throws Exception {
        HttpResponse<String> response = send(purchase("a", "1"), purchase("b", "2"));

        assertEquals(200, response.statusCode(), response.body());
        JsonNode json = SandboxRig.json(response);
        assertEquals("VALID", json.get("status").asText());
        assertTrue(json.has("reason"));
        assertEquals(2, json.size());
    }

    @Test
    void theInspectionShowsTheEventWithItsMoneyAndMatchKeys() throws Exception {
        send(purchase("ord_1_purchase", "10042"));

        JsonNode event = rig.inspect("snapchat").get("events").get(0);
        assertEquals(SnapchatEvents.PIXEL, event.get("account").asText());
        assertEquals("PURCHASE", event.get("event_name").asText());
        assertEquals("ord_1_purchase", event.get("event_id").asText());
        assertEquals("10042", event.get("order_id").asText());
        assertEquals("129.95", event.get("value").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals(
                "[\"client_ip_address\",\"client_user_agent\",\"em\",\"sc_click_id\",\"sc_cookie1\"]",
                event.get("match_keys").toString());
    }

    @Test
    void theTokenMayBeABearer() throws Exception {
        HttpResponse<String> response =
                rig.send(
                        rig.request(PATH)
                                .header("Authorization", "Bearer T")
                                .POST(BodyPublishers.ofString(call(purchase("a", "1"))))
                                .build());
        assertEquals(200, response.statusCode(), response.body());
    }

    @ParameterizedTest
    @CsvSource({
        "v3/PIXEL/events, 401",
        "v3/PIXEL/events?access_token=wrong, 401",
        "v3/PIXEL/events?access_token=OTHER, 403",
        "v3/4f0b1c2d-9999-4222-8333-944455566677/events?access_token=T, 404",
        "v3/nothing/events?access_token=T, 404",
        "v3/conversion?access_token=T, 404",
        "v3/PIXEL/events/other?access_token=T, 404",
        "v2/conversion?access_token=T, 410"
    })
    void whoMayNotOrAsksElsewhereIsRefused(String path, int status) throws Exception {
        rig.account(
                "{'platform':'snapchat','account':'00000000-0000-4000-8000-000000000001',"
                        + "'token':'OTHER'}");
        String address = "/snapchat/" + path.replace("PIXEL", SnapchatEvents.PIXEL);
        HttpResponse<String> response = rig.post(address, call(purchase("a", "1")));

        assertEquals(status, response.statusCode(), response.body());
        assertEquals("INVALID", SandboxRig.json(response).get("status").asText());
        assertEquals(0, rig.inspect("snapchat").get("stored").asInt());
    }

    @Test
    void eventsAreSentByPost() throws Exception {
        assertEquals(405, rig.get(PATH + TOKEN).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"data\":{}}",
                "{\"data\":[]}",
                "{\"data\":[{}],\"test_event_code\":\"\"}"
            })
    void aCallWithoutEventsIsRefused(String body) throws Exception {
        HttpResponse<String> response = rig.post(PATH + TOKEN, body);
        assertEquals(400, response.statusCode(), response.body());
    }

    @Test
    void moreThanTwoThousandEventsAreRefused() throws Exception {
        ObjectNode[] events =
                Collections.nCopies(2_001, purchase("a", "1")).toArray(new ObjectNode[0]);
        assertEquals(400, send(events).statusCode());
    }

    @Test
    void oneBadEventRefusesTheCallAndIsNamedByItsPlace() throws Exception {
        HttpResponse<String> response =
                send(purchase("a", "1"), SnapchatEvents.bent("/event_name", "'Purchase'"));

        assertEquals(400, response.statusCode());
        JsonNode json = SandboxRig.json(response);
        assertEquals("INVALID", json.get("status").asText());
        assertEquals(1, json.get("event").asInt());
        assertEquals("[\"517\"]", json.at("/errors/codes").toString());
        assertTrue(json.at("/errors/error_msgs/0").asText().startsWith("event_name_unknown"));
        JsonNode seen = rig.inspect("snapchat");
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(2, seen.get("rejected").asInt());
        assertEquals(1, seen.at("/diagnostics/call_refused").asInt());
    }

    @Test
    void anEventIdIsKnownForFortyEightHours() throws Exception {
        ObjectNode event = SnapchatEvents.bent("/custom_data/order_id", "-");
        send(event);
        rig.clock.advance(Duration.ofHours(48));
        send(event);
        assertEquals(1, rig.inspect("snapchat").get("deduplicated").asInt());
        rig.clock.advance(Duration.ofSeconds(1));
        send(event);
        assertEquals(2, rig.inspect("snapchat").get("stored").asInt());
    }

    @Test
    void theOrderOfAPurchaseIsKnownForThirtyDays() throws Exception {
        send(purchase("a", "1"));
        rig.clock.advance(Duration.ofDays(30));
        send(purchase("b", "1"));
        assertEquals(1, rig.inspect("snapchat").get("deduplicated").asInt());
        ObjectNode checkout = purchase("c", "1");
        checkout.put("event_name", "START_CHECKOUT");
        send(checkout);
        assertEquals(2, rig.inspect("snapchat").get("stored").asInt());
    }

    @Test
    void testEventsAreListedApartAndRememberNothing() throws Exception {
        ObjectNode body = (ObjectNode) SandboxRig.json(call(purchase("a", "1")));
        rig.post(PATH + TOKEN, Json.write(body.put("test_event_code", "T1")));
        ObjectNode single = purchase("a", "1");
        send(single.put("test_event_code", "T1"));
        send(purchase("a", "1"));

        JsonNode events = rig.inspect("snapchat").get("events");
        assertEquals("stored", events.get(0).get("verdict").asText());
        assertEquals("test", events.get(1).get("verdict").asText());
        assertEquals("test", events.get(2).get("verdict").asText());
    }

    @Test
    void theValidationJudgesEachEventAndStoresNothing() throws Exception {
        HttpResponse<String> response =
                rig.post(
                        PATH + "/validate" + TOKEN,
                        call(purchase("a", "1"), SnapchatEvents.bent("/event_time", "-")));

        JsonNode json = SandboxRig.json(response);
        assertEquals(200, response.statusCode());
        assertEquals("INVALID", json.get("status").asText());
        assertTrue(json.get("test_event").asBoolean());
        assertEquals("VALID", json.at("/event_logs/0/status").asText());
        assertEquals(1, json.at("/event_logs/1/event").asInt());
        assertEquals("INVALID", json.at("/event_logs/1/status").asText());
        assertEquals(0, rig.inspect("snapchat").get("events").size());
    }

    @Test
    void logsAndStatisticsTellOfTheLastHour() throws Exception {
        rig.post(PATH + "/validate" + TOKEN, call(purchase("old", "0")));
        rig.clock.advance(Duration.ofHours(2));
        send(purchase("a", "1"), purchase("b", "2"));
        rig.post(PATH + "/validate" + TOKEN, call(purchase("c", "3")));

        JsonNode stats = SandboxRig.json(rig.get(PATH + "/validate/stats" + TOKEN));
        assertEquals(2, stats.get("live_events").asInt());
        assertEquals(1, stats.get("test_events").asInt());
        assertEquals(rig.clock.instant().toString(), stats.get("last_timestamp").asText());
        JsonNode logs = SandboxRig.json(rig.get(PATH + "/validate/logs" + TOKEN)).get("logs");
        assertEquals(4, logs.size());
        assertTrue(logs.get(0).get("data").asText().contains("\"c\""));
    }

    @Test
    void scriptedErrorsHaveSnapchatsShape() throws Exception {
        rig.fault(
                "{'platform':'snapchat','kind':'platform_error','code':12,'subcode':1,"
                        + "'status':200,'times':1}");
        rig.fault("{'platform':'snapchat','kind':'status','status':429,'times':1}");

        HttpResponse<String> refused = send(purchase("a", "1"));
        assertEquals(200, refused.statusCode());
        JsonNode json = SandboxRig.json(refused);
        assertEquals("INVALID", json.get("status").asText());
        assertEquals(1, json.get("event").asInt());
        assertEquals("[\"12\"]", json.at("/errors/codes").toString());
        assertEquals(429, send(purchase("a", "1")).statusCode());
        assertEquals(0, rig.inspect("snapchat").get("stored").asInt());
    }

    @Test
    void aPixelThatIsNoUuidIsNotRegistered() throws Exception {
        HttpResponse<String> response =
                rig.post(
                        "/control/accounts",
                        SandboxRig.quoted("{'platform':'snapchat','account':'1','token':'T'}"));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("must be a UUID"), response.body());
    }

    @Test
    void aResetForgetsWhatWasSeen() throws Exception {
        send(purchase("a", "1"));
        rig.post("/control/reset", "");
        send(purchase("a", "1"));
        assertEquals(1, rig.inspect("snapchat").get("stored").asInt());
    }

    private static ObjectNode purchase(String eventId, String orderId) {
        return SnapchatEvents.purchase(eventId, orderId);
    }

    private static String call(ObjectNode... events) {
        return SnapchatEvents.call(events);
    }

    private HttpResponse<String> send(ObjectNode... events) throws Exception {
        return rig.post(PATH + TOKEN, call(events));
    }
}
