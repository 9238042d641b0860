// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import static io.tracklayer.source.recharge.Account.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RechargeVerificationTest {
    private static final String BODY = "{\"charge\":{\"id\":377749210,\"status\":\"success\"}}";
    private static final String T = "1768472431";
    private static final String V1 =
            "6b07603d7af18b50acba9e848009682e9382962b00730626da5a0ec2e155871b";
    private static final String OLD =
            "ff1523559adfc58a901bf96a45f82100d4d8878203cc279694a4f9f1ba746359";

    @Test
    void theSignatureWithATimeIsAnHmacOverTimeDotBody() {
        assertEquals(
                new Verification.Authentic("hmac-sha256 with time"),
                verify(timed("t=" + T + ",v1=" + V1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1=" + V1 + ",t=" + T,
                "t=" + T + ", v1=" + V1 + ",v2=00",
                "t=" + T + ",v1=00,v1=" + V1
            })
    void itsPartsAreFoundByName(String header) {
        assertInstanceOf(Verification.Authentic.class, verify(timed(header)), header);
    }

    @Test
    void theTimeMayStandInItsOwnHeaderAlone() {
        GivenRequest request = timed("v1=" + V1).header("X-Recharge-Webhook-Timestamp", T);
        assertInstanceOf(Verification.Authentic.class, verify(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1=" + V1, "t=" + T, "t=x,v1=" + V1, "nonsense", "t=,v1="})
    void aSignatureWithoutItsPartsIsRefused(String header) {
        String expected = header.isEmpty() ? "missing_signature" : "undecodable_signature";
        assertEquals(expected, refusal(timed(header)), header);
    }

    @Test
    void anHmacOfTheBodyAloneIsRefused() {
        String wrong = "00cb856594023caa29db2f2f7bf0e40a3c5c71b3708e783cee7a385b49ae93e0";
        assertEquals("bad_signature", refusal(timed("t=" + T + ",v1=" + wrong)));
        assertEquals("bad_signature", refusal(old(wrong)));
    }

    @Test
    void theOldSignatureIsAPlainHashOfSecretAndBody() {
        assertEquals(new Verification.Authentic("sha256 of secret and body"), verify(old(OLD)));
        assertInstanceOf(
                Verification.Authentic.class, verify(old(OLD.toUpperCase(java.util.Locale.ROOT))));
    }

    @Test
    void aNewSignatureThatFailsIsNotSavedByAnOldOne() {
        GivenRequest request =
                timed("t=" + T + ",v1=" + V1.replace('6', '7'))
                        .header("X-Recharge-Hmac-Sha256", OLD);
        assertEquals("bad_signature", refusal(request));
    }

    @Test
    void retriesOfTwoDaysAreTakenAndNothingOlderOrFromTheFuture() {
        String header = "t=" + T + ",v1=" + V1;
        assertInstanceOf(
                Verification.Authentic.class, verify(timed(header, 1_768_472_431L + 172_800)));
        assertEquals("stale_signature", refusal(timed(header, 1_768_472_431L + 172_801)));
        assertEquals("stale_signature", refusal(timed(header, 1_768_472_431L - 172_801)));
    }

    @Test
    void oneOfSeveralSecretsIsEnoughAndAChangedBodyIsNot() {
        GivenRequest request = timed("t=" + T + ",v1=" + V1);
        assertEquals("bad_signature", refusal(request, "secrets", "other"));
        assertInstanceOf(
                Verification.Authentic.class,
                source().verify(request, Account.settings("secrets", "other," + Account.SECRET)));
        byte[] changed = BODY.replace("success", "refunded").getBytes(StandardCharsets.UTF_8);
        assertEquals("bad_signature", refusal(request.body(changed)));
        assertEquals("bad_signature", refusal(old(OLD).body(changed)));
    }

    @Test
    void theOldSignatureMustBeHex() {
        assertEquals("undecodable_signature", refusal(old("p3GtrOdX+/==")));
    }

    @Test
    void aTimeZoneThatDoesNotExistIsAProblemOfTheSettings() {
        assertTrue(source().check(Account.settings("timezone", "America/New_York")).isEmpty());
        assertEquals(
                "timezone",
                source().check(Account.settings("timezone", "Mars/Base")).get(0).setting());
    }

    private static GivenRequest timed(String header) {
        return timed(header, 1_768_472_431L);
    }

    private static GivenRequest timed(String header, long now) {
        GivenRequest request =
                Account.webhook("charge/paid", BODY).header("X-Recharge-Webhook-Signature", header);
        return new GivenRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.raw(),
                request.remoteAddress(),
                Instant.ofEpochSecond(now));
    }

    private static GivenRequest old(String header) {
        return Account.webhook("charge/paid", BODY).header("X-Recharge-Hmac-Sha256", header);
    }

    private static Verification verify(GivenRequest request) {
        return source().verify(request, Account.settings());
    }

    private static String refusal(GivenRequest request, String... settings) {
        Verification.Refused refused =
                assertInstanceOf(
                        Verification.Refused.class,
                        source().verify(request, Account.settings(settings)));
        assertEquals(401, refused.status());
        return refused.code();
    }
}
