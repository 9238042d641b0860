// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.InvalidConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of any sender, by the mappings that are shipped as examples, in a running node. */
class CustomWebhookTest {
    private static final Path EXAMPLES = Path.of("../config/webhooks/examples");
    private static final String SECRET = "secret of the checkout";
    private static final String TOKEN = "token-of-the-form";

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = RunningShop.start(folder, CustomWebhookTest::configure);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static void configure(Shop shop) {
        shop.write("checkout.secret", SECRET);
        shop.write("form.secret", TOKEN);
        copy(shop, "headless-checkout");
        copy(shop, "b2b-leads");
        shop.change(
                "tracklayer.yaml",
                text ->
                        text.replaceFirst(
                                "(?m)^( *)sources:\\s*\\n",
                                """
                                $1sources:
                                $1  checkout: { plugin: custom, mapping: webhooks/headless-checkout.webhook.yaml, secret: "\\${file:checkout.secret}" }
                                $1  leads: { plugin: custom, mapping: webhooks/b2b-leads.webhook.yaml, secret: "\\${file:form.secret}" }
                                """));
    }

    private static void copy(Shop shop, String name) {
        String file = name + ".webhook.yaml";
        try {
            shop.write("webhooks/" + file, Files.readString(EXAMPLES.resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aSignedOrderOfAHeadlessCheckoutReachesThePlatforms() throws Exception {
        String order = Files.readString(EXAMPLES.resolve("headless-order.json"));
        Web.Answer answer = checkout(order, "sha256=" + signature(order));
        assertEquals(200, answer.status(), answer.text());
        Map<?, ?> event = shop.awaitEvent("ord_548291_purchase");
        assertEquals("purchase_placed", event.get("event_name"));
        String sent = shop.awaitSent("ord_548291_purchase").get("body").toString();
        assertTrue(sent.contains("129.90") || sent.contains("129.9"), sent);
        assertTrue(sent.contains("Cj0KCQiA") && sent.contains("TEA-1"), sent);
    }

    @Test
    void anOrderWithAnotherSignatureIsRefusedAndKeptWithTheReason() {
        List<Map<?, ?>> before = shop.requests("refused");
        Web.Answer answer = checkout("{\"order\":{\"number\":1}}", "sha256=" + "00".repeat(32));
        assertEquals(401, answer.status());
        assertEquals(
                "checkout", shop.awaitRequest("refused", "bad_signature", before).get("source"));
    }

    @Test
    void aLeadOfAFormIsAnEventAndItsTokenIsNowhere() {
        String form =
                "form=contact&lead_id=4711&email=ada%40example.com&gclid=Cj0lead&accept_ads=on";
        assertEquals(401, lead(form, "guess").status());
        assertEquals(200, lead(form, TOKEN).status());
        Map<?, ?> event = shop.awaitEvent("lead_4711");
        assertEquals("lead_submitted", event.get("event_name"));
        String whole = shop.web().json("/api/v1/events/" + event.get("seq")).toString();
        assertTrue(whole.contains("Cj0lead"), whole);
        assertFalse(whole.contains(TOKEN), whole);
        assertTrue(whole.contains("/gclid"), "where the click id stood: " + whole);
    }

    @Test
    void aStateThatIsToldAgainIsShownAsToldBefore() {
        String order =
                "{\"order\":{\"number\":77,\"state\":\"open\",\"currency\":\"EUR\",\"totals\":{\"grand\":5},\"note\":%d}}";
        assertEquals(200, signed(order.formatted(1)).status());
        shop.awaitEvent("ord_77_purchase");
        List<Map<?, ?>> before = shop.requests("ignored");
        assertEquals(200, signed(order.formatted(2)).status());
        shop.awaitRequest("ignored", "told_before", before);
    }

    @Test
    void whatCannotBeReadIsAcknowledgedAndShownAsRejected() {
        List<Map<?, ?>> before = shop.requests("rejected");
        assertEquals(200, signed("{\"order\":").status());
        shop.awaitRequest("rejected", "malformed_json", before);
    }

    @Test
    void aMistakeInAMappingIsToldWithItsFileAndLineAndKeepsTheNodeFromStarting(
            @TempDir Path other) {
        try (Shop wrong = Shop.open(other)) {
            configure(wrong);
            wrong.change(
                    "webhooks/b2b-leads.webhook.yaml",
                    text -> text.replace("user.phone: /phone", "user.phon: /phone"));
            Exception refused =
                    assertThrows(
                            InvalidConfigException.class,
                            () -> Node.start(wrong.config(), Clock.systemUTC()));
            assertTrue(
                    refused.getMessage()
                            .matches(
                                    "(?s).*webhooks/b2b-leads.webhook.yaml:\\d+:1: \"user.phon\" is no field of events. Did you mean \"user.phone\"\\?.*"),
                    refused.getMessage());
        }
    }

    @Test
    void aSourceThatNobodyConfiguredIsNotFound() {
        assertEquals(
                404,
                shop.web().post("/webhooks/custom/shop-eu/orders", new byte[0], Map.of()).status());
        assertEquals(
                404, shop.web().post("/webhooks/custom/shop-eu", new byte[0], Map.of()).status());
    }

    private static Web.Answer signed(String body) {
        return checkout(body, "sha256=" + signature(body));
    }

    private static Web.Answer checkout(String body, String signature) {
        return shop.web()
                .post(
                        "/webhooks/custom/shop-eu/checkout",
                        body.getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "X-Checkout-Signature",
                                signature));
    }

    private static Web.Answer lead(String form, String token) {
        return shop.web()
                .post(
                        "/webhooks/custom/shop-eu/leads",
                        form.getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-Lead-Token",
                                token));
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
