// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import static io.tracklayer.sandbox.googleads.GoogleAdsEvents.bent;
import static io.tracklayer.sandbox.googleads.GoogleAdsEvents.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAdsPlatformTest {
    private static final String ADJUST =
            "/google-ads/v25/customers/4812345670:uploadConversionAdjustments";

    private SandboxRig rig;
    private String token;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account(GoogleAdsEvents.ACCOUNT.formatted(""));
        token = GoogleAdsEvents.token(rig);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aRightRequestGetsAnIdAndIsKept() throws Exception {
        HttpResponse<String> response = send(request("NF-548291"));

        assertEquals(200, response.statusCode(), response.body());
        assertEquals("{\"requestId\":\"t-1\"}", response.body());
        JsonNode event = inspect().get("events").get(0);
        assertEquals("4812345670", event.get("account").asText());
        assertEquals("712034455", event.get("event_name").asText());
        assertEquals("NF-548291", event.get("order_id").asText());
        assertEquals("129.95", event.get("value").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals(
                "[\"address\",\"emailAddress\",\"gclid\",\"phoneNumber\"]",
                event.get("match_keys").toString());
    }

    @Test
    void oneWrongEventRefusesAllAndEveryViolationIsNamed() throws Exception {
        ObjectNode body = request("a");
        ArrayNode events = (ArrayNode) body.get("events");
        ObjectNode wrong = ((ObjectNode) events.get(0)).deepCopy();
        wrong.remove("eventSource");
        wrong.put("currency", "EURO");
        events.add(wrong);
        HttpResponse<String> response = send(body);

        assertEquals(400, response.statusCode());
        JsonNode error = SandboxRig.json(response).get("error");
        assertEquals("INVALID_ARGUMENT", error.get("status").asText());
        assertEquals("t-1", error.at("/details/1/requestId").asText());
        JsonNode violations = error.at("/details/2/fieldViolations");
        assertEquals(2, violations.size(), violations.toString());
        assertEquals("events.events[1].event_source", violations.get(0).get("field").asText());
        assertEquals("REQUIRED_FIELD_MISSING", violations.get(0).get("reason").asText());
        assertEquals("INVALID_CURRENCY_CODE", violations.get(1).get("reason").asText());
        assertEquals(0, inspect().get("stored").asInt());
        assertEquals(2, inspect().get("rejected").asInt());
    }

    @Test
    void aNameNobodyKnowsRefusesTheRequestWithoutNamingAnEvent() throws Exception {
        HttpResponse<String> response = send(bent("/events/0/testEventCode", "'T'"));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("Unknown name \\\"testEventCode\\\""), response.body());
        assertFalse(response.body().contains("fieldViolations"));
    }

    @Test
    void aKnownTransactionHasItsValueReplacedAndAnUnknownOneIsCounted() throws Exception {
        send(request("NF-1"));
        ObjectNode refund = request("NF-1");
        ((ObjectNode) refund.at("/events/0"))
                .put("conversionValue", 70.0)
                .put("lastUpdatedTimestamp", "2026-11-20T11:30:00Z");
        send(refund);
        send(request("NF-1"));
        send(request("NF-2"));

        JsonNode events = inspect().get("events");
        assertEquals("stored", events.get(0).get("verdict").asText());
        assertEquals("dropped", events.get(1).get("verdict").asText());
        assertEquals("deduplicated", events.get(2).get("verdict").asText());
        assertEquals("stored", events.get(3).get("verdict").asText());
    }

    @Test
    void whatIsOnlyValidatedIsNotKeptAndHasNoStatus() throws Exception {
        String id = SandboxRig.json(send(bent("/validateOnly", "true"))).get("requestId").asText();
        assertEquals("test", inspect().at("/events/0/verdict").asText());
        HttpResponse<String> status = status(id);
        assertEquals(400, status.statusCode());
        assertTrue(status.body().contains("INVALID_REQUEST_ID"));
        send(request("bent"));
        assertEquals("stored", inspect().at("/events/0/verdict").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "/events/0/adIdentifiers/gclid, 'OLD1', EVENT_TOO_OLD",
        "/events/0/adIdentifiers/gclid, 'NEW1', TOO_RECENT_CLICK",
        "/events/0/adIdentifiers/gclid, 'BAD1', INVALID_GCLID",
        "/events/0/consent/adUserData, 'CONSENT_DENIED', DENIED_CONSENT"
    })
    void theLateResultSaysWhatWasNotCounted(String path, String value, String reason)
            throws Exception {
        HttpResponse<String> taken = send(bent(path, "'" + value + "'"));
        String id = SandboxRig.json(taken).get("requestId").asText();
        assertEquals(
                "PROCESSING",
                SandboxRig.json(status(id))
                        .at("/requestStatusPerDestination/0/requestStatus")
                        .asText());
        rig.clock.advance(Duration.ofMinutes(30));
        JsonNode share = SandboxRig.json(status(id)).at("/requestStatusPerDestination/0");
        assertEquals("FAILED", share.get("requestStatus").asText());
        assertEquals("1", share.at("/eventsIngestionStatus/recordCount").asText());
        assertEquals(
                "PROCESSING_ERROR_REASON_" + reason,
                share.at("/errorInfo/errorCounts/0/reason").asText());
        assertEquals("[0]", share.at("/errorInfo/errorCounts/0/recordIndices").toString());
    }

    @Test
    void aCountedRequestSucceedsLater() throws Exception {
        send(request("NF-1"));
        rig.clock.advance(Duration.ofMinutes(30));
        assertEquals(
                "SUCCESS",
                SandboxRig.json(status("t-1"))
                        .at("/requestStatusPerDestination/0/requestStatus")
                        .asText());
    }

    @Test
    void theQuotaNamesTheExhaustedLimit() throws Exception {
        rig.account(GoogleAdsEvents.ACCOUNT.formatted(",'requests_per_minute':2"));
        send(request("1"));
        send(request("2"));
        HttpResponse<String> third = send(request("3"));
        assertEquals(429, third.statusCode());
        assertTrue(third.body().contains("IngestionMutateRequestsPerMinutePerProject"));
        rig.clock.advance(Duration.ofMinutes(1));
        assertEquals(200, send(request("3")).statusCode());
        rig.account(GoogleAdsEvents.ACCOUNT.formatted(",'requests_per_day':3"));
        assertTrue(send(request("4")).body().contains("IngestionMutateRequestsPerDayPerProject"));
    }

    @Test
    void aManagerMustStandAboveTheAccount() throws Exception {
        assertEquals(
                403,
                send(bent("/destinations/0/loginAccount/accountId", "'1234567890'")).statusCode());
    }

    @Test
    void otherAddressesAreNotFound() throws Exception {
        for (String path :
                new String[] {
                    "/google-ads/v2/events:ingest",
                    "/google-ads/v21/customers/4812345670:uploadConversionAdjustments"
                }) {
            assertEquals(404, GoogleAdsEvents.post(rig, path, token, request("1")).statusCode());
        }
    }

    @Test
    void remarksOnACartAreWarnings() throws Exception {
        ObjectNode body = bent("/events/0/adIdentifiers", "{'gbraid':'ZG'}");
        HttpResponse<String> response = send(body);
        assertEquals(200, response.statusCode());
        assertEquals(
                "WARNING_REASON_CART_DATA_NOT_SUPPORTED_WITH_GBRAID_OR_WBRAID",
                SandboxRig.json(response).at("/fieldWarnings/0/reason").asText());
    }

    @Test
    void aConversionIsTakenBackOnce() throws Exception {
        send(request("NF-1"));
        JsonNode first = SandboxRig.json(adjust("NF-1", "UNKNOWN-1"));
        assertEquals("NF-1", first.at("/results/0/orderId").asText());
        assertEquals("{}", first.at("/results/1").toString());
        assertEquals(
                "CONVERSION_NOT_FOUND",
                first.at(
                                "/partialFailureError/details/0/errors/0/errorCode/conversionAdjustmentUploadError")
                        .asText());
        assertEquals(
                1,
                first.at(
                                "/partialFailureError/details/0/errors/0/location/fieldPathElements/0/index")
                        .asInt());
        assertTrue(adjust("NF-1").body().contains("CONVERSION_ALREADY_RETRACTED"));
    }

    @Test
    void scriptedErrorsHaveGooglesShape() throws Exception {
        rig.fault(
                "{'platform':'google-ads','kind':'platform_error','code':3,'subcode':0,"
                        + "'body':'INVALID_EVENT','times':1}");
        rig.fault("{'platform':'google-ads','kind':'platform_error','status':503,'times':1}");
        JsonNode refused = SandboxRig.json(send(request("1")));
        assertEquals(
                "INVALID_EVENT", refused.at("/error/details/1/fieldViolations/0/reason").asText());
        assertEquals(503, send(request("1")).statusCode());
        assertEquals(0, inspect().get("stored").asInt());
    }

    @Test
    void aResetForgetsConversionsAndTokens() throws Exception {
        send(request("NF-1"));
        rig.post("/control/reset", "");
        assertEquals(401, send(request("NF-1")).statusCode());
        token = GoogleAdsEvents.token(rig);
        send(request("NF-1"));
        assertEquals(1, inspect().get("stored").asInt());
    }

    private HttpResponse<String> adjust(String... orders) throws Exception {
        ObjectNode body =
                (ObjectNode)
                        SandboxRig.json("{\"partialFailure\":true,\"conversionAdjustments\":[]}");
        for (String order : orders) {
            ((ArrayNode) body.get("conversionAdjustments"))
                    .addObject()
                    .put("conversionAction", "customers/4812345670/conversionActions/712034455")
                    .put("adjustmentType", "RETRACTION")
                    .put("orderId", order)
                    .put("adjustmentDateTime", "2026-11-20 12:00:00+00:00");
        }
        return GoogleAdsEvents.post(rig, ADJUST, token, body);
    }

    private HttpResponse<String> send(JsonNode body) throws Exception {
        return GoogleAdsEvents.post(rig, GoogleAdsEvents.INGEST, token, body);
    }

    private HttpResponse<String> status(String id) throws Exception {
        return rig.send(
                rig.request("/google-ads/v1/requestStatus:retrieve?requestId=" + id)
                        .header("Authorization", "Bearer " + token)
                        .GET()
                        .build());
    }

    private JsonNode inspect() throws Exception {
        return rig.inspect("google-ads");
    }
}
