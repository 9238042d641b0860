// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import static io.tracklayer.sandbox.googleads.GoogleAdsEvents.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAdsTokenTest {
    private static final String MAIL = "robot@acme.iam.example";
    private static final String SCOPE = "https://www.googleapis.com/auth/datamanager";
    private static final long NOW = SandboxRig.NOW.getEpochSecond();
    private static final KeyPair KEYS = keys();

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        String key = Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
        rig.account(
                GoogleAdsEvents.ACCOUNT.formatted(
                        ",'service_account':'" + MAIL + "','public_key':'" + key + "'"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aRefreshTokenGivesAnAccessTokenThatOpensTheAccount() throws Exception {
        JsonNode json =
                SandboxRig.json(
                        form(
                                rig,
                                "grant_type=refresh_token&client_id=C&client_secret=S"
                                        + "&refresh_token=R"));
        assertEquals("Bearer", json.get("token_type").asText());
        assertEquals(3599, json.get("expires_in").asInt());
        assertTrue(json.get("scope").asText().contains(SCOPE));
        assertEquals(200, ingest(json.get("access_token").asText()).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=refresh_token&client_id=X&client_secret=S&refresh_token=R, 401, invalid_client",
        "grant_type=refresh_token&client_id=C&client_secret=X&refresh_token=R, 401, invalid_client",
        "grant_type=refresh_token&client_id=C&client_secret=S&refresh_token=X, 400, invalid_grant",
        "grant_type=refresh_token&client_id=C&client_secret=S, 400, invalid_grant",
        "grant_type=password, 400, unsupported_grant_type",
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x, 400, invalid_grant"
    })
    void aWrongCredentialIsRefused(String form, int status, String error) throws Exception {
        HttpResponse<String> response = form(rig, form);
        assertEquals(status, response.statusCode());
        assertEquals(error, SandboxRig.json(response).get("error").asText());
    }

    @Test
    void aTokenRunsOut() throws Exception {
        String token = GoogleAdsEvents.token(rig);
        rig.clock.advance(Duration.ofSeconds(3598));
        assertEquals(200, ingest(token).statusCode());
        rig.clock.advance(Duration.ofSeconds(1));
        assertEquals(401, ingest(token).statusCode());
        assertEquals(401, ingest("made-up").statusCode());
    }

    @Test
    void aTokenWithoutTheScopeIsForbidden() throws Exception {
        rig.account(
                GoogleAdsEvents.ACCOUNT.formatted(
                        ",'scopes':['https://www.googleapis.com/auth/adwords']"));
        HttpResponse<String> response = ingest(GoogleAdsEvents.token(rig));
        assertEquals(403, response.statusCode());
        assertTrue(response.body().contains("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), response.body());
    }

    @Test
    void aTokenOpensNoOtherAccount() throws Exception {
        rig.account(
                "{'platform':'google-ads','account':'1111111111','client_id':'C2',"
                        + "'client_secret':'S2','refresh_token':'R2'}");
        JsonNode other =
                SandboxRig.json(
                        form(
                                rig,
                                "grant_type=refresh_token&client_id=C2&client_secret=S2"
                                        + "&refresh_token=R2"));
        assertEquals(403, ingest(other.get("access_token").asText()).statusCode());
    }

    @Test
    void aSignedAssertionGivesATokenForTheScopesItAsksFor() throws Exception {
        JsonNode json = SandboxRig.json(asserted(assertion(MAIL, SCOPE, NOW, NOW + 3600)));
        assertEquals(SCOPE, json.get("scope").asText());
        assertEquals(200, ingest(json.get("access_token").asText()).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "nobody@acme.iam.example, datamanager, 0, 3600, invalid_grant",
        "robot@acme.iam.example, datamanager, 0, 3601, invalid_grant",
        "robot@acme.iam.example, datamanager, -3700, -100, invalid_grant",
        "robot@acme.iam.example, datamanager, 600, 3600, invalid_grant",
        "robot@acme.iam.example, calendar, 0, 3600, invalid_scope"
    })
    void anAssertionThatIsNotRightIsRefused(
            String issuer, String scope, long issued, long expires, String error) throws Exception {
        String scopes = "https://www.googleapis.com/auth/" + scope;
        HttpResponse<String> response =
                asserted(assertion(issuer, scopes, NOW + issued, NOW + expires));
        assertEquals(400, response.statusCode());
        assertEquals(error, SandboxRig.json(response).get("error").asText());
    }

    @Test
    void anAssertionSignedWithAnotherKeyIsRefused() throws Exception {
        String right = assertion(MAIL, SCOPE, NOW, NOW + 3600);
        String payload = right.substring(0, right.lastIndexOf('.'));
        HttpResponse<String> response = asserted(signed(payload, keys()));
        assertTrue(response.body().contains("Invalid JWT Signature."), response.body());
    }

    private HttpResponse<String> ingest(String token) throws Exception {
        return GoogleAdsEvents.post(
                rig, GoogleAdsEvents.INGEST, token, GoogleAdsEvents.request("NF-1"));
    }

    private HttpResponse<String> asserted(String assertion) throws Exception {
        return form(
                rig,
                "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=" + assertion);
    }

    private static String assertion(String issuer, String scope, long issued, long expires)
            throws Exception {
        String claims =
                "{\"iss\":\"%s\",\"scope\":\"%s\",\"aud\":\"https://oauth2.googleapis.com/token\",\"iat\":%d,\"exp\":%d}"
                        .formatted(issuer, scope, issued, expires);
        return signed(base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims), KEYS);
    }

    private static String signed(String payload, KeyPair keys) throws Exception {
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(keys.getPrivate());
        signer.update(payload.getBytes(StandardCharsets.US_ASCII));
        return payload
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
