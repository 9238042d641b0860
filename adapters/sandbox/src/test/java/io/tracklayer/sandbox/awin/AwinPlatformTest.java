// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

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

class AwinPlatformTest {
    private static final String PATH = "/awin/s2s/advertiser/12345/orders";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'awin','account':'12345','token':'K'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void rightOrdersAreAllSuccessful() throws Exception {
        HttpResponse<String> response = send(AwinOrders.order("1"), AwinOrders.order("2"));

        assertEquals(200, response.statusCode(), response.body());
        JsonNode json = SandboxRig.json(response);
        assertTrue(json.get("batchId").asText().length() > 8);
        assertEquals("1", json.at("/successfulOrders/0/orderReference").asText());
        assertTrue(json.at("/successfulOrders/1/correlationId").isTextual());
        assertEquals(0, json.get("failedOrders").size());
    }

    @Test
    void someWrongOrdersFailAloneWithTheFieldThatIsWrong() throws Exception {
        HttpResponse<String> response =
                send(AwinOrders.order("1"), AwinOrders.bent("/currency", "'eur'"));

        assertEquals(206, response.statusCode());
        JsonNode json = SandboxRig.json(response);
        assertEquals(1, json.get("successfulOrders").size());
        assertEquals("bent", json.at("/failedOrders/0/order/orderReference").asText());
        assertEquals("currency", json.at("/failedOrders/0/errors/0/field").asText());
        JsonNode seen = rig.inspect("awin");
        assertEquals(1, seen.get("stored").asInt());
        assertEquals(1, seen.get("rejected").asInt());
    }

    @Test
    void ordersThatAreAllWrongAreUnprocessable() throws Exception {
        HttpResponse<String> response = send(AwinOrders.bent("/amount", "'1'"));
        assertEquals(422, response.statusCode());
        assertEquals(1, SandboxRig.json(response).get("failedOrders").size());
    }

    @Test
    void ordersMayBeLookedAtLater() throws Exception {
        rig.account("{'platform':'awin','account':'12345','token':'K','answers':'later'}");
        HttpResponse<String> response =
                send(AwinOrders.order("1"), AwinOrders.bent("/amount", "'1'"));
        assertEquals(202, response.statusCode());
        JsonNode json = SandboxRig.json(response);
        assertEquals("1", json.at("/pendingOrders/0/orderReference").asText());
        assertEquals(0, json.get("successfulOrders").size());
        assertEquals(1, json.get("failedOrders").size());
    }

    @Test
    void theInspectionShowsTheOrderWithItsMoneyAndWhatAttributesIt() throws Exception {
        send(AwinOrders.order("548291"));
        JsonNode event = rig.inspect("awin").get("events").get(0);
        assertEquals("12345", event.get("account").asText());
        assertEquals("aw", event.get("event_name").asText());
        assertEquals("548291", event.get("order_id").asText());
        assertEquals("109.16", event.get("value").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals("[\"awc\",\"voucher\"]", event.get("match_keys").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "12345, x-api-key, wrong, 401",
        "12345, Authorization, Bearer K, 401",
        "12345, x-api-key, OTHER, 403",
        "777, x-api-key, K, 404",
        "12345/x, x-api-key, K, 404"
    })
    void whoMayNotOrAsksElsewhereIsRefused(
            String advertiser, String header, String value, int status) throws Exception {
        rig.account("{'platform':'awin','account':'99','token':'OTHER'}");
        HttpResponse<String> response =
                rig.send(
                        rig.request("/awin/s2s/advertiser/" + advertiser + "/orders")
                                .header("Content-Type", "application/json")
                                .header(header, value)
                                .POST(BodyPublishers.ofString(call(AwinOrders.order("1"))))
                                .build());
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(0, rig.inspect("awin").get("stored").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'orders':[]}",
                "{'orders':{}}",
                "{'orders':[{}],'x':1}",
                "{'orders':[{}],'webhook':{'url':'http://shop.example'}}"
            })
    void aCallThatIsNoneIsRefused(String body) throws Exception {
        assertEquals(400, post(SandboxRig.quoted(body)).statusCode());
    }

    @Test
    void aCallMayNameAWebhook() throws Exception {
        ObjectNode body = (ObjectNode) SandboxRig.json(call(AwinOrders.order("1")));
        body.putObject("webhook").put("url", "https://shop.example/awin");
        assertEquals(200, post(body.toString()).statusCode());
    }

    @Test
    void aThousandOrdersAreTakenAndOneMoreIsNot() throws Exception {
        ObjectNode order = AwinOrders.order("1");
        assertEquals(
                200,
                send(Collections.nCopies(1_000, order).toArray(new ObjectNode[0])).statusCode());
        assertEquals(
                400,
                send(Collections.nCopies(1_001, order).toArray(new ObjectNode[0])).statusCode());
    }

    @Test
    void aReferenceIsBookedOnceHoweverItComes() throws Exception {
        send(AwinOrders.order("1"));
        rig.clock.advance(Duration.ofDays(300));
        assertEquals(200, send(AwinOrders.order("1")).statusCode());
        rig.get(AwinClassicTest.RIGHT.replace("548291", "1"));
        assertEquals(1, rig.inspect("awin").get("stored").asInt());
        assertEquals(2, rig.inspect("awin").get("deduplicated").asInt());
    }

    @Test
    void aReferenceIsCutAtFiftyCharacters() throws Exception {
        send(AwinOrders.order("x".repeat(50) + "1"), AwinOrders.order("x".repeat(50) + "2"));
        assertEquals(1, rig.inspect("awin").get("stored").asInt());
        assertEquals(2, rig.inspect("awin").at("/diagnostics/reference_cut").asInt());
    }

    @Test
    void testsAreTakenAndIgnored() throws Exception {
        ObjectNode order = AwinOrders.order("1");
        send(order.put("isTest", true));
        send(AwinOrders.order("1"));
        JsonNode events = rig.inspect("awin").get("events");
        assertEquals("stored", events.get(0).get("verdict").asText());
        assertEquals("test", events.get(1).get("verdict").asText());
    }

    @Test
    void callsAreCountedForTheUserByTheMinute() throws Exception {
        rig.account("{'platform':'awin','account':'12345','token':'K','calls_per_minute':2}");
        rig.account("{'platform':'awin','account':'99','token':'K','calls_per_minute':2}");
        send(AwinOrders.order("1"));
        send(AwinOrders.order("2"));
        HttpResponse<String> third = send(AwinOrders.order("3"));
        assertEquals(429, third.statusCode());
        assertEquals("60", third.headers().firstValue("retry-after").orElseThrow());
        rig.clock.advance(Duration.ofMinutes(1));
        assertEquals(200, send(AwinOrders.order("3")).statusCode());
    }

    @ParameterizedTest
    @CsvSource({"422, 1", "503, 0"})
    void anErrorCanBeScripted(int status, int failed) throws Exception {
        rig.fault(
                "{'platform':'awin','event_id':'1','times':1,'kind':'platform_error','status':"
                        + status
                        + ",'body':'no'}");
        HttpResponse<String> response = send(AwinOrders.order("1"));
        assertEquals(status, response.statusCode());
        assertEquals(failed, SandboxRig.json(response).path("failedOrders").size());
        assertTrue(response.body().contains("no"));
        assertEquals(200, send(AwinOrders.order("1")).statusCode());
    }

    @Test
    void anAdvertiserHasANumber() throws Exception {
        HttpResponse<String> response =
                rig.post(
                        "/control/accounts",
                        SandboxRig.quoted("{'platform':'awin','account':'acme','token':'T'}"));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("1 to 10 digits"), response.body());
    }

    @Test
    void aResetForgetsWhatWasBooked() throws Exception {
        send(AwinOrders.order("1"));
        rig.post("/control/reset", "");
        send(AwinOrders.order("1"));
        assertEquals(1, rig.inspect("awin").get("stored").asInt());
    }

    private static String call(ObjectNode... orders) {
        return AwinOrders.call(orders);
    }

    private HttpResponse<String> send(ObjectNode... orders) throws Exception {
        return post(call(orders));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return rig.send(
                rig.request(PATH)
                        .header("Content-Type", "application/json")
                        .header("x-api-key", "K")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }
}
