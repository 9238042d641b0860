// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetaPlatformTest {
    private static final String PATH = "/meta/v25.0/123456789/events";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'meta','account':'123456789','token':'T'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void twoRightEventsAreReceivedWithTheirNumberAndATraceId() throws Exception {
        HttpResponse<String> response = send(MetaEvents.purchase("a"), MetaEvents.purchase("b"));

        assertEquals(200, response.statusCode(), response.body());
        JsonNode json = SandboxRig.json(response);
        assertEquals(2, json.get("events_received").asInt());
        assertEquals("[]", json.get("messages").toString());
        assertFalse(json.get("fbtrace_id").asText().isEmpty());
        assertEquals(3, json.size());
    }

    @Test
    void theInspectionShowsTheEventWithItsMoneyAndMatchKeys() throws Exception {
        send(MetaEvents.purchase("ord_10042_purchase"));

        JsonNode seen = rig.inspect("meta");
        assertEquals(1, seen.get("requests").asInt());
        assertEquals(1, seen.get("received").asInt());
        assertEquals(1, seen.get("stored").asInt());
        JsonNode event = seen.get("events").get(0);
        assertEquals("123456789", event.get("account").asText());
        assertEquals("Purchase", event.get("event_name").asText());
        assertEquals("ord_10042_purchase", event.get("event_id").asText());
        assertEquals("10042", event.get("order_id").asText());
        assertEquals("129.95", event.get("value").asText());
        assertEquals("EUR", event.get("currency").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals(SandboxRig.NOW.toString(), event.get("received_at").asText());
        assertEquals(
                "[\"client_ip_address\",\"client_user_agent\",\"em\",\"fbc\",\"fbp\"]",
                event.get("match_keys").toString());
        assertEquals("Purchase", event.at("/payload/event_name").asText());
    }

    @Test
    void theTokenIsTakenFromHeaderQueryOrBody() throws Exception {
        ObjectNode body = (ObjectNode) SandboxRig.json(MetaEvents.call(MetaEvents.purchase("c")));
        body.put("access_token", "T");

        assertEquals(200, send(MetaEvents.purchase("a")).statusCode());
        assertEquals(
                200,
                rig.post(PATH + "?access_token=T", MetaEvents.call(MetaEvents.purchase("b")))
                        .statusCode());
        assertEquals(200, rig.post(PATH, Json.write(body)).statusCode());
        assertEquals(3, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void formEncodedDataIsTheSameAsJson() throws Exception {
        String data = "[" + Json.write(MetaEvents.purchase("a")) + "]";
        String form = "access_token=T&data=" + URLEncoder.encode(data, StandardCharsets.UTF_8);

        HttpResponse<String> response =
                rig.send(
                        rig.request(PATH)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build());

        assertEquals(200, response.statusCode(), response.body());
        assertEquals(1, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void anUnknownTokenIsRefusedBeforeAnythingElseIsLookedAt() throws Exception {
        HttpResponse<String> response = send("wrong", "/meta/v1/nowhere/events", "not json");

        assertError(response, 401, 190, 0);
        assertEquals(1, rig.inspect("meta").at("/diagnostics/token_rejected").asInt());
    }

    @Test
    void anUnknownDatasetIsRefusedBeforeTheVersion() throws Exception {
        assertError(send("T", "/meta/v1.0/999/events", "not json"), 400, 100, 33);
    }

    @Test
    void aTokenOfAnotherDatasetDoesNotOpenThisOne() throws Exception {
        rig.account("{'platform':'meta','account':'555','token':'OTHER'}");

        assertError(send("OTHER", PATH, "{}"), 400, 100, 33);
    }

    @Test
    void aRetiredVersionIsRefusedBeforeTheData() throws Exception {
        assertError(send("T", "/meta/v3.0/123456789/events", "not json"), 400, 2635, 0);
    }

    @Test
    void aRetiredVersionIsServedWithAWarningWhenTheAccountSaysSo() throws Exception {
        rig.account("{'platform':'meta','account':'123456789','token':'T','old_versions':'warn'}");

        HttpResponse<String> response =
                send("T", "/meta/v3.0/123456789/events", MetaEvents.call(MetaEvents.purchase("a")));

        assertEquals(200, response.statusCode());
        assertTrue(response.headers().firstValue("X-Ad-Api-Version-Warning").isPresent());
    }

    @Test
    void anEmptyBatchWithGoodTokenAndDatasetIsCode100WithoutSubcode() throws Exception {
        assertError(send("T", PATH, "{\"data\":[]}"), 400, 100, 0);
    }

    @Test
    void aTokenIsReplacedByRegisteringTheAccountAgain() throws Exception {
        rig.account("{'platform':'meta','account':'123456789','token':'NEW'}");

        assertError(send(MetaEvents.purchase("a")), 401, 190, 0);
        assertEquals(
                200, send("NEW", PATH, MetaEvents.call(MetaEvents.purchase("a"))).statusCode());
    }

    @Test
    void oneBadEventRefusesTheWholeCallAndNothingIsStored() throws Exception {
        ObjectNode bad = MetaEvents.bent("/custom_data/currency", "-");

        HttpResponse<String> response = send(MetaEvents.purchase("a"), bad);

        assertError(response, 400, 100, MetaProblems.PURCHASE_WITHOUT_VALUE);
        JsonNode seen = rig.inspect("meta");
        assertEquals(0, seen.get("received").asInt());
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(2, seen.get("rejected").asInt());
        assertTrue(
                seen.at("/events/0/reason").asText().startsWith("purchase_without_value: "),
                seen.toString());
        assertTrue(seen.at("/events/1/reason").asText().startsWith("call_refused: "));
        assertEquals(200, send(MetaEvents.purchase("a")).statusCode());
        assertEquals(1, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void anErrorHasEveryMemberOfTheRealShape() throws Exception {
        JsonNode error = SandboxRig.json(send(MetaEvents.bent("/event_time", "1"))).get("error");

        for (String name :
                new String[] {
                    "message",
                    "type",
                    "code",
                    "error_subcode",
                    "is_transient",
                    "error_user_title",
                    "error_user_msg",
                    "fbtrace_id"
                }) {
            assertTrue(error.has(name), name);
        }
        assertFalse(error.get("is_transient").asBoolean(true));
    }

    @Test
    void theSameEventIsReceivedAgainButFlaggedAsDuplicateFor48Hours() throws Exception {
        send(MetaEvents.purchase("a"));
        HttpResponse<String> again = send(MetaEvents.purchase("a"), MetaEvents.purchase("b"));

        assertEquals(2, SandboxRig.json(again).get("events_received").asInt());
        JsonNode seen = rig.inspect("meta");
        assertEquals(3, seen.get("received").asInt());
        assertEquals(2, seen.get("stored").asInt());
        assertEquals(1, seen.get("deduplicated").asInt());

        rig.clock.advance(Duration.ofHours(47));
        send(MetaEvents.purchase("a"));
        assertEquals(2, rig.inspect("meta").get("deduplicated").asInt());
        rig.clock.advance(Duration.ofMinutes(61));
        send(MetaEvents.purchase("a"));
        assertEquals(2, rig.inspect("meta").get("deduplicated").asInt());
    }

    @Test
    void eventNameAndCaseOfTheIdBelongToTheDuplicateKey() throws Exception {
        ObjectNode lead = MetaEvents.purchase("a");
        lead.put("event_name", "Lead");

        send(MetaEvents.purchase("a"), MetaEvents.purchase("A"), lead);

        assertEquals(3, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void testEventsAreStoredAndFlagged() throws Exception {
        ObjectNode body = (ObjectNode) SandboxRig.json(MetaEvents.call(MetaEvents.purchase("a")));
        body.put("test_event_code", "TEST12345");

        assertEquals(200, send("T", PATH, Json.write(body)).statusCode());
        JsonNode seen = rig.inspect("meta");
        assertEquals("test", seen.at("/events/0/verdict").asText());
        assertEquals(1, seen.get("stored").asInt());
    }

    @Test
    void lenientModeAcceptsAPoorHashWithAWarning() throws Exception {
        rig.account("{'platform':'meta','account':'123456789','token':'T','mode':'lenient'}");

        HttpResponse<String> response = send(MetaEvents.bent("/user_data/em", "['abc']"));

        assertEquals(200, response.statusCode());
        assertTrue(
                SandboxRig.json(response).at("/messages/0").asText().startsWith("hash_invalid: "),
                response.body());
    }

    @Test
    void lenientModeStillRefusesWhatTheLiveApiRefuses() throws Exception {
        rig.account("{'platform':'meta','account':'123456789','token':'T','mode':'lenient'}");

        assertError(
                send(MetaEvents.bent("/event_time", "1795183509000")),
                400,
                100,
                MetaProblems.IN_FUTURE);
    }

    @Test
    void anAppSecretDemandsAProofOfTheToken() throws Exception {
        rig.account("{'platform':'meta','account':'1','token':'key','app_secret':'Jefe'}");
        String body = MetaEvents.call(MetaEvents.purchase("a"));

        assertError(send("key", "/meta/v25.0/1/events", body), 400, 104, 0);
        String proof = AppSecretProof.of("Jefe", "key");
        assertEquals(
                200,
                send("key", "/meta/v25.0/1/events?appsecret_proof=" + proof, body).statusCode());
    }

    @Test
    void theAppSecretProofIsTheHmacOfTheTokenUnderTheSecret() {
        // RFC 4231, test case 2.
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                AppSecretProof.of("Jefe", "what do ya want for nothing?"));
    }

    @Test
    void aMissingUrlOfAWebsiteEventIsOnlyRemarkedUpon() throws Exception {
        HttpResponse<String> response = send(MetaEvents.bent("/event_source_url", "-"));

        assertEquals("[]", SandboxRig.json(response).get("messages").toString());
        JsonNode diagnostics = rig.inspect("meta").get("diagnostics");
        assertEquals(1, diagnostics.get("event_source_url_missing").asInt());
    }

    @Test
    void traceIdsAreFresh() throws Exception {
        assertNotEquals(
                SandboxRig.json(send(MetaEvents.purchase("a"))).get("fbtrace_id"),
                SandboxRig.json(send(MetaEvents.purchase("b"))).get("fbtrace_id"));
    }

    @Test
    void otherPathsAndMethodsAreNotServed() throws Exception {
        assertEquals(404, rig.post("/meta/v25.0/123456789/stats", "{}").statusCode());
        assertEquals(405, rig.get(PATH).statusCode());
    }

    private HttpResponse<String> send(ObjectNode... events) throws Exception {
        return send("T", PATH, MetaEvents.call(events));
    }

    private HttpResponse<String> send(String token, String path, String body) throws Exception {
        return rig.send(
                rig.request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private static void assertError(
            HttpResponse<String> response, int status, int code, int subcode) {
        assertEquals(status, response.statusCode(), response.body());
        JsonNode error = SandboxRig.json(response).get("error");
        assertEquals(code, error.get("code").asInt(), response.body());
        assertEquals(subcode, error.path("error_subcode").asInt(0), response.body());
        assertEquals(subcode != 0, error.has("error_subcode"));
    }
}
