// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CriteoPlatformTest {
    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account(CriteoCalls.ACCOUNT);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aSaleIsTakenAndShownWithTheRevenueOfItsItems() throws Exception {
        HttpResponse<String> response = send(CriteoCalls.sale("548291"));

        assertEquals(200, response.statusCode());
        assertEquals("{\"errors\":[],\"warnings\":[]}", response.body());
        JsonNode event = rig.inspect("criteo").at("/events/0");
        assertEquals("stored", event.get("verdict").asText());
        assertEquals("trackTransaction", event.get("event_name").asText());
        assertEquals("548291", event.get("order_id").asText());
        assertEquals("129.90", event.get("value").asText());
        assertEquals(
                "[\"email.md5\",\"email.sha256\",\"email.sha256_md5\",\"mapped_user_id\","
                        + "\"mapping_key\"]",
                event.get("match_keys").toString());
    }

    @Test
    void aSaleOfTheSameOrderCountsOnce() throws Exception {
        send(CriteoCalls.sale("1"));
        send(CriteoCalls.sale("1"));
        send(CriteoCalls.sale("2"));
        assertEquals(2, rig.inspect("criteo").get("stored").asInt());
        assertEquals(1, rig.inspect("criteo").get("deduplicated").asInt());
    }

    @Test
    void otherEventsAreKnownByTheirPageViewOnly() throws Exception {
        String shared = "{'event':'viewPage','deduplication_page_view_id':'pv_1'}";
        send(CriteoCalls.with(shared));
        send(CriteoCalls.with(shared));
        send(CriteoCalls.with(shared.replace("viewPage", "viewHome")));
        send(CriteoCalls.with("{'event':'viewPage'}"));
        send(CriteoCalls.with("{'event':'viewPage'}"));
        assertEquals(4, rig.inspect("criteo").get("stored").asInt());
        assertEquals(1, rig.inspect("criteo").get("deduplicated").asInt());
    }

    @Test
    void anErrorIsToldInsideASuccessAndConcernsAllEventsOfTheCall() throws Exception {
        var body = CriteoCalls.bent("/id", "{}");
        body.withArray("events").addObject().put("event", "viewPage");
        HttpResponse<String> response = send(body);

        assertEquals(200, response.statusCode());
        String error = SandboxRig.json(response).at("/errors/0").asText();
        assertTrue(error.startsWith("UserIdentifierMissing"), error);
        JsonNode seen = rig.inspect("criteo");
        assertEquals(2, seen.get("rejected").asInt());
        assertEquals(2, seen.at("/diagnostics/no_identifier").asInt());
    }

    @Test
    void anUnknownAccountIsToldInsideASuccess() throws Exception {
        HttpResponse<String> response = send(CriteoCalls.bent("/account", "'999'"));
        assertEquals(200, response.statusCode());
        assertTrue(response.body().contains("account is not known"), response.body());
    }

    @Test
    void callsThatAreNotToTheApiHaveAStatusOfTheirOwn() throws Exception {
        String sale = Json.write(CriteoCalls.sale("1"));
        assertEquals(404, rig.post("/criteo/m/events?version=s2s_v0", sale).statusCode());
        assertEquals(404, rig.post("/criteo/m/event/x?version=s2s_v0", sale).statusCode());
        assertEquals(400, rig.post("/criteo/m/event", sale).statusCode());
        assertEquals(400, rig.post("/criteo/m/event?version=s2s_v1", sale).statusCode());
        assertEquals(400, rig.post(CriteoCalls.PATH, "{").statusCode());
        assertEquals(400, rig.post(CriteoCalls.PATH, "[]").statusCode());
        assertEquals(405, rig.delete(CriteoCalls.PATH).statusCode());
        var form =
                rig.request(CriteoCalls.PATH)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(sale));
        assertEquals(415, rig.send(form.build()).statusCode());
        assertEquals(0, rig.inspect("criteo").get("received").asInt());
    }

    @Test
    void theGetFormIsTakenToo() throws Exception {
        String data = Json.write(CriteoCalls.sale("1"));
        rig.get(CriteoCalls.PATH + "&data=" + URLEncoder.encode(data, StandardCharsets.UTF_8));
        assertEquals(1, rig.inspect("criteo").get("stored").asInt());
    }

    @Test
    void scriptedErrorsHaveCriteosShape() throws Exception {
        rig.fault(
                "{'platform':'criteo','kind':'platform_error','code':1,'status':200,"
                        + "'body':'BadItem','times':1}");
        rig.fault(
                "{'platform':'criteo','kind':'redirect','status':307,"
                        + "'location':'https://widget.eu.criteo.com/m/event','times':1}");

        assertEquals(
                "{\"errors\":[\"BadItem\"],\"warnings\":[]}", send(CriteoCalls.sale("1")).body());
        HttpResponse<String> moved = send(CriteoCalls.sale("1"));
        assertEquals(307, moved.statusCode());
        assertEquals(
                "https://widget.eu.criteo.com/m/event",
                moved.headers().firstValue("location").orElse(""));
        assertEquals(0, rig.inspect("criteo").get("stored").asInt());
    }

    @Test
    void anAccountIsAnIdOfDigits() throws Exception {
        HttpResponse<String> response =
                rig.post(
                        "/control/accounts",
                        SandboxRig.quoted(
                                "{'platform':'criteo','account':'ab','caller_id':'x','token':'T'}"));
        assertEquals(400, response.statusCode());
        for (String problem : new String[] {"3 to 10 digits", "must be digits", "token"}) {
            assertTrue(response.body().contains(problem), response.body());
        }
    }

    @Test
    void aResetForgetsWhatWasSeen() throws Exception {
        send(CriteoCalls.sale("1"));
        rig.post("/control/reset", "");
        send(CriteoCalls.sale("1"));
        assertEquals(1, rig.inspect("criteo").get("stored").asInt());
    }

    private HttpResponse<String> send(JsonNode body) throws Exception {
        return rig.post(CriteoCalls.PATH, Json.write(body));
    }
}
