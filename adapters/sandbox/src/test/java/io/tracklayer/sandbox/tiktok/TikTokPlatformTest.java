// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TikTokPlatformTest {
    private static final String PATH = "/tiktok/open_api/v1.3/event/track/";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account(
                "[{'platform':'tiktok','account':'CABC1234EXAMPLE567','token':'T'},"
                        + "{'platform':'tiktok','account':'OTHER','token':'T2'},"
                        + "{'platform':'tiktok','account':'OLD','token':'T3','expired':true},"
                        + "{'platform':'tiktok','account':'off','token':'T','source':'offline'}]");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void rightEventsAreTakenWithARequestId() throws Exception {
        HttpResponse<String> response =
                send(TikTokEvents.call(TikTokEvents.purchase("a"), TikTokEvents.purchase("b")));

        assertEquals(200, response.statusCode());
        JsonNode json = SandboxRig.json(response);
        assertEquals(0, json.get("code").asInt(), json.toString());
        assertEquals("OK", json.get("message").asText());
        assertTrue(json.get("request_id").asText().matches("20261120120000\\d{8}"));
        assertEquals("{}", json.get("data").toString());
        assertEquals(4, json.size());
        assertEquals(
                json.get("request_id").asText(),
                response.headers().firstValue("X-TT-LOGID").orElse(""));
    }

    @Test
    void theInspectionShowsTheEventWithItsMoneyAndMatchKeys() throws Exception {
        send(TikTokEvents.call(TikTokEvents.purchase("ord_10042_purchase")));

        JsonNode event = rig.inspect("tiktok").get("events").get(0);
        assertEquals("CABC1234EXAMPLE567", event.get("account").asText());
        assertEquals("Purchase", event.get("event_name").asText());
        assertEquals("ord_10042_purchase", event.get("event_id").asText());
        assertEquals("10042", event.get("order_id").asText());
        assertEquals("129.95", event.get("value").asText());
        assertEquals("EUR", event.get("currency").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals(
                "[\"city\",\"country\",\"email\",\"external_id\",\"ip\",\"locale\",\"phone\","
                        + "\"ttclid\",\"ttp\",\"user_agent\",\"zip_code\"]",
                event.get("match_keys").toString());
        assertTrue(rig.get("/tiktok").body().contains("129.95 EUR"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tiktok/open_api/v1.3/event/track",
                "/tiktok/open_api/v1.2/event/track/",
                "/tiktok/open_api/v1.3/pixel/track/"
            })
    void anotherPathOrAMissingSlashIsNotFound(String path) throws Exception {
        HttpResponse<String> response = rig.post(path, "{}");
        assertEquals(404, response.statusCode());
        assertTrue(response.body().startsWith("<html>"));
    }

    @Test
    void onlyPostIsAllowed() throws Exception {
        assertEquals(405, rig.get(PATH).statusCode());
    }

    @Test
    void aMissingAnUnknownAndAnExpiredTokenAreToldApart() throws Exception {
        ObjectNode call = TikTokEvents.call(TikTokEvents.purchase("a"));
        HttpResponse<String> missing = rig.post(PATH, Json.write(call));
        assertEquals(200, missing.statusCode());
        assertEquals(40104, SandboxRig.json(missing).get("code").asInt());
        assertEquals(40105, code(send("wrong", call)));
        assertEquals(40102, code(send("T3", TikTokEvents.call("web", "OLD"))));
        assertEquals(
                "{\"token_expired\":1,\"token_missing\":1,\"token_rejected\":1}",
                rig.inspect("tiktok").get("diagnostics").toString());
    }

    @ParameterizedTest
    @CsvSource({"web, OTHER", "web, NOBODYS", "offline, CABC1234EXAMPLE567", "web, off"})
    void aTokenOpensItsOwnPixelsOnly(String source, String id) throws Exception {
        ObjectNode call = TikTokEvents.call(source, id, TikTokEvents.purchase("a"));
        JsonNode json = SandboxRig.json(send(call));
        assertEquals(40001, json.get("code").asInt());
        assertEquals("No permission to operate pixel code: " + id, json.get("message").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[]", ""})
    void aBodyThatIsNoObjectIsAnInvalidParameter(String body) throws Exception {
        assertEquals(40002, code(send("T", "application/json", body)));
    }

    @Test
    void theContentTypeMustBeJson() throws Exception {
        String call = Json.write(TikTokEvents.call(TikTokEvents.purchase("a")));
        assertEquals(40002, code(send("T", "text/plain", call)));
        assertEquals(0, code(send("T", "application/json; charset=utf-8", call)));
    }

    @Test
    void theFirstBadEventRefusesTheWholeCallAndIsNamedByPosition() throws Exception {
        JsonNode json =
                SandboxRig.json(
                        send(
                                TikTokEvents.call(
                                        TikTokEvents.purchase("a"),
                                        TikTokEvents.bent(
                                                "/properties/contents/0/content_id", "4132714"),
                                        TikTokEvents.bent("/event", "-"))));

        assertEquals(40002, json.get("code").asInt());
        assertEquals(
                "Batch.1.properties.contents.0.content_id: Not a valid string.",
                json.get("message").asText());
        JsonNode seen = rig.inspect("tiktok");
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(3, seen.get("rejected").asInt());
        assertEquals(1, seen.at("/diagnostics/call_refused").asInt());
    }

    @Test
    void aCopyWithinFortyEightHoursIsNotCountedAgain() throws Exception {
        ObjectNode call = TikTokEvents.call(TikTokEvents.purchase("a"));
        send(call);
        rig.clock.advance(Duration.ofHours(48));
        assertEquals(0, code(send(call)));
        assertEquals(1, rig.inspect("tiktok").get("stored").asInt());
        assertEquals(1, rig.inspect("tiktok").get("deduplicated").asInt());

        rig.clock.advance(Duration.ofSeconds(1));
        send(call);
        assertEquals(2, rig.inspect("tiktok").get("stored").asInt());
    }

    @Test
    void anotherEventNameOrSourceIsNoCopy() throws Exception {
        send(TikTokEvents.call(TikTokEvents.purchase("a")));
        ObjectNode lead = TikTokEvents.purchase("a");
        lead.put("event", "Lead");
        send(TikTokEvents.call(lead));
        ObjectNode inStore = TikTokEvents.purchase("a");
        inStore.remove("limited_data_use");
        send(TikTokEvents.call("offline", "off", inStore));

        assertEquals(3, rig.inspect("tiktok").get("stored").asInt());
    }

    @Test
    void withoutAnEventIdTheCookieTellsCopiesForFiveMinutes() throws Exception {
        ObjectNode event = TikTokEvents.purchase("a");
        event.remove("event_id");
        send(TikTokEvents.call(event));
        rig.clock.advance(Duration.ofMinutes(5));
        send(TikTokEvents.call(event));
        assertEquals(1, rig.inspect("tiktok").get("stored").asInt());

        rig.clock.advance(Duration.ofSeconds(1));
        send(TikTokEvents.call(event));

        assertEquals(2, rig.inspect("tiktok").get("stored").asInt());
    }

    @Test
    void aTestEventIsSeenInTheTestViewAndMakesNoLiveEventACopy() throws Exception {
        ObjectNode call = TikTokEvents.call(TikTokEvents.purchase("a"));
        ObjectNode test = call.deepCopy();
        test.put("test_event_code", "TEST123");
        send(test);
        send(call);

        JsonNode events = rig.inspect("tiktok").get("events");
        assertEquals("stored", events.get(0).get("verdict").asText());
        assertEquals("test", events.get(1).get("verdict").asText());
    }

    @Test
    void aScriptedErrorComesWithStatus200AndNothingIsStored() throws Exception {
        rig.fault("{'platform':'tiktok','kind':'platform_error','code':40100,'times':2}");
        ObjectNode call = TikTokEvents.call(TikTokEvents.purchase("a"));

        assertEquals(40100, code(send(call)));
        assertEquals(40100, code(send(call)));
        assertEquals(0, code(send(call)));
        assertEquals(1, rig.inspect("tiktok").get("stored").asInt());
    }

    @Test
    void aScriptedPartialSuccessMayStoreTheEvents() throws Exception {
        rig.fault(
                "{'platform':'tiktok','account':'CABC1234EXAMPLE567','kind':'platform_error',"
                        + "'code':20001,'body':'Partial success','processed':true,'times':1}");
        JsonNode json = SandboxRig.json(send(TikTokEvents.call(TikTokEvents.purchase("a"))));

        assertEquals(20001, json.get("code").asInt());
        assertEquals("Partial success", json.get("message").asText());
        assertEquals(1, rig.inspect("tiktok").get("stored").asInt());
    }

    @Test
    void anErrorWithoutACodeIsOneOfTikToksOwn() throws Exception {
        rig.fault("{'platform':'tiktok','kind':'platform_error','times':1}");
        assertEquals(50000, code(send(TikTokEvents.call(TikTokEvents.purchase("a")))));
    }

    @Test
    void aResetForgetsEventsAndCopies() throws Exception {
        ObjectNode call = TikTokEvents.call(TikTokEvents.purchase("a"));
        send(call);
        rig.post("/control/reset", "");
        send(call);
        JsonNode seen = rig.inspect("tiktok");
        assertEquals(1, seen.get("stored").asInt());
        assertEquals(0, seen.get("deduplicated").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'platform':'tiktok','account':'A','token':'T','source':'pixel'} | \"source\" must be one of web, app, offline, crm",
                "{'platform':'tiktok','account':'A'} | \"token\" is missing",
                "{'platform':'tiktok','account':'A','token':'T','expired':1} | \"expired\" must be true or false",
                "{'platform':'tiktok','account':'A','token':'T','secret':'S'} | \"secret\" is not known"
            })
    void anAccountSaysWhatItIs(String account, String error) throws Exception {
        String answer = rig.post("/control/accounts", SandboxRig.quoted(account)).body();
        assertTrue(answer.replace("\\\"", "\"").contains(error), answer);
        assertFalse(rig.get("/control/accounts").body().contains("\"A\""));
    }

    private HttpResponse<String> send(ObjectNode call) throws Exception {
        return send("T", call);
    }

    private HttpResponse<String> send(String token, ObjectNode call) throws Exception {
        return send(token, "application/json", Json.write(call));
    }

    private HttpResponse<String> send(String token, String contentType, String body)
            throws Exception {
        return rig.send(
                rig.request(PATH)
                        .header("Content-Type", contentType)
                        .header("Access-Token", token)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static int code(HttpResponse<String> response) {
        assertEquals(200, response.statusCode());
        return SandboxRig.json(response).get("code").asInt();
    }
}
