// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.TokenGrant;
import io.tracklayer.testkit.Answers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final String ENDPOINT = "https://oauth2.example/token";
    private static final TokenGrant REFRESH =
            new TokenGrant.RefreshToken(ENDPOINT, "id", "s&cret", "1//refresh");

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final List<PlatformRequest> asked = new ArrayList<>();
    private SendResult answer = answered(200, "{\"access_token\":\"ya29.a\",\"expires_in\":3599}");
    private final AccessTokens tokens =
            new AccessTokens(
                    (destination, request) -> {
                        asked.add(request);
                        return answer;
                    },
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return now;
                        }

                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    });

    @Test
    void aRefreshTokenIsExchangedWithTheFieldsOfTheStandard() {
        TokenAnswer.Token token = token(REFRESH);
        assertEquals("ya29.a", token.value());
        assertTrue(token.fresh());
        assertEquals(
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", "1//refresh",
                        "client_id", "id",
                        "client_secret", "s&cret"),
                form());
        assertEquals("POST", asked.get(0).method());
        assertEquals(ENDPOINT, asked.get(0).url());
    }

    @Test
    void aTokenIsKeptUntilFiveMinutesBeforeItsEnd() {
        token(REFRESH);
        now = now.plusSeconds(3599 - 301);
        assertFalse(token(REFRESH).fresh());
        assertEquals(1, asked.size());
        now = now.plusSeconds(2);
        assertTrue(token(REFRESH).fresh());
        assertEquals(2, asked.size());
    }

    @ParameterizedTest
    @CsvSource({"60, 30", "601, 301", "5184000, 5183700", "-1, 3300", "x, 3300"})
    void howLongATokenIsKept(String told, long seconds) {
        answer = answered(200, "{\"access_token\":\"a\",\"expires_in\":\"" + told + "\"}");
        assertEquals(
                Duration.ofSeconds(seconds), Duration.between(now, token(REFRESH).validUntil()));
    }

    @Test
    void aForgottenTokenIsAskedForAnewButNotOneThatCameMeanwhile() {
        TokenAnswer.Token first = token(REFRESH);
        answer = answered(200, "{\"access_token\":\"ya29.b\",\"expires_in\":3599}");
        tokens.forget(REFRESH, first);
        assertEquals("ya29.b", token(REFRESH).value());
        tokens.forget(REFRESH, first);
        assertEquals("ya29.b", token(REFRESH).value());
        assertEquals(2, asked.size());
    }

    @Test
    void eachCredentialHasItsOwnToken() {
        token(REFRESH);
        token(new TokenGrant.RefreshToken(ENDPOINT, "id", "s&cret", "1//rotated"));
        assertEquals(2, asked.size());
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, Token has been expired or revoked.",
        "401, invalid_client, The OAuth client was not found."
    })
    void aRefusedCredentialIsToldAsTheEndpointToldIt(int status, String code, String text) {
        answer =
                answered(
                        status,
                        "{\"error\":\"" + code + "\",\"error_description\":\"" + text + "\"}");
        TokenAnswer.Refused refused =
                assertInstanceOf(TokenAnswer.Refused.class, tokens.token("x", REFRESH));
        assertEquals(code, refused.code());
        assertTrue(refused.text().endsWith(text), refused.text());
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429", "200", "302"})
    void anythingElseMayWorkLater(int status) {
        answer = answered(status, "<html>");
        assertInstanceOf(TokenAnswer.Unavailable.class, tokens.token("x", REFRESH));
        answer = answered(200, "{\"access_token\":\"a\",\"expires_in\":3599}");
        assertEquals("a", token(REFRESH).value());
    }

    @Test
    void noAnswerMayWorkLater() {
        answer = new SendResult.Failed(true, "timeout", "30 s are over", 30_000);
        TokenAnswer.Unavailable none =
                assertInstanceOf(TokenAnswer.Unavailable.class, tokens.token("x", REFRESH));
        assertEquals(
                "the token endpoint " + ENDPOINT + " gave no answer: 30 s are over", none.text());
    }

    @Test
    void aServiceAccountSignsWhatItAsksWith() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        token(account(keyFile(keys)));
        assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", form().get("grant_type"));
        SignedJWT assertion = SignedJWT.parse(form().get("assertion"));
        assertTrue(assertion.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic())));
        assertEquals("RS256", assertion.getHeader().getAlgorithm().getName());
        assertEquals("key-1", assertion.getHeader().getKeyID());
        assertEquals(
                Map.of(
                        "iss",
                        "node@project.example",
                        "aud",
                        List.of(ENDPOINT),
                        "scope",
                        "https://www.example/auth/datamanager",
                        "iat",
                        now.getEpochSecond(),
                        "exp",
                        now.getEpochSecond() + 3600),
                seconds(assertion.getJWTClaimsSet().getClaims()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "{}",
                "{\"client_email\":\"a@b.example\"}",
                "{\"client_email\":\"a@b.example\",\"private_key\":\"SECRETSECRET\"}"
            })
    void anUnusableKeyIsRefusedWithoutBeingQuoted(String key) {
        TokenAnswer.Refused refused =
                assertInstanceOf(TokenAnswer.Refused.class, tokens.token("x", account(key)));
        assertEquals("bad_service_account", refused.code());
        assertFalse(refused.text().contains("SECRET"), refused.text());
        assertTrue(asked.isEmpty());
    }

    @Test
    void nothingSecretIsSaid() {
        String said =
                REFRESH + " " + account("{\"private_key\":\"SECRET\"}") + " " + token(REFRESH);
        assertFalse(said.contains("cret") || said.contains("1//") || said.contains("ya29"), said);
        assertFalse(said.contains("SECRET"), said);
    }

    private TokenAnswer.Token token(TokenGrant grant) {
        return assertInstanceOf(TokenAnswer.Token.class, tokens.token("x", grant));
    }

    private Map<String, String> form() {
        Map<String, String> fields = new TreeMap<>();
        String body = new String(asked.get(0).body(), StandardCharsets.UTF_8);
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static TokenGrant account(String key) {
        return new TokenGrant.ServiceAccount(
                ENDPOINT, key, List.of("https://www.example/auth/datamanager"));
    }

    private static String keyFile(KeyPair keys) {
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        return StrictJson.writeText(
                Map.of(
                        "type", "service_account",
                        "client_email", "node@project.example",
                        "private_key_id", "key-1",
                        "private_key", pem));
    }

    private static Map<String, Object> seconds(Map<String, Object> claims) {
        Map<String, Object> plain = new TreeMap<>(claims);
        plain.replaceAll(
                (name, value) ->
                        value instanceof java.util.Date date
                                ? (Object) date.toInstant().getEpochSecond()
                                : value);
        return plain;
    }

    private static SendResult answered(int status, String body) {
        return new SendResult.Answered(Answers.of(status, body), 3);
    }
}
