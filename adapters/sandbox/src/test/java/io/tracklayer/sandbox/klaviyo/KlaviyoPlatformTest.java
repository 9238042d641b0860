// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import static io.tracklayer.sandbox.klaviyo.KlaviyoCalls.bent;
import static io.tracklayer.sandbox.klaviyo.KlaviyoCalls.bulk;
import static io.tracklayer.sandbox.klaviyo.KlaviyoCalls.event;
import static io.tracklayer.sandbox.klaviyo.KlaviyoCalls.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KlaviyoPlatformTest {
    private static final String GROUPS = "/data/attributes/events-bulk-create/data";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'klaviyo','account':'northfield','token':'pk_1'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aRightEventIsAcceptedWithoutAWord() throws Exception {
        HttpResponse<String> response = send("events", event("ada@example.com", "e1"));

        assertEquals(202, response.statusCode(), response.body());
        assertEquals("", response.body());
        JsonNode seen = rig.inspect("klaviyo").get("events").get(0);
        assertEquals("northfield", seen.get("account").asText());
        assertEquals("Placed Order", seen.get("event_name").asText());
        assertEquals("e1", seen.get("event_id").asText());
        assertEquals("548291", seen.get("order_id").asText());
        assertEquals("129.95", seen.get("value").asText());
        assertEquals("EUR", seen.get("currency").asText());
        assertEquals("stored", seen.get("verdict").asText());
        assertTrue(seen.get("match_keys").toString().contains("phone_number"));
    }

    /** Scheme and key, revision, content type, path and what is said. */
    @ParameterizedTest
    @CsvSource({
        "'', 2026-07-15, application/json, events, 401",
        "Bearer pk_1, 2026-07-15, application/json, events, 401",
        "Klaviyo-API-Key pk_2, 2026-07-15, application/json, events, 401",
        "Klaviyo-API-Key pk_1, '', application/json, events, 400",
        "Klaviyo-API-Key pk_1, 2023-02-22, application/json, events, 410",
        "Klaviyo-API-Key pk_1, 2026-07-15, text/plain, events, 415",
        "Klaviyo-API-Key pk_1, 2026-07-15, application/json, other, 404",
        "Klaviyo-API-Key pk_1, 2026-04-15, application/vnd.api+json, events, 202",
        "Klaviyo-API-Key pk_1, 2026-07-15, application/json; charset=utf-8, events, 202",
        "Klaviyo-API-Key pk_read, 2026-07-15, application/json, events, 403"
    })
    void theCallItselfIsJudgedFirst(
            String authorization, String revision, String type, String path, int status)
            throws Exception {
        rig.account(
                "{'platform':'klaviyo','account':'reader','token':'pk_read',"
                        + "'scopes':['accounts:read']}");
        var request = rig.request("/klaviyo/api/" + path).header("Content-Type", type);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!revision.isEmpty()) {
            request.header("revision", revision);
        }
        HttpResponse<String> response =
                rig.send(
                        request.POST(
                                        BodyPublishers.ofString(
                                                Json.write(event("ada@example.com", "e1"))))
                                .build());
        assertEquals(status, response.statusCode(), response.body());
        if (status != 202) {
            JsonNode error = SandboxRig.json(response).at("/errors/0");
            assertEquals(status, error.get("status").asInt());
            assertTrue(error.hasNonNull("id") && error.hasNonNull("detail"), error.toString());
        }
    }

    @Test
    void theAccountIsReadAndEventsArePosted() throws Exception {
        HttpRequest read = with("accounts").GET().build();
        assertEquals(200, rig.send(read).statusCode());
        assertEquals(405, rig.send(with("events").GET().build()).statusCode());
        assertEquals(405, send("accounts", event("a@example.com", "e")).statusCode());
    }

    @Test
    void copiesAreToldByProfileMetricAndId() throws Exception {
        send("events", event("ada@example.com", "e1"));
        send("events", event("ada@example.com", "e1"));
        ObjectNode other = event("ada@example.com", "e1");
        send("events", bent(other, "/data/attributes/metric/data/attributes/name", "'Other'"));
        JsonNode seen = rig.inspect("klaviyo");
        assertEquals(2, seen.get("stored").asInt());
        assertEquals(1, seen.get("deduplicated").asInt());
    }

    @Test
    void withoutAnIdTwoEventsOfASecondAreOne() throws Exception {
        ObjectNode anonymous =
                bent(event("ada@example.com", "e1"), "/data/attributes/unique_id", "-");
        send("events", anonymous);
        send("events", bent(anonymous, "/data/attributes/value", "5.00"));
        send("events", bent(anonymous, "/data/attributes/time", "'2026-11-20T11:59:01Z'"));
        assertEquals(2, rig.inspect("klaviyo").get("stored").asInt());
    }

    @Test
    void flowsStartUnlessAnEventIsBackfilled() throws Exception {
        send("events", event("ada@example.com", "e1"));
        send("events", bent(event("ada@example.com", "e2"), "/data/attributes/backfill", "true"));
        assertEquals(1, rig.inspect("klaviyo").at("/diagnostics/flow_started").asInt());
    }

    @Test
    void aWholeGroupCanBeBackfilled() throws Exception {
        ObjectNode job = bulk(ids("a", "b"), ids("c"));
        send("event-bulk-create-jobs", bent(job, GROUPS + "/0/attributes/backfill", "true"));
        assertEquals(3, rig.inspect("klaviyo").get("stored").asInt());
        assertEquals(1, rig.inspect("klaviyo").at("/diagnostics/flow_started").asInt());
    }

    @Test
    void oneBadEventRefusesTheWholeJobAndIsNamedByItsPlace() throws Exception {
        ObjectNode job = bulk(ids("a", "b"), ids("c"));
        bent(job, GROUPS + "/0/attributes/events/data/1/attributes/value", "'12.50'");
        HttpResponse<String> response = send("event-bulk-create-jobs", job);

        assertEquals(400, response.statusCode());
        JsonNode error = SandboxRig.json(response).at("/errors/0");
        assertEquals("invalid", error.get("code").asText());
        assertEquals(
                GROUPS + "/0/attributes/events/data/1/attributes/value",
                error.at("/source/pointer").asText());
        JsonNode seen = rig.inspect("klaviyo");
        assertEquals(0, seen.get("stored").asInt());
        assertEquals(3, seen.get("rejected").asInt());
        assertTrue(seen.at("/events/0/reason").asText().startsWith("call_refused"));
        assertTrue(seen.at("/events/1/reason").asText().startsWith("wrong_type"));
    }

    @Test
    void aJobHoldsAThousandEventsAndNoMore() throws Exception {
        assertEquals(202, send("event-bulk-create-jobs", bulk(numbered(1_000))).statusCode());
        assertEquals(1_000, rig.inspect("klaviyo").get("stored").asInt());
        HttpResponse<String> more = send("event-bulk-create-jobs", bulk(numbered(1_001)));
        assertEquals(400, more.statusCode());
        assertTrue(more.body().contains("1000"), more.body());
    }

    @Test
    void aJobThatRepeatsAnIdIsRefused() throws Exception {
        HttpResponse<String> response =
                send("event-bulk-create-jobs", bulk(ids("a", "a"), ids("a")));
        assertEquals(400, response.statusCode());
        assertEquals(
                GROUPS + "/0/attributes/events/data/1/attributes/unique_id",
                SandboxRig.json(response).at("/errors/0/source/pointer").asText());
    }

    @Test
    void aBodyOfMoreThanFiveMegabytesIsTooLarge() throws Exception {
        ObjectNode large = event("ada@example.com", "e1");
        ObjectNode properties = (ObjectNode) large.at("/data/attributes/properties");
        IntStream.range(0, 51).forEach(i -> properties.put("p" + i, "x".repeat(99_000)));
        assertEquals(413, send("events", large).statusCode());
    }

    @Test
    void aProfileIsCreatedThenUpdated() throws Exception {
        ObjectNode ada = KlaviyoCalls.profile("{'email':'ada@example.com','first_name':'Ada'}");
        HttpResponse<String> created = send("profile-import", ada);
        assertEquals(201, created.statusCode(), created.body());
        HttpResponse<String> updated = send("profile-import", ada);
        assertEquals(200, updated.statusCode());
        String id = SandboxRig.json(created).at("/data/id").asText();
        assertEquals(26, id.length());
        assertEquals(id, SandboxRig.json(updated).at("/data/id").asText());
    }

    @Test
    void emailAndPhoneOfTwoProfilesAreAConflict() throws Exception {
        send("profile-import", KlaviyoCalls.profile("{'email':'ada@example.com'}"));
        HttpResponse<String> other =
                send("profile-import", KlaviyoCalls.profile("{'phone_number':'+442079460958'}"));
        HttpResponse<String> both =
                send(
                        "profile-import",
                        KlaviyoCalls.profile(
                                "{'email':'ada@example.com','phone_number':'+442079460958'}"));
        assertEquals(409, both.statusCode());
        JsonNode error = SandboxRig.json(both).at("/errors/0");
        assertEquals("duplicate_profile", error.get("code").asText());
        assertEquals(
                SandboxRig.json(other).at("/data/id").asText(),
                error.at("/meta/duplicate_profile_id").asText());
    }

    @Test
    void subscribersJoinAListThatExists() throws Exception {
        rig.account("{'platform':'klaviyo','account':'northfield','token':'pk_1','lists':['L1']}");
        String jobs = "profile-subscription-bulk-create-jobs";
        assertEquals(202, send(jobs, KlaviyoCalls.subscription()).statusCode());
        ObjectNode elsewhere =
                bent(KlaviyoCalls.subscription(), "/data/relationships/list/data/id", "'L2'");
        assertEquals(404, send(jobs, elsewhere).statusCode());
        assertEquals(1, rig.inspect("klaviyo").get("stored").asInt());
    }

    @Test
    void theWindowsOfASecondAndAMinuteAreKept() throws Exception {
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> taken = send("event-bulk-create-jobs", bulk(ids("e" + i)));
            assertEquals(202, taken.statusCode());
            assertEquals("150", taken.headers().firstValue("RateLimit-Limit").orElse(""));
            assertEquals(
                    Integer.toString(149 - i),
                    taken.headers().firstValue("RateLimit-Remaining").orElse(""));
            assertEquals("60", taken.headers().firstValue("RateLimit-Reset").orElse(""));
        }
        HttpResponse<String> refused = send("event-bulk-create-jobs", bulk(ids("e10")));
        assertEquals(429, refused.statusCode());
        assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals("throttled", SandboxRig.json(refused).at("/errors/0/code").asText());

        assertEquals(202, send("events", event("ada@example.com", "e1")).statusCode());
        rig.clock.set(SandboxRig.NOW.plusSeconds(1));
        assertEquals(202, send("event-bulk-create-jobs", bulk(ids("e10"))).statusCode());
    }

    @Test
    void theMinuteEndsForAllSeconds() throws Exception {
        for (int i = 0; i < 150; i++) {
            rig.clock.set(SandboxRig.NOW.plusSeconds(i / 10));
            send("event-bulk-create-jobs", bulk(ids("e" + i)));
        }
        rig.clock.set(SandboxRig.NOW.plusSeconds(20));
        HttpResponse<String> refused = send("event-bulk-create-jobs", bulk(ids("last")));
        assertEquals("40", refused.headers().firstValue("Retry-After").orElse(""));
    }

    @Test
    void aFaultIsToldInKlaviyosShape() throws Exception {
        rig.fault(
                "{'platform':'klaviyo','kind':'platform_error','status':429,'retry_after':'7',"
                        + "'times':1}");
        HttpResponse<String> throttled = send("events", event("ada@example.com", "e1"));
        assertEquals(429, throttled.statusCode());
        assertEquals("7", throttled.headers().firstValue("Retry-After").orElse(""));
        assertEquals("throttled", SandboxRig.json(throttled).at("/errors/0/code").asText());

        rig.fault(
                "{'platform':'klaviyo','kind':'platform_error','code':0,'subcode':2,"
                        + "'body':'no','times':1}");
        JsonNode error =
                SandboxRig.json(send("events", event("ada@example.com", "e1"))).at("/errors/0");
        assertEquals(GROUPS + "/2", error.at("/source/pointer").asText());
        assertEquals(0, rig.inspect("klaviyo").get("stored").asInt());
    }

    @Test
    void aResetForgetsEventsProfilesAndWindows() throws Exception {
        send("profile-import", KlaviyoCalls.profile("{'email':'ada@example.com'}"));
        rig.post("/control/reset", "");
        assertEquals(
                201,
                send("profile-import", KlaviyoCalls.profile("{'email':'ada@example.com'}"))
                        .statusCode());
        assertEquals(1, rig.inspect("klaviyo").get("stored").asInt());
    }

    @ParameterizedTest
    @CsvSource({"'', parse_error", "[1], invalid", "{}, invalid", "{\"data\":[]}, invalid"})
    void aCallThatIsNotAJsonApiDocumentIsRefused(String body, String code) throws Exception {
        HttpResponse<String> response =
                rig.send(with("events").POST(BodyPublishers.ofString(body)).build());
        assertEquals(400, response.statusCode());
        assertEquals(code, SandboxRig.json(response).at("/errors/0/code").asText());
    }

    @ParameterizedTest
    @CsvSource({"'scopes':['all']", "'token':''", "'revision':'x'"})
    void anAccountIsReadStrictly(String member) throws Exception {
        String json = "{'platform':'klaviyo','account':'x','token':'t'," + member + "}";
        assertEquals(400, rig.post("/control/accounts", SandboxRig.quoted(json)).statusCode());
    }

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i).toArray(String[]::new);
    }

    private HttpRequest.Builder with(String path) {
        return rig.request("/klaviyo/api/" + path)
                .header("Authorization", "Klaviyo-API-Key pk_1")
                .header("revision", "2026-07-15")
                .header("Content-Type", "application/vnd.api+json");
    }

    private HttpResponse<String> send(String path, ObjectNode body) throws Exception {
        return rig.send(with(path).POST(BodyPublishers.ofString(Json.write(body))).build());
    }
}
