// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.meta.MetaEvents;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultTest {
    private static final String PATH = "/meta/v25.0/1/events?access_token=T";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'meta','account':'1','token':'T'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aStatusIsAnsweredAsOftenAsAskedAndNothingIsStored() throws Exception {
        rig.fault(
                "{'platform':'meta','kind':'status','status':429,'times':2,"
                        + "'retry_after':'Wed, 21 Oct 2026 07:28:00 GMT','body':'slow down'}");

        HttpResponse<String> first = send("a");
        assertEquals(429, first.statusCode());
        assertEquals("slow down", first.body());
        assertEquals(
                "Wed, 21 Oct 2026 07:28:00 GMT",
                first.headers().firstValue("Retry-After").orElse(""));
        assertEquals(429, send("a").statusCode());
        assertEquals(200, send("a").statusCode());
        JsonNode seen = rig.inspect("meta");
        assertEquals(3, seen.get("requests").asInt());
        assertEquals(1, seen.get("stored").asInt());
        assertEquals(2, fault(0).get("fired").asInt());
        assertFalse(fault(0).get("active").asBoolean());
    }

    @Test
    void aStatusWithoutNumberIs503() throws Exception {
        rig.fault("{'platform':'meta','kind':'status'}");

        assertEquals(503, send("a").statusCode());
    }

    @Test
    void aPlatformErrorHasTheRealShapeAndTheUsageHeader() throws Exception {
        rig.fault(
                "{'platform':'meta','kind':'platform_error','code':80004,'subcode':2446079,"
                        + "'usage_minutes':7}");

        HttpResponse<String> response = send("a");

        assertEquals(400, response.statusCode());
        JsonNode error = SandboxRig.json(response).get("error");
        assertEquals(80004, error.get("code").asInt());
        assertEquals(2446079, error.get("error_subcode").asInt());
        assertFalse(error.get("is_transient").asBoolean(true));
        String usage = response.headers().firstValue("x-business-use-case-usage").orElseThrow();
        assertEquals(
                7,
                SandboxRig.json(usage).at("/1/0/estimated_time_to_regain_access").asInt(),
                usage);
    }

    @Test
    void platformErrorsChooseTheStatusThatGoesWithTheirCode() throws Exception {
        rig.fault("{'platform':'meta','kind':'platform_error','code':190,'times':1}");
        rig.fault("{'platform':'meta','kind':'platform_error','code':2,'times':1}");
        rig.fault("{'platform':'meta','kind':'platform_error','code':4,'status':200,'times':1}");

        assertEquals(401, send("a").statusCode());
        HttpResponse<String> ours = send("a");
        assertEquals(500, ours.statusCode());
        assertTrue(SandboxRig.json(ours).at("/error/is_transient").asBoolean());
        HttpResponse<String> hidden = send("a");
        assertEquals(200, hidden.statusCode());
        assertEquals(4, SandboxRig.json(hidden).at("/error/code").asInt());
    }

    @Test
    void receivedZeroLooksLikeSuccessAndStoresNothing() throws Exception {
        rig.fault("{'platform':'meta','kind':'received_zero'}");

        HttpResponse<String> response = send("a");

        assertEquals(200, response.statusCode());
        assertEquals(0, SandboxRig.json(response).get("events_received").asInt(-1));
        assertEquals(0, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void aSlowAnswerIsTheRightOneLate() throws Exception {
        rig.fault("{'platform':'meta','kind':'slow','delay_ms':300}");
        long start = System.nanoTime();

        HttpResponse<String> response = send("a");

        assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
        assertEquals(1, SandboxRig.json(response).get("events_received").asInt());
        assertEquals(1, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void aHangingCallGetsNoAnswerAndIsNotStored() throws Exception {
        rig.fault("{'platform':'meta','kind':'hang'}");

        assertThrows(HttpTimeoutException.class, () -> send("a", Duration.ofMillis(300)));
        assertEquals(0, rig.inspect("meta").get("stored").asInt());
        JsonNode exchange = SandboxRig.json(rig.get("/inspect/meta/requests")).at("/requests/0");
        assertFalse(exchange.has("status"));
        assertEquals("1 hang", exchange.get("fault").asText());
    }

    @Test
    @Timeout(20)
    void aHundredHangingCallsLeaveTheServerResponsive() throws Exception {
        rig.fault("{'platform':'meta','kind':'hang','times':100}");
        for (int i = 0; i < 100; i++) {
            rig.sendAsync(call("a", Duration.ofSeconds(20)));
        }

        while (fault(0).get("fired").asInt() < 100) {
            Thread.onSpinWait();
        }
        assertEquals(200, send("b").statusCode());
    }

    @Test
    void aHangEndsWithAClosedConnection() throws Exception {
        rig.fault("{'platform':'meta','kind':'hang','delay_ms':100}");

        IOException failure = assertThrows(IOException.class, () -> send("a"));
        assertFalse(failure instanceof HttpTimeoutException, failure.toString());
    }

    @Test
    void aResetClosesTheConnectionAfterOneRequest() throws Exception {
        rig.fault("{'platform':'meta','kind':'reset'}");

        assertThrows(IOException.class, () -> send("a"));
        assertEquals(1, fault(0).get("fired").asInt());
        assertEquals(0, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void aResetMayHideThatTheEventWasStored() throws Exception {
        rig.fault("{'platform':'meta','kind':'reset','processed':true,'times':1}");

        assertThrows(IOException.class, () -> send("a"));
        send("a");

        JsonNode seen = rig.inspect("meta");
        assertEquals(1, seen.get("stored").asInt());
        assertEquals(1, seen.get("deduplicated").asInt());
    }

    @Test
    void garbageIsAnHtmlPageOrWhateverIsAskedFor() throws Exception {
        rig.fault("{'platform':'meta','kind':'garbage','times':1}");
        rig.fault("{'platform':'meta','kind':'garbage','status':200,'body':'{\\\"eve'}");

        HttpResponse<String> page = send("a");
        assertEquals(502, page.statusCode());
        assertTrue(page.body().startsWith("<html>"), page.body());
        assertEquals(0, rig.inspect("meta").get("stored").asInt());
        HttpResponse<String> truncated = send("a");
        assertEquals(200, truncated.statusCode());
        assertEquals("{\"eve", truncated.body());
        assertEquals(1, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void anEmptyAnswerIsASuccessWithoutBody() throws Exception {
        rig.fault("{'platform':'meta','kind':'empty'}");

        HttpResponse<String> response = send("a");

        assertEquals(200, response.statusCode());
        assertEquals("", response.body());
        assertEquals(1, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void aDripSendsTheRightAnswerByteByByte() throws Exception {
        rig.fault("{'platform':'meta','kind':'drip','delay_ms':1}");
        long start = System.nanoTime();

        HttpResponse<String> response = send("a");

        assertEquals(1, SandboxRig.json(response).get("events_received").asInt());
        long least = response.body().length() - 1;
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(least).toNanos());
    }

    @Test
    void aPlatformWithoutBodyDripsFiller() throws Exception {
        rig.account("{'platform':'ga4','account':'G-1','secret':'S'}");
        rig.fault("{'platform':'ga4','kind':'drip','delay_ms':1}");

        HttpResponse<String> response =
                rig.post("/ga4/mp/collect?measurement_id=G-1&api_secret=S", "{}");

        assertEquals(200, response.statusCode());
        assertEquals(60, response.body().length());
    }

    @Test
    void aHugeAnswerGoesOnAsLongAsSomebodyReads() throws Exception {
        rig.fault("{'platform':'meta','kind':'huge','bytes':1000000}");

        assertEquals(1_000_000, send("a").body().length());
    }

    @Test
    void aClientThatLeavesAHugeAnswerDoesNoHarm() throws Exception {
        rig.fault("{'platform':'meta','kind':'huge','bytes':10000000000,'times':1}");

        HttpResponse<InputStream> response =
                rig.send(
                        call("a", Duration.ofSeconds(20)),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertEquals(65_536, body.readNBytes(65_536).length);
        }

        assertEquals(200, send("b").statusCode());
    }

    @Test
    void aRedirectNamesAPlaceNobodyShouldVisit() throws Exception {
        rig.fault(
                "{'platform':'meta','kind':'redirect','status':307,"
                        + "'location':'http://127.0.0.2:1/x'}");

        HttpResponse<String> response = send("a");

        assertEquals(307, response.statusCode());
        assertEquals("http://127.0.0.2:1/x", response.headers().firstValue("Location").orElse(""));
    }

    @Test
    void aPoisonEventSpoilsOnlyTheCallsThatHoldIt() throws Exception {
        rig.fault("{'platform':'meta','event_id':'x','kind':'platform_error','code':100}");

        assertEquals(200, send("a").statusCode());
        assertEquals(
                400,
                rig.post(PATH, MetaEvents.call(MetaEvents.purchase("b"), MetaEvents.purchase("x")))
                        .statusCode());
        assertEquals(200, send("xx").statusCode());
        assertEquals(1, fault(0).get("fired").asInt());
    }

    @Test
    void aFaultIsFoundInAFormBodyToo() throws Exception {
        rig.fault("{'platform':'meta','event_id':'x','kind':'status'}");
        String data = "%5B%7B%22event_id%22%3A%22x%22%7D%5D";

        HttpResponse<String> response =
                rig.send(
                        rig.request(PATH)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("data=" + data))
                                .build());

        assertEquals(503, response.statusCode());
    }

    @Test
    void aFaultOfOneAccountOrPlatformLeavesTheOthersAlone() throws Exception {
        rig.account("{'platform':'meta','account':'2','token':'T2'}");
        rig.fault("{'platform':'meta','account':'2','kind':'status'}");
        rig.fault("{'platform':'ga4','kind':'status'}");

        assertEquals(200, send("a").statusCode());
        assertEquals(
                503,
                rig.post(
                                "/meta/v25.0/2/events?access_token=T2",
                                MetaEvents.call(MetaEvents.purchase("a")))
                        .statusCode());
    }

    @Test
    void aFaultEndsWithItsTime() throws Exception {
        rig.fault("{'platform':'meta','kind':'status','for_ms':600000}");

        assertEquals(503, send("a").statusCode());
        rig.clock.advance(Duration.ofMinutes(10));
        assertEquals(200, send("a").statusCode());
    }

    @Test
    void theFirstFaultThatFitsWins() throws Exception {
        rig.fault("{'platform':'meta','kind':'status','status':500,'times':1}");
        rig.fault("{'platform':'meta','kind':'status','status':501,'times':1}");

        assertEquals(500, send("a").statusCode());
        assertEquals(501, send("a").statusCode());
        assertEquals(200, send("a").statusCode());
    }

    @Test
    void clearedFaultsAreGone() throws Exception {
        rig.fault("{'platform':'meta','kind':'status'}");

        assertEquals("{\"cleared\":1}", rig.delete("/control/faults").body());
        assertEquals(200, send("a").statusCode());
    }

    private JsonNode fault(int index) throws Exception {
        return SandboxRig.json(rig.get("/control/faults")).get("faults").get(index);
    }

    private HttpResponse<String> send(String eventId) throws Exception {
        return send(eventId, Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(String eventId, Duration timeout) throws Exception {
        return rig.send(call(eventId, timeout));
    }

    private HttpRequest call(String eventId, Duration timeout) {
        return rig.request(PATH)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(MetaEvents.call(MetaEvents.purchase(eventId))))
                .build();
    }
}
