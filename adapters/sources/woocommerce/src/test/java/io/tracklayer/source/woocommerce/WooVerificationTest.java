// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static io.tracklayer.source.woocommerce.WooShop.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.SettingsCheck;
import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WooVerificationTest {
    private static final String BODY = "{\"id\":727,\"status\":\"processing\",\"total\":\"29.35\"}";

    @Test
    void theSecretAsItWasTypedSigns() {
        Verification verification = verify(signed("p3GtrOdXzFU+Ibwz9PQ4f6qh3k2zSjsdUPytETqm9Ho="));
        assertEquals(new Verification.Authentic("hmac-sha256"), verification);
    }

    @Test
    void theSecretWithHtmlEntitiesDoesNot() {
        assertEquals(
                "bad_signature", refusal(signed("5il7tQtt9ScWOqzFi7DQUy9fMErExas4xgWSRt50Bvo=")));
    }

    @Test
    void oneOfSeveralSecretsIsEnough() {
        GivenRequest request = signed(WooShop.signature("other", BODY));
        assertEquals("bad_signature", refusal(request));
        assertInstanceOf(
                Verification.Authentic.class,
                source().verify(request, WooShop.settings("secrets", "one,other")));
    }

    @Test
    void aChangedBodyIsRefused() {
        GivenRequest request = signed(WooShop.signature(WooShop.SECRET, BODY));
        byte[] changed =
                BODY.replace("29.35", "99.35").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertEquals("bad_signature", refusal(request.body(changed)));
    }

    @Test
    void aRequestWithoutSignatureIsRefused() {
        GivenRequest request = GivenRequest.post("/webhooks/woocommerce/acme-eu", BODY);
        assertEquals("missing_signature", refusal(request));
        assertEquals("missing_signature", refusal(signed("  ")));
    }

    @Test
    void aSignatureThatIsNotBase64IsRefused() {
        assertEquals("undecodable_signature", refusal(signed("%%%")));
    }

    @Test
    void anEmptySecretIsNoSecret() {
        List<String> problems =
                SettingsCheck.check(
                                source().descriptor().settings(), Map.of("secrets", List.of("")))
                        .problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("\"secrets\""), problems.toString());
    }

    @Test
    void thePingOfANewWebhookIsAnsweredWithExactly200() {
        GivenRequest ping = GivenRequest.post("/webhooks/woocommerce/acme-eu", "webhook_id=5");
        assertEquals(200, source().answer(ping).orElseThrow().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook_id=", "webhook_id=5&x=1", "webhook_id=five", "", "{\"id\":5}"})
    void nothingElseIsAPing(String body) {
        assertTrue(
                source().answer(GivenRequest.post("/webhooks/woocommerce/acme-eu", body))
                        .isEmpty());
    }

    @Test
    void aSignedRequestIsNoPing() {
        GivenRequest signed =
                GivenRequest.post("/webhooks/woocommerce/acme-eu", "webhook_id=5")
                        .header("X-WC-Webhook-Signature", "x");
        assertTrue(source().answer(signed).isEmpty());
    }

    private static GivenRequest signed(String signature) {
        return GivenRequest.post("/webhooks/woocommerce/acme-eu", BODY)
                .header("x-wc-webhook-signature", signature);
    }

    private static Verification verify(GivenRequest request) {
        return source().verify(request, WooShop.settings());
    }

    private static String refusal(GivenRequest request) {
        Verification.Refused refused =
                assertInstanceOf(Verification.Refused.class, verify(request));
        assertEquals(401, refused.status());
        return refused.code();
    }
}
