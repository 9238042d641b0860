// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.source.shopify.Webhook.SECRET;
import static io.tracklayer.source.shopify.Webhook.SHOP;
import static io.tracklayer.source.shopify.Webhook.settings;
import static io.tracklayer.source.shopify.Webhook.signature;
import static io.tracklayer.source.shopify.Webhook.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import io.tracklayer.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyVerificationTest {
    private static final String BODY =
            "{\"id\":548291,\"total_price\":\"129.90\",\"currency\":\"EUR\"}";
    private static final String HEX =
            "cc1fec8c8324e7232097f24ce58fdb344dbcae625913ee11587a192917c3d4c8";
    private static final String SIGNATURE = "zB/sjIMk5yMgl/JM5Y/bNE28rmJZE+4RWHoZKRfD1Mg=";

    @Test
    void theKnownSignatureOfAKnownBodyIsAccepted() {
        Verification verification = source().verify(signed(BODY, SIGNATURE), settings());
        assertEquals(new Verification.Authentic("hmac-sha256"), verification);
    }

    @Test
    void anySecretOfTheListIsAccepted() {
        for (String secrets : new String[] {"old," + SECRET, SECRET + ",new", "a,b," + SECRET}) {
            assertAuthentic(source().verify(signed(BODY, SIGNATURE), settings("secrets", secrets)));
        }
    }

    @Test
    void theEventsFamilyIsSignedTheSameWay() {
        GivenRequest request =
                GivenRequest.post("/webhooks/shopify/acme-eu", BODY)
                        .header("Shopify-Hmac-Sha256", SIGNATURE)
                        .header("Shopify-Topic", "orders/create")
                        .header("Shopify-Shop-Domain", SHOP);
        assertAuthentic(source().verify(request, settings()));
    }

    @Test
    void theEventsSignatureDecidesWhichFamilyCounts() {
        GivenRequest both =
                signed(BODY, SIGNATURE)
                        .header("Shopify-Hmac-Sha256", signature("other", BODY))
                        .header("Shopify-Shop-Domain", SHOP);
        assertEquals("bad_signature", refused(both).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Store.MyShopify.com", " store.myshopify.com "})
    void theShopsNameIsComparedAsADomain(String name) {
        GivenRequest request = signed(BODY, SIGNATURE).header("X-Shopify-Shop-Domain", name);
        assertAuthentic(source().verify(request, settings()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatIsNotFromTheShopIsRefusedWithWhatToDo(
            String code, String advice, GivenRequest request) {
        Verification.Refused refused = refused(request);
        assertEquals(401, refused.status());
        assertEquals(code, refused.code());
        assertTrue(refused.sentence().contains(advice), refused.sentence());
        assertFalse(refused.sentence().contains(SECRET));
    }

    static Stream<Arguments> refusals() {
        String flipped = "a" + SIGNATURE.substring(1);
        return Stream.of(
                arguments("empty_body", "no body", signed("", signature(SECRET, ""))),
                arguments("missing_signature", "proxy", unsigned(BODY)),
                arguments("missing_signature", "proxy", signed(BODY, " ")),
                arguments("undecodable_signature", "base64", signed(BODY, "not base64!")),
                arguments("undecodable_signature", "base64", signed(BODY, SIGNATURE + "=")),
                arguments("bad_signature", "\"secrets\"", signed(BODY, flipped)),
                arguments("bad_signature", "\"secrets\"", signed(BODY, SIGNATURE.substring(0, 24))),
                arguments("bad_signature", "\"secrets\"", signed(BODY + "\n", SIGNATURE)),
                arguments("bad_signature", "\"secrets\"", signed(BODY, signature("other", BODY))),
                arguments("bad_signature", "\"secrets\"", signed(BODY, HEX)),
                arguments("wrong_shop", "names no shop", shop("")),
                arguments(
                        "wrong_shop", "names \"other.myshopify.com\"", shop("other.myshopify.com")),
                arguments("wrong_shop", "names \"" + SHOP + ".evil\"", shop(SHOP + ".evil")),
                arguments("wrong_shop", "names no shop", shop("<b>not a domain</b>")));
    }

    @Test
    void aBodyThatWasParsedAndWrittenAgainIsRefused() {
        String sent = Webhook.file("orders-create-548291.json");
        GivenRequest request = Webhook.of("orders/create", sent);
        assertAuthentic(source().verify(request, settings()));
        byte[] rewritten = Json.write(Json.read(sent));
        assertEquals("bad_signature", refused(request.body(rewritten)).code());
    }

    @Test
    void aBodyOfOtherCharactersIsRefused() {
        String sent = "{\"city\":\"München\"}";
        GivenRequest request = signed(sent, signature(SECRET, sent));
        assertAuthentic(source().verify(request, settings()));
        byte[] latin = sent.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("bad_signature", refused(request.body(latin)).code());
    }

    private static GivenRequest shop(String domain) {
        return signed(BODY, SIGNATURE).header("X-Shopify-Shop-Domain", domain);
    }

    private static GivenRequest signed(String body, String signature) {
        return unsigned(body).header("X-Shopify-Hmac-Sha256", signature);
    }

    private static GivenRequest unsigned(String body) {
        return GivenRequest.post("/webhooks/shopify/acme-eu", body)
                .header("X-Shopify-Topic", "orders/create")
                .header("X-Shopify-Shop-Domain", SHOP);
    }

    private static void assertAuthentic(Verification verification) {
        assertInstanceOf(Verification.Authentic.class, verification);
    }

    private static Verification.Refused refused(GivenRequest request) {
        return assertInstanceOf(Verification.Refused.class, source().verify(request, settings()));
    }
}
