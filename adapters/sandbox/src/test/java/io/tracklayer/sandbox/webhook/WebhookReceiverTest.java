// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {
    private static final String SECRET_A = "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY";
    private static final String SECRET_B = "whsec_ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8";
    private static final String ID = "msg_01JHTL5X9T6Q";
    private static final long TIME = 1768472431;
    private static final String BODY =
            "{\"type\":\"purchase_placed\",\"timestamp\":\"2026-01-15T10:20:30.000Z\","
                    + "\"data\":{\"event_id\":\"ord_548291_purchase\"}}";
    private static final String BY_A = "v1,fQ6Biac4bJp/c46u53MFqsk43ylNidrcZLZ8THF5woM=";
    private static final String BY_B = "v1,mdd0uhXXVRLomMD/2ACXChpTdm4FKpmJkbqj2/PYIWg=";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.clock.set(Instant.ofEpochSecond(TIME));
        secrets(SECRET_A);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aSignedMessageIsTaken() throws Exception {
        HttpResponse<String> response = send(ID, TIME, BY_A, BODY);

        assertEquals(200, response.statusCode(), response.body());
        assertEquals("{\"ok\":true}", response.body());
        JsonNode event = rig.inspect("webhook").get("events").get(0);
        assertEquals("warehouse", event.get("account").asText());
        assertEquals("purchase_placed", event.get("event_name").asText());
        assertEquals("ord_548291_purchase", event.get("event_id").asText());
        assertEquals("stored", event.get("verdict").asText());
    }

    @Test
    void duringARotationEitherSecretWillDo() throws Exception {
        assertEquals(200, send(ID, TIME, BY_B + " " + BY_A, BODY).statusCode());
        assertEquals(401, send(ID, TIME, BY_B, BODY).statusCode());
        secrets(SECRET_B);
        assertEquals(200, send(ID, TIME, BY_B, BODY).statusCode());
        assertEquals(401, send(ID, TIME, BY_A, BODY).statusCode());
        rig.account(
                "{'platform':'webhook','account':'warehouse','secrets':['%s','%s']}"
                        .formatted(SECRET_A, SECRET_B));
        assertEquals(200, send(ID, TIME, BY_A, BODY).statusCode());
        assertEquals(200, send(ID, TIME, BY_B, BODY).statusCode());
    }

    @Test
    void theVectorOfTheReferenceLibrariesVerifies() throws Exception {
        secrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        rig.clock.set(Instant.ofEpochSecond(1614265330));
        String id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        String signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

        HttpResponse<String> good = send(id, 1614265330, signature, "{\"test\": 2432232314}");
        HttpResponse<String> bad = send(id, 1614265330, signature, "{\"test\":2432232314}");

        // The signature holds; only then is the message found to have no type.
        assertEquals(400, good.statusCode());
        assertTrue(good.body().startsWith("type_invalid: "), good.body());
        assertEquals(401, bad.statusCode());
    }

    @Test
    void unknownSignatureVersionsArePassedOver() throws Exception {
        assertEquals(200, send(ID, TIME, "v1a,AAAA v2,x " + BY_A, BODY).statusCode());
        assertEquals(401, send(ID, TIME, BY_A.replace("v1,", "v2,"), BODY).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1,", "v1,%%%", "v1", " ", "v1,AAAA", "nonsense"})
    void oddSignaturesAreRefused(String signature) throws Exception {
        HttpResponse<String> response = send(ID, TIME, signature, BODY);

        assertEquals(401, response.statusCode());
        assertTrue(response.body().contains("signature"), response.body());
    }

    @ParameterizedTest(name = "{0} s off: {1}")
    @CsvSource({"300, 200", "-300, 200", "301, 401", "-301, 401"})
    void timestampsHoldWithin300Seconds(long offset, int status) throws Exception {
        rig.clock.set(Instant.ofEpochSecond(TIME + offset));

        assertEquals(status, send(ID, TIME, BY_A, BODY).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void allThreeHeadersAreRequired(String missing) throws Exception {
        HttpRequest.Builder request = rig.request("/webhook/warehouse");
        if (!missing.equals("webhook-id")) {
            request.header("webhook-id", ID);
        }
        if (!missing.equals("webhook-timestamp")) {
            request.header("webhook-timestamp", Long.toString(TIME));
        }
        if (!missing.equals("webhook-signature")) {
            request.header("webhook-signature", BY_A);
        }
        HttpResponse<String> response =
                rig.send(request.POST(BodyPublishers.ofString(BODY)).build());

        assertEquals(401, response.statusCode());
        JsonNode seen = rig.inspect("webhook");
        assertEquals(1, seen.at("/diagnostics/signature_headers_missing").asInt());
        assertEquals(0, seen.get("events").size());
    }

    @Test
    void theSameMessageIdIsTakenAgainButFlagged() throws Exception {
        send(ID, TIME, BY_A, BODY);
        assertEquals(200, send(ID, TIME, BY_A, BODY).statusCode());

        JsonNode seen = rig.inspect("webhook");
        assertEquals(1, seen.get("stored").asInt());
        assertEquals(1, seen.get("deduplicated").asInt());
        assertEquals("deduplicated", seen.at("/events/0/verdict").asText());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        not json                                                             | body_not_json
        [1]                                                                  | body_not_json
        {'timestamp':'2026-01-15T10:20:30.000Z','data':{}}                   | type_invalid
        {'type':'a b','timestamp':'2026-01-15T10:20:30.000Z','data':{}}      | type_invalid
        {'type':'a.b','data':{}}                                             | timestamp_invalid
        {'type':'a.b','timestamp':'2026-01-15T10:20:30Z','data':{}}          | timestamp_invalid
        {'type':'a.b','timestamp':'2026-13-15T10:20:30.000Z','data':{}}      | timestamp_invalid
        {'type':'a.b','timestamp':'2026-01-15T10:20:30.000+01:00','data':{}} | timestamp_invalid
        {'type':'a.b','timestamp':1768472430000,'data':{}}                   | timestamp_invalid
        {'type':'a.b','timestamp':'2026-01-15T10:20:30.000Z'}                | data_missing
        {'type':'a.b','timestamp':'2026-01-15T10:20:30.000Z','data':[]}      | data_missing
        """)
    void aSignedButMalformedMessageIsRejected(String body, String code) throws Exception {
        HttpResponse<String> response = sendSigned("msg_1", SandboxRig.quoted(body));

        assertEquals(400, response.statusCode());
        assertTrue(response.body().startsWith(code + ": "), response.body());
        JsonNode seen = rig.inspect("webhook");
        assertEquals(1, seen.get("rejected").asInt());
        assertEquals(0, seen.get("stored").asInt());
    }

    @Test
    void anIdWithADotWouldMakeTheSignatureAmbiguous() throws Exception {
        HttpResponse<String> response = sendSigned("msg.1", BODY);

        assertEquals(400, response.statusCode());
        assertTrue(response.body().startsWith("webhook_id_invalid: "));
    }

    @Test
    void aMessageMustSayThatItIsJson() throws Exception {
        HttpResponse<String> response =
                rig.send(
                        rig.request("/webhook/warehouse")
                                .header("webhook-id", ID)
                                .header("webhook-timestamp", Long.toString(TIME))
                                .header("webhook-signature", BY_A)
                                .POST(BodyPublishers.ofString(BODY))
                                .build());

        assertTrue(response.body().startsWith("content_type_invalid: "), response.body());
    }

    @Test
    void aMessageAbove256KilobytesIsTooLarge() throws Exception {
        assertEquals(413, sendSigned("msg_1", " ".repeat(256 * 1024 + 1)).statusCode());
    }

    @Test
    void anUnknownEndpointIsNotFound() throws Exception {
        assertEquals(404, rig.post("/webhook/elsewhere", BODY).statusCode());
        assertEquals(405, rig.get("/webhook/warehouse").statusCode());
    }

    private void secrets(String secret) throws Exception {
        rig.account("{'platform':'webhook','account':'warehouse','secrets':['" + secret + "']}");
    }

    private HttpResponse<String> sendSigned(String id, String body) throws Exception {
        byte[] signature =
                SigningKey.parse(SECRET_A)
                        .orElseThrow()
                        .sign(id, Long.toString(TIME), body.getBytes(StandardCharsets.UTF_8));
        return send(id, TIME, "v1," + Base64.getEncoder().encodeToString(signature), body);
    }

    private HttpResponse<String> send(String id, long time, String signature, String body)
            throws Exception {
        return rig.send(
                rig.request("/webhook/warehouse")
                        .header("Content-Type", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(time))
                        .header("webhook-signature", signature)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }
}
