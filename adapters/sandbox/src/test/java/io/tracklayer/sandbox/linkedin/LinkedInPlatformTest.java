// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

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
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedInPlatformTest {
    private static final String PATH = "/linkedin/rest/conversionEvents";
    private static final String RULE = "/linkedin/rest/conversions/";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account(LinkedInCalls.ACCOUNT);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void oneEventIsCreatedWithoutABody() throws Exception {
        HttpResponse<String> response = single(LinkedInCalls.purchase("a"));
        assertEquals(201, response.statusCode(), response.body());
        assertEquals("", response.body());
    }

    @Test
    void aBatchIsAnsweredElementByElement() throws Exception {
        HttpResponse<String> response =
                batch(LinkedInCalls.purchase("a"), LinkedInCalls.purchase("b"));
        assertEquals(200, response.statusCode(), response.body());
        assertEquals("{\"elements\":[{\"status\":201},{\"status\":201}]}", response.body());
    }

    @Test
    void theInspectionShowsTheEventWithItsMoneyAndMatchKeys() throws Exception {
        single(LinkedInCalls.purchase("ord_548291_purchase"));

        JsonNode event = rig.inspect("linkedin").get("events").get(0);
        assertEquals("512345678", event.get("account").asText());
        assertEquals("conversion 20817364", event.get("event_name").asText());
        assertEquals("ord_548291_purchase", event.get("event_id").asText());
        assertEquals("129.95", event.get("value").asText());
        assertEquals("EUR", event.get("currency").asText());
        assertEquals("stored", event.get("verdict").asText());
        assertEquals(
                "[\"LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID\",\"PLAINTEXT_IP_ADDRESS\","
                        + "\"SHA256_EMAIL\",\"externalIds\",\"userInfo\"]",
                event.get("match_keys").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "LinkedIn-Version, , 400, VERSION_MISSING",
        "LinkedIn-Version, 202509, 426, NONEXISTENT_VERSION",
        "LinkedIn-Version, 202610, 426, NONEXISTENT_VERSION",
        "LinkedIn-Version, latest, 426, NONEXISTENT_VERSION",
        "X-Restli-Protocol-Version, , 400, ''",
        "X-Restli-Protocol-Version, 1.0.0, 400, ''",
        "X-RestLi-Method, , 400, ''",
        "Content-Type, text/plain, 400, ''",
        "Authorization, , 401, INVALID_ACCESS_TOKEN",
        "Authorization, Bearer wrong, 401, INVALID_ACCESS_TOKEN",
        "Authorization, T, 401, INVALID_ACCESS_TOKEN"
    })
    void aHeaderThatIsMissingOrWrongIsRefused(String name, String value, int status, String code)
            throws Exception {
        Map<String, String> headers = headers("X-RestLi-Method", "BATCH_CREATE");
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        HttpResponse<String> response =
                post(
                        LinkedInCalls.batch(
                                LinkedInCalls.purchase("a"), LinkedInCalls.purchase("b")),
                        headers);
        assertEquals(status, response.statusCode(), response.body());
        JsonNode json = SandboxRig.json(response);
        assertEquals(status, json.get("status").asInt());
        assertEquals(code, json.path("code").asText());
        assertEquals(0, rig.inspect("linkedin").get("stored").asInt());
    }

    @Test
    void anEndedVersionIsNamedWithItsDay() throws Exception {
        HttpResponse<String> response =
                post(
                        Json.write(LinkedInCalls.purchase("a")),
                        headers("LinkedIn-Version", "202509"));
        assertEquals(
                "Requested version 20250901 is not active",
                SandboxRig.json(response).get("message").asText());
    }

    @Test
    void theVersionsAliveCanBeSet() throws Exception {
        rig.account(
                "{'platform':'linkedin','account':'1','token':'T1','rules':['20817364'],"
                        + "'oldest_version':202610,'newest_version':202611}");
        Map<String, String> headers = headers("Authorization", "Bearer T1");
        String event = Json.write(LinkedInCalls.purchase("a"));
        assertEquals(426, post(event, headers).statusCode());
        headers.put("LinkedIn-Version", "202611");
        assertEquals(201, post(event, headers).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'elements':[]}
                    {'elements':{}}
                    {'elements':[1],'paging':{}}
                    """)
    void aBatchOfAnotherShapeIsRefused(String body) throws Exception {
        assertEquals(
                400,
                post(SandboxRig.quoted(body), headers("X-RestLi-Method", "BATCH_CREATE"))
                        .statusCode());
    }

    @Test
    void headerAndElementsNeedEachOther() throws Exception {
        String event = Json.write(LinkedInCalls.purchase("a"));
        assertEquals(400, post(event, headers("X-RestLi-Method", "BATCH_CREATE")).statusCode());
        assertEquals(400, post(LinkedInCalls.batch(), headers()).statusCode());
        assertEquals(400, post("{", headers()).statusCode());
    }

    @Test
    void moreThan5000EventsAreTooMany() throws Exception {
        ObjectNode[] events = new ObjectNode[5_001];
        Arrays.fill(events, Json.object());
        assertEquals(413, batch(events).statusCode());
        assertEquals(422, batch(Arrays.copyOf(events, 5_000)).statusCode());
    }

    @Test
    void oneBadEventRefusesTheWholeBatchWithItsIndex() throws Exception {
        ObjectNode bad = LinkedInCalls.bent("/conversionValue/amount", "-");
        bad.remove("conversionHappenedAt");
        HttpResponse<String> response = batch(LinkedInCalls.purchase("a"), bad);

        assertEquals(422, response.statusCode());
        assertEquals(
                "Index: 1, ERROR :: /conversionHappenedAt :: field is required but not found and"
                        + " has no default value\nERROR :: /conversionValue/amount :: field is"
                        + " required but not found and has no default value\n",
                SandboxRig.json(response).get("message").asText());
        JsonNode inspection = rig.inspect("linkedin");
        assertEquals(0, inspection.get("stored").asInt());
        assertEquals(2, inspection.get("rejected").asInt());
        assertEquals(1, inspection.at("/diagnostics/call_refused").asInt());
        assertEquals(1, inspection.at("/diagnostics/field_invalid").asInt());
    }

    @Test
    void aSingleBadEventHasNoIndex() throws Exception {
        HttpResponse<String> response = single(LinkedInCalls.bent("/user", "-"));
        assertEquals(422, response.statusCode());
        assertTrue(
                SandboxRig.json(response).get("message").asText().startsWith("ERROR :: /user ::"));
    }

    @ParameterizedTest
    @CsvSource({"3", "4", "999"})
    void aRuleThatIsDisabledOfTheTagOrUnknownIsNamedByItsPlaces(String rule) throws Exception {
        ObjectNode other = LinkedInCalls.purchase("b");
        other.put("conversion", "urn:lla:llaPartnerConversion:" + rule);
        HttpResponse<String> response = batch(LinkedInCalls.purchase("a"), other, other);

        assertEquals(400, response.statusCode());
        String message = SandboxRig.json(response).get("message").asText();
        assertTrue(message.startsWith("Incorrect conversions information provided."), message);
        assertTrue(message.contains("indices [1, 2] (0-indexed)"), message);
        assertEquals(0, rig.inspect("linkedin").get("stored").asInt());
    }

    @Test
    void aRepeatedEventIdIsKnownForADayWhateverTheRule() throws Exception {
        single(LinkedInCalls.purchase("a"));
        single(LinkedInCalls.bent("/conversion", "'urn:lla:llaPartnerConversion:2'"));
        single(LinkedInCalls.purchase("a"));
        assertEquals(2, rig.inspect("linkedin").get("stored").asInt());
        assertEquals(1, rig.inspect("linkedin").get("deduplicated").asInt());
        rig.clock.advance(Duration.ofHours(25));
        single(LinkedInCalls.purchase("a"));
        assertEquals(3, rig.inspect("linkedin").get("stored").asInt());
    }

    @Test
    void moreThanTheRequestsOfAMinuteAreThrottled() throws Exception {
        rig.account(
                "{'platform':'linkedin','account':'1','token':'T1','rules':['20817364'],"
                        + "'per_minute':2}");
        Map<String, String> headers = headers("Authorization", "Bearer T1");
        String event = Json.write(LinkedInCalls.purchase("a"));
        assertEquals(201, post(event, headers).statusCode());
        assertEquals(201, post(event, headers).statusCode());
        HttpResponse<String> third = post(event, headers);
        assertEquals(429, third.statusCode());
        assertEquals("TOO_MANY_REQUESTS", SandboxRig.json(third).get("code").asText());
        rig.clock.advance(Duration.ofMinutes(1));
        assertEquals(201, post(event, headers).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "20817364?account=urn:li:sponsoredAccount:512345678, 200, true, CONVERSIONS_API",
        "3?account=urn:li:sponsoredAccount:512345678, 200, false, CONVERSIONS_API",
        "4?account=urn:li:sponsoredAccount:512345678, 200, true, INSIGHT_TAG",
        "9?account=urn:li:sponsoredAccount:512345678, 404, , ",
        "20817364?account=urn:li:sponsoredAccount:5, 403, , ",
        "20817364, 400, , "
    })
    void aRuleIsShownToWhoNamesItsAccount(String path, int status, Boolean enabled, String method)
            throws Exception {
        var request = rig.request(RULE + path).GET();
        headers().forEach(request::header);
        HttpResponse<String> response = rig.send(request.build());
        assertEquals(status, response.statusCode(), response.body());
        if (status == 200) {
            JsonNode rule = SandboxRig.json(response);
            assertEquals(enabled, rule.get("enabled").asBoolean());
            assertEquals(method, rule.get("conversionMethod").asText());
        }
    }

    @Test
    void anotherAddressIsUnknownAndAnotherMethodNotAllowed() throws Exception {
        var elsewhere = rig.request("/linkedin/rest/events").GET();
        headers().forEach(elsewhere::header);
        HttpResponse<String> response = rig.send(elsewhere.build());
        assertEquals(404, response.statusCode());
        assertEquals("RESOURCE_NOT_FOUND", SandboxRig.json(response).get("code").asText());
        var read = rig.request(PATH).GET();
        headers().forEach(read::header);
        assertEquals(405, rig.send(read.build()).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "'''code'':65602', 401, EXPIRED_ACCESS_TOKEN",
        "'''code'':100', 403, ACCESS_DENIED",
        "'''code'':101,''status'':429', 429, TOO_MANY_REQUESTS",
        "'''status'':426', 426, NONEXISTENT_VERSION",
        "'''code'':7,''status'':500', 500, ''"
    })
    void scriptedErrorsHaveLinkedInsShape(String fault, int status, String code) throws Exception {
        rig.fault("{'platform':'linkedin','kind':'platform_error'," + fault + "}");
        HttpResponse<String> response = single(LinkedInCalls.purchase("a"));
        assertEquals(status, response.statusCode());
        assertEquals(code, SandboxRig.json(response).path("code").asText());
        assertEquals("Scripted error", SandboxRig.json(response).get("message").asText());
    }

    @Test
    void aResetForgetsWhatWasSeen() throws Exception {
        single(LinkedInCalls.purchase("a"));
        rig.post("/control/reset", "");
        single(LinkedInCalls.purchase("a"));
        assertEquals(1, rig.inspect("linkedin").get("stored").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'platform':'linkedin','account':'x','token':'T'}|must be a number
                    {'platform':'linkedin','account':'1'}|is missing
                    {'platform':'linkedin','account':'1','client_id':'c'}|client_secret
                    {'platform':'linkedin','account':'1','token':'T','rules':[]}|must be a list
                    {'platform':'linkedin','account':'1','token':'T','secret':'s'}|is not known
                    """)
    void anAccountThatCannotBeIsNotRegistered(String json, String complaint) throws Exception {
        HttpResponse<String> response = rig.post("/control/accounts", SandboxRig.quoted(json));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains(complaint), response.body());
    }

    private HttpResponse<String> single(ObjectNode event) throws Exception {
        return post(Json.write(event), headers());
    }

    private HttpResponse<String> batch(ObjectNode... events) throws Exception {
        return post(LinkedInCalls.batch(events), headers("X-RestLi-Method", "BATCH_CREATE"));
    }

    private HttpResponse<String> post(String body, Map<String, String> headers) throws Exception {
        var request = rig.request(PATH).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return rig.send(request.build());
    }

    private static Map<String, String> headers(String... more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer T");
        headers.put("Content-Type", "application/json");
        headers.put("LinkedIn-Version", "202609");
        headers.put("X-Restli-Protocol-Version", "2.0.0");
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }
}
