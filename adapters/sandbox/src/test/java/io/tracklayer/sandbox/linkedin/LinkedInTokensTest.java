// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
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

class LinkedInTokensTest {
    private static final String FORM =
            "grant_type=refresh_token&refresh_token=R&client_id=C&client_secret=S%26";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account(account(""));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aRefreshTokenGetsAnAccessTokenOfSixtyDays() throws Exception {
        JsonNode json = SandboxRig.json(ask(FORM));
        assertEquals(5_184_000, json.get("expires_in").asInt());
        assertEquals("R", json.get("refresh_token").asText());
        assertEquals(31_536_000, json.get("refresh_token_expires_in").asInt());
        assertEquals("rw_conversions,r_ads", json.get("scope").asText());
        assertEquals(201, send(json.get("access_token").asText()).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=C, client_id=other, 401, invalid_client",
        "client_secret=S%26, client_secret=wrong, 401, invalid_client",
        "refresh_token=R, refresh_token=wrong, 400, invalid_grant",
        "&client_secret=S%26, '', 400, invalid_request",
        "grant_type=refresh_token, grant_type=password, 400, invalid_request"
    })
    void whatIsWrongWithTheFormIsSaid(String part, String instead, int status, String error)
            throws Exception {
        HttpResponse<String> response = ask(FORM.replace(part, instead));
        assertEquals(status, response.statusCode());
        assertEquals(error, SandboxRig.json(response).get("error").asText());
        assertEquals(true, SandboxRig.json(response).has("error_description"));
    }

    @Test
    void onlyAPostedFormIsTaken() throws Exception {
        assertEquals(400, rig.post("/linkedin/token", "{}").statusCode());
        assertEquals(405, rig.get("/linkedin/token").statusCode());
    }

    @Test
    void aRefreshTokenEndsAYearAfterTheConsentHoweverOftenItIsUsed() throws Exception {
        rig.clock.advance(Duration.ofDays(364));
        assertEquals(86_400, SandboxRig.json(ask(FORM)).get("refresh_token_expires_in").asInt());
        rig.clock.advance(Duration.ofDays(1));
        assertEquals("invalid_grant", SandboxRig.json(ask(FORM)).get("error").asText());
    }

    @Test
    void anAccessTokenExpires() throws Exception {
        rig.account(account(",'token_seconds':60"));
        String token = SandboxRig.json(ask(FORM)).get("access_token").asText();
        rig.clock.advance(Duration.ofSeconds(59));
        assertEquals(201, send(token).statusCode());
        rig.clock.advance(Duration.ofSeconds(1));
        HttpResponse<String> response = send(token);
        assertEquals(401, response.statusCode());
        assertEquals(65602, SandboxRig.json(response).get("serviceErrorCode").asInt());
        assertEquals("EXPIRED_ACCESS_TOKEN", SandboxRig.json(response).get("code").asText());
    }

    @Test
    void aTokenOfAnotherScopeMayNotSend() throws Exception {
        rig.account(account(",'scope':'r_ads'"));
        HttpResponse<String> response =
                send(SandboxRig.json(ask(FORM)).get("access_token").asText());
        assertEquals(403, response.statusCode());
        assertEquals(100, SandboxRig.json(response).get("serviceErrorCode").asInt());
        assertEquals("ACCESS_DENIED", SandboxRig.json(response).get("code").asText());
    }

    @Test
    void aTokenTakenBackIsRevoked() throws Exception {
        rig.account("{'platform':'linkedin','account':'2','token':'T','revoked':true}");
        HttpResponse<String> response = send("T");
        assertEquals(401, response.statusCode());
        assertEquals(65601, SandboxRig.json(response).get("serviceErrorCode").asInt());
    }

    private static String account(String more) {
        return "{'platform':'linkedin','account':'512345678','client_id':'C',"
                + "'client_secret':'S&','refresh_token':'R','rules':['20817364']"
                + more
                + "}";
    }

    private HttpResponse<String> ask(String form) throws Exception {
        return rig.send(
                rig.request("/linkedin/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    private HttpResponse<String> send(String token) throws Exception {
        return rig.send(
                rig.request("/linkedin/rest/conversionEvents")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("LinkedIn-Version", "202609")
                        .POST(BodyPublishers.ofString(Json.write(LinkedInCalls.purchase("a"))))
                        .build());
    }
}
