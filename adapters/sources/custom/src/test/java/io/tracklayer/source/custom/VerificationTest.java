// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static io.tracklayer.source.custom.Given.SOURCE;
import static io.tracklayer.source.custom.Given.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    private static final String BODY = "{\"id\":\"ä\"}";
    private static final Instant ARRIVAL = Instant.parse("2026-01-15T10:20:31Z");

    /** The example of the Standard Webhooks libraries. */
    private static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final Instant STANDARD_TIME = Instant.ofEpochSecond(1614265330);

    @Test
    void theSignatureThatStandardWebhooksShowsIsAccepted() {
        assertEquals(
                "hmac-sha256",
                judged("{ preset: standard-webhooks }", standard(), STANDARD_SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-id, msg_other, bad_signature",
        "webhook-timestamp, 1614265331, bad_signature",
        "webhook-timestamp, 1614264000, timestamp_out_of_window",
        "webhook-timestamp, 1614269000, timestamp_out_of_window",
        "webhook-timestamp, yesterday, missing_timestamp",
        "webhook-signature, 'v1,AAAA', bad_signature",
        "webhook-signature, 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', undecodable_signature",
        "webhook-signature, 'v1,%%%', undecodable_signature",
    })
    void aStandardWebhookThatWasChangedOrRepeatedIsRefused(
            String header, String value, String code) {
        GivenRequest changed = standard().header(header, value);
        assertEquals(code, judged("{ preset: standard-webhooks }", changed, STANDARD_SECRET));
    }

    @Test
    void ofSeveralSignaturesOneMustFitSoThatSendersCanRotate() {
        GivenRequest rotating =
                standard()
                        .header(
                                "webhook-signature",
                                "v1,AAAA v1a,xyz v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertEquals(
                "hmac-sha256",
                judged("{ preset: standard-webhooks }", rotating, "whsec_AAAA", STANDARD_SECRET));
    }

    @Test
    void theSignatureThatGithubShowsIsAccepted() {
        GivenRequest request =
                GivenRequest.post("/x", "Hello, World!")
                        .header(
                                "X-Hub-Signature-256",
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        assertEquals(
                "hmac-sha256", judged("{ preset: github }", request, "It's a Secret to Everybody"));
        assertEquals("bad_signature", judged("{ preset: github }", request, "another"));
        assertEquals(
                "bad_signature",
                judged(
                        "{ preset: github }",
                        request.body(bytes("Hello, World! ")),
                        "It's a Secret to Everybody"));
    }

    @Test
    void aSignatureInPairsIsTimedAndMayStandBesideOthers() {
        long now = ARRIVAL.getEpochSecond();
        String right = hex("HmacSHA256", "s", now + "." + BODY);
        String header = "t=" + now + ",v1=00,v1=" + right + ",v0=ab";
        assertEquals(
                "hmac-sha256",
                judged("{ preset: stripe }", given("Stripe-Signature", header), "s"));
        String late =
                "t=" + (now - 301) + ",v1=" + hex("HmacSHA256", "s", (now - 301) + "." + BODY);
        assertEquals(
                "timestamp_out_of_window",
                judged("{ preset: stripe }", given("Stripe-Signature", late), "s"));
        String untimed = "v1=" + right;
        assertEquals(
                "missing_timestamp",
                judged("{ preset: stripe }", given("Stripe-Signature", untimed), "s"));
    }

    @Test
    void aShopLikeSignatureIsBase64OfTheBody() {
        String right =
                Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex(hex("HmacSHA256", "s", BODY)));
        assertEquals(
                "hmac-sha256",
                judged("{ preset: shopify }", given("X-Shopify-Hmac-Sha256", right), "s"));
    }

    @ParameterizedTest
    @CsvSource({
        "standard-webhooks, 'webhook-id,webhook-signature,webhook-timestamp'",
        "stripe, stripe-signature",
        "github, x-hub-signature-256",
        "shopify, x-shopify-hmac-sha256",
    })
    void theHeadersOfAPresetReachTheSource(String preset, String headers) {
        String mapping = mapping("{ preset: " + preset + " }");
        assertEquals(Set.of(headers.split(",")), SOURCE.headers(settings(mapping, "c2VjcmV0")));
    }

    @ParameterizedTest
    @CsvSource({"sha1, HmacSHA1", "sha256, HmacSHA256", "sha512, HmacSHA512"})
    void whatIsSignedCanBePutTogether(String algorithm, String java) {
        String verify =
                "{ hmac: { algorithm: %s, header: X-Sig, prefix: 'v0=', signed: 'v0:{timestamp}:{id}:{body}', timestamp-header: X-Time, id-header: X-Id, tolerance: 1h } }"
                        .formatted(algorithm);
        long time = ARRIVAL.getEpochSecond() - 3_599;
        String signature = "v0=" + hex(java, "s", "v0:" + time + ":i1:" + BODY);
        GivenRequest request =
                given("X-Sig", signature).header("X-Time", "" + time).header("X-Id", "i1");
        assertEquals("hmac-" + algorithm, judged(verify, request, "s"));
        assertEquals("bad_signature", judged(verify, request.header("X-Id", "i2"), "s"));
        assertEquals(
                Set.of("x-sig", "x-time", "x-id"), SOURCE.headers(settings(mapping(verify), "s")));
    }

    @ParameterizedTest
    @CsvSource({
        "'Bearer s3', token",
        "'bearer s3', token",
        "'Bearer s4', bad_token",
        "'Bearer ', bad_token",
        "'Basic s3', missing_token",
        "'', missing_token",
    })
    void aTokenIsTheSecretItself(String header, String result) {
        assertEquals(result, judged("{ token: {} }", given("Authorization", header), "s3"));
    }

    @Test
    void aTokenInAHeaderOfItsOwnIsSeenAndNeverStored() {
        String verify = "{ token: { header: X-Lead-Token } }";
        assertEquals("token", judged(verify, given("X-Lead-Token", "s3"), "old", "s3"));
        assertEquals(Set.of("x-lead-token"), SOURCE.credentials(settings(mapping(verify), "s3")));
        assertTrue(!SOURCE.headers(settings(mapping(verify), "s3")).contains("x-lead-token"));
    }

    @Test
    void aTokenInTheAddressComesWhereTheHostNeverKeepsIt() {
        String verify = "{ token: { query: key } }";
        assertEquals("token", judged(verify, Given.post(BODY).parameter("key", "s3"), "s3"));
        assertEquals("missing_token", judged(verify, Given.post(BODY), "s3"));
    }

    @ParameterizedTest
    @CsvSource({
        "'shop:pass', basic",
        "'shop:other', bad_credentials",
        "'other:pass', bad_credentials",
        "'shop', bad_credentials",
    })
    void userAndPasswordMustBothBeRight(String given, String result) {
        String header = "Basic " + Base64.getEncoder().encodeToString(bytes(given));
        assertEquals(
                result,
                judged("{ basic: { user: shop } }", given("Authorization", header), "pass"));
    }

    @Test
    void withoutAnyProofEverybodyIsLetInAndEvidenceSaysSo() {
        assertEquals("nothing", judged("{ none: unsafe }", Given.post(BODY)));
    }

    @Test
    void aMethodTheMappingDoesNotTakeIsRefused() {
        assertEquals("method_not_mapped", judged("{ none: unsafe }", GivenRequest.get("/x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ preset: github }", "{ token: {} }", "{ basic: { user: a } }"})
    void aProofWithoutASecretClosesTheSource(String verify) {
        List<SettingProblem> problems = SOURCE.check(settings(mapping(verify)));
        assertEquals("secret", problems.get(0).setting());
        assertTrue(problems.get(0).sentence().contains("needs a secret"));
    }

    @Test
    void aSecretThatIsNotBase64IsSaidAtTheStart() {
        List<SettingProblem> problems =
                SOURCE.check(settings(mapping("{ preset: svix }"), "not base64!"));
        assertTrue(problems.get(0).sentence().contains("base64"), problems.toString());
    }

    private static String mapping(String verify) {
        return "version: 1\nverify: " + verify + "\nevents: [{ event: lead_submitted }]\n";
    }

    private static String judged(String verify, InboundRequest request, String... secrets) {
        Verification result = SOURCE.verify(request, settings(mapping(verify), secrets));
        if (result instanceof Verification.Refused refused) {
            assertTrue(refused.status() == 401 || refused.status() == 403);
            return refused.code();
        }
        return ((Verification.Authentic) result).how();
    }

    private static GivenRequest standard() {
        GivenRequest request =
                GivenRequest.post("/x", "{\"test\": 2432232314}")
                        .header("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                        .header("webhook-timestamp", "1614265330")
                        .header(
                                "webhook-signature",
                                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        return new GivenRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.raw(),
                request.remoteAddress(),
                STANDARD_TIME);
    }

    private static GivenRequest given(String header, String value) {
        return Given.post(BODY).header(header, value);
    }

    private static String hex(String algorithm, String key, String content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(bytes(key), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(bytes(content)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
