// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedditPlatformTest {
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

    @Test
    void rightEventsAreCounted() throws Exception {
        HttpResponse<String> response = caller.send(purchase("a"), purchase("b"));
        String counted = "{\"message\":\"Successfully processed 2 conversion events.\"}";

        assertEquals(200, response.statusCode(), response.body());
        assertEquals("{\"data\":" + counted + "}", response.body());
        caller.account(",'errors':'v2'");
        assertEquals(counted, caller.send(purchase("a"), purchase("b")).body());
    }

    @Test
    void theInspectionShowsTheEventWithItsMoneyAndMatchKeys() throws Exception {
        caller.send(purchase("ord_548291_purchase"));

        JsonNode event = rig.inspect("reddit").get("events").get(0);
        assertEquals(RedditEvents.PIXEL, event.get("account").asText());
        assertEquals("PURCHASE", event.get("event_name").asText());
        assertEquals("ord_548291_purchase", event.get("event_id").asText());
        assertEquals("548291", event.get("order_id").asText());
        assertEquals("129.95", event.get("value").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals(
                "[\"click_id\",\"email\",\"external_id\",\"ip_address\",\"phone_number\","
                        + "\"user_agent\",\"uuid\"]",
                event.get("match_keys").toString());
    }

    @Test
    void eventsAreSentByPost() throws Exception {
        assertEquals(405, rig.get(RedditCaller.PATH).statusCode());
    }

    @Test
    void aThousandEventsAreTakenAndNoMore() throws Exception {
        ObjectNode[] events = Collections.nCopies(1_001, purchase("a")).toArray(new ObjectNode[0]);
        assertEquals(400, caller.send(events).statusCode());
        assertEquals(200, caller.send(Arrays.copyOf(events, 1_000)).statusCode());
    }

    @Test
    void aConversionIsRecognisedByPixelTypeAndId() throws Exception {
        caller.send(purchase("a"));
        rig.clock.advance(Duration.ofDays(6));
        ObjectNode later = purchase("a").put("event_at", rig.clock.instant().toEpochMilli());
        caller.send(later);
        assertEquals(1, rig.inspect("reddit").get("deduplicated").asInt());
        ((ObjectNode) later.get("type")).put("tracking_type", "LEAD");
        caller.send(later);
        assertEquals(2, rig.inspect("reddit").get("stored").asInt());
    }

    @Test
    void eventsWithoutAnIdAreNeverRecognised() throws Exception {
        caller.send(RedditEvents.bent("/metadata/conversion_id", "-"));
        caller.send(RedditEvents.bent("/metadata/conversion_id", "-"));
        assertEquals(2, rig.inspect("reddit").get("stored").asInt());
    }

    @Test
    void testEventsAreListedApartAndRememberNothing() throws Exception {
        ObjectNode data = RedditEvents.data(purchase("a")).put("test_id", "t2_test");
        caller.send(RedditCaller.PATH, "T", Json.write(Json.object().set("data", data)));
        caller.send(purchase("a"));

        JsonNode events = rig.inspect("reddit").get("events");
        assertEquals("stored", events.get(0).get("verdict").asText());
        assertEquals("test", events.get(1).get("verdict").asText());
    }

    @Test
    void aTestIdBesideTheDataIsIgnored() throws Exception {
        ObjectNode body = Json.object().put("test_id", "t2_test");
        body.set("data", RedditEvents.data(purchase("a")));
        assertEquals(200, caller.send(RedditCaller.PATH, "T", Json.write(body)).statusCode());

        JsonNode seen = rig.inspect("reddit");
        assertEquals("stored", seen.at("/events/0/verdict").asText());
        assertEquals(1, seen.at("/diagnostics/test_id_ignored").asInt());
    }

    @Test
    void moneyOfWhichRedditMakesNothingIsRemarkedOn() throws Exception {
        caller.send(RedditEvents.bent("/type/tracking_type", "'VIEW_CONTENT'"));
        caller.send(purchase("a"));
        assertEquals(1, rig.inspect("reddit").at("/diagnostics/metadata_unused").asInt());
    }

    @Test
    void aClientThatDoesNotSayWhoItIsIsRemarkedOn() throws Exception {
        caller.send(purchase("a"));
        rig.send(
                rig.request(RedditCaller.PATH)
                        .header("Authorization", "Bearer T")
                        .header("User-Agent", "TrackLayer/1.0 (server)")
                        .POST(BodyPublishers.ofString(RedditEvents.call(purchase("b"))))
                        .build());
        JsonNode seen = rig.inspect("reddit");
        assertEquals(2, seen.get("stored").asInt());
        assertEquals(1, seen.at("/diagnostics/generic_user_agent").asInt());
    }

    @Test
    void tooManyCallsInASecondAreThrottledWithoutAHeader() throws Exception {
        caller.account(",'requests_per_second':2");
        caller.send(purchase("a"));
        caller.send(purchase("b"));
        HttpResponse<String> third = caller.send(purchase("c"));

        assertEquals(429, third.statusCode());
        assertTrue(third.headers().firstValue("Retry-After").isEmpty());
        rig.clock.advance(Duration.ofSeconds(1));
        assertEquals(200, caller.send(purchase("c")).statusCode());
        assertEquals(3, rig.inspect("reddit").get("stored").asInt());
    }

    @Test
    void anAccountThatIsNotUnderstoodIsNotRegistered() throws Exception {
        HttpResponse<String> response =
                rig.post(
                        "/control/accounts",
                        SandboxRig.quoted(
                                "{'platform':'reddit','account':'a','token':'T','errors':'v1',"
                                        + "'type_errors':'402'}"));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("must be fields, bare or v2"), response.body());
        assertTrue(response.body().contains("must be 400 or 403"), response.body());
    }

    @Test
    void aResetForgetsWhatWasSeen() throws Exception {
        caller.send(purchase("a"));
        rig.post("/control/reset", "");
        caller.send(purchase("a"));
        assertEquals(1, rig.inspect("reddit").get("stored").asInt());
    }

    private static ObjectNode purchase(String conversionId) {
        return RedditEvents.purchase(conversionId);
    }
}
