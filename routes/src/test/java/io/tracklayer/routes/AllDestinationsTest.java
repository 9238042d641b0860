// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop that is connected to every platform there is: one journey, from the landing page with the
 * click ids of all of them to the refund, judged by the sandbox in strict mode.
 */
class AllDestinationsTest {
    private static final String VISITOR = "v-1001";
    private static final String PAGE =
            "https://shop.example/?fbclid=IwAR0AbC_1&gclid=Cj0KCQiAtest_wcB&ttclid=E.C.P.test1"
                    + "&epik=dj0yJnU9test&ScCid=8a1b2c3d-0000-4000-8000-000000000001"
                    + "&li_fat_id=3f0c9a6e-8f5b-4c8e-9a51-7b6f2d0c4411&rdt_cid=4912345678901234567"
                    + "&awc=12345_1768472000_0123456789abcdef0123456789abcdef&tblci=GiBTestClickAbcdefghijklmnopqrstuvwxyz0123456789";

    /** Settings by platform; the endpoint is added. */
    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("awin", "advertiser: \"12345\", api-key: SECRET"),
                    Map.entry("criteo", "account: \"12345\", onetag: none"),
                    Map.entry("ga4", "measurement-id: G-TRACK, secret: SECRET"),
                    Map.entry(
                            "google-ads",
                            "customer-id: \"4812345670\", login-customer-id: \"9911223344\","
                                    + " conversion-actions: [\"purchase_placed=712034455\"],"
                                    + " client-id: C, client-secret: SECRET, refresh-token: SECRET"),
                    Map.entry("klaviyo", "api-key: SECRET"),
                    Map.entry(
                            "linkedin",
                            "token: SECRET, conversion-rules: [\"purchase_placed=1\","
                                    + " \"product_added_to_cart=2\"]"),
                    Map.entry("pinterest", "ad-account: \"549755885175\", token: SECRET"),
                    Map.entry("reddit", "pixel: a2_fx1k9z, token: SECRET"),
                    Map.entry(
                            "snapchat",
                            "pixel: 4f0b1c2d-1111-4222-8333-944455566677, token: SECRET"),
                    Map.entry("taboola", "account: \"1234567\""),
                    Map.entry("tiktok", "pixel: CABC1234EXAMPLE567, token: SECRET"));

    private static final String ACCOUNTS =
            """
            [{"platform":"awin","account":"12345","token":"%1$s"},
             {"platform":"criteo","account":"12345"},
             {"platform":"ga4","account":"G-TRACK","secret":"%1$s"},
             {"platform":"google-ads","account":"4812345670","managers":["9911223344"],
              "conversion_actions":["712034455"],"client_id":"C","client_secret":"%1$s","refresh_token":"%1$s"},
             {"platform":"klaviyo","account":"shop","token":"%1$s"},
             {"platform":"linkedin","account":"512345678","token":"%1$s","rules":["1","2"]},
             {"platform":"pinterest","account":"549755885175","token":"%1$s"},
             {"platform":"reddit","account":"a2_fx1k9z","token":"%1$s"},
             {"platform":"snapchat","account":"4f0b1c2d-1111-4222-8333-944455566677","token":"%1$s"},
             {"platform":"taboola","account":"1234567"},
             {"platform":"tiktok","account":"CABC1234EXAMPLE567","token":"%1$s"}]
            """;

    private static final String TOKEN = "token-of-every-platform";
    private static final int EVENTS = 4;

    /** Those, and Meta and the webhook that every test shop has. */
    private static final int DESTINATIONS = SETTINGS.size() + 2;

    /** What becomes of the journey where the platform does not just take it. */
    private static final String OTHERWISE =
            """
            awin order_refunded skipped not_supported
            awin product_added_to_cart skipped not_supported
            awin product_viewed skipped not_supported
            criteo order_refunded skipped unmapped_event
            ga4 product_added_to_cart skipped insufficient_identifiers
            ga4 product_viewed skipped insufficient_identifiers
            google-ads product_added_to_cart skipped no_conversion_action
            google-ads product_viewed skipped not_supported
            linkedin order_refunded skipped not_supported
            linkedin product_viewed skipped no_conversion_rule
            meta order_refunded skipped refund_not_taken
            pinterest order_refunded skipped not_supported
            reddit order_refunded skipped not_enabled
            snapchat order_refunded skipped not_enabled
            taboola order_refunded skipped not_supported
            tiktok order_refunded skipped not_enabled""";

    @TempDir static Path folder;
    private static RunningShop shop;

    @BeforeAll
    static void connect() throws Exception {
        shop =
                RunningShop.start(
                        folder,
                        files -> {
                            files.write("secrets/token", TOKEN + "\n");
                            SETTINGS.forEach(
                                    (platform, settings) -> destination(files, platform, settings));
                            new Web(files.sandbox())
                                    .postJson("/control/accounts", ACCOUNTS.formatted(TOKEN));
                        });
        journey();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void everyEventHasARowForEveryDestinationWithWhatBecameOfIt() {
        assertEquals(
                OTHERWISE,
                deliveries().stream()
                        .filter(row -> !row.get("status").equals("delivered"))
                        .map(
                                row ->
                                        row.get("destination")
                                                + " "
                                                + row.get("event_name")
                                                + " "
                                                + row.get("status")
                                                + " "
                                                + row.get("reason"))
                        .sorted()
                        .collect(Collectors.joining("\n")));
        assertEquals(EVENTS * DESTINATIONS, deliveries().size());
    }

    @Test
    void noPlatformRefusesDropsOrRepeatsAnything() {
        for (String platform : SETTINGS.keySet()) {
            Map<String, Object> held = shop.shop().held(platform);
            assertEquals(
                    "0 0 0",
                    held.get("rejected")
                            + " "
                            + held.get("dropped")
                            + " "
                            + deduplicated(platform, held),
                    platform + " " + held.get("diagnostics"));
        }
    }

    @Test
    void googleIsToldTheNewTotalUnderTheSameTransaction() {
        assertEquals(
                List.of("100.00 of 1001", "129.90 of 1001"),
                ((List<?>) shop.shop().held("google-ads").get("events"))
                        .stream()
                                .map(Map.class::cast)
                                .map(event -> event.get("value") + " of " + event.get("order_id"))
                                .toList());
    }

    /** A restatement is the same transaction once more. */
    private static Object deduplicated(String platform, Map<String, Object> held) {
        return platform.equals("google-ads") ? 0 : held.get("deduplicated");
    }

    private static void journey() {
        String mug = "\"product_id\":\"10\",\"variant\":\"11\",\"name\":\"Mug\",\"price\":129.9";
        String paid = "\"currency\":\"EUR\",\"value\":129.9";
        track("Product Viewed", "view-1", mug + "," + paid);
        track("Product Added", "cart-1", mug + ",\"quantity\":1," + paid);
        track(
                "Order Completed",
                "ord-1",
                "\"order_id\":\"1001\",\"total\":129.9,\"currency\":\"EUR\",\"products\":[{"
                        + mug
                        + ",\"quantity\":1}]");
        track(
                "Order Refunded",
                "ref-1",
                "\"order_id\":\"1001\",\"total\":29.9,\"currency\":\"EUR\"");
        Awaitility.await("all deliveries of the journey are final")
                .atMost(Web.PATIENCE)
                .until(
                        () ->
                                deliveries().size() == EVENTS * DESTINATIONS
                                        && deliveries().stream()
                                                .noneMatch(
                                                        row ->
                                                                row.get("status")
                                                                        .equals("pending")));
    }

    private static void track(String event, String id, String properties) {
        String body =
                """
                {"event":"%s","userId":"cust_77","anonymousId":"%s","messageId":"m-%s",
                 "properties":{"event_id":"%s",%s},
                 "context":{"ip":"203.0.113.7","userAgent":"Mozilla/5.0 (X11; Linux x86_64)",
                  "page":{"url":"%s","referrer":"https://www.example.com/"},
                  "traits":{"email":"anna@example.com","phone":"+4915123456789","firstName":"Anna",
                   "lastName":"Muster","address":{"country":"DE","postalCode":"83646"}},
                  "consent":{"categoryPreferences":{"marketing":true,"analytics":true,"advertising":true}}}}
                """
                        .formatted(event, VISITOR, id, id, properties, PAGE);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Authorization", RunningShop.basic(Shop.SEGMENT_KEY));
        Web.Answer answer =
                shop.web().post("/v1/track", body.getBytes(StandardCharsets.UTF_8), headers);
        assertEquals(200, answer.status(), answer.text());
    }

    private static List<Map<?, ?>> deliveries() {
        return shop.rows("/api/v1/deliveries?limit=500", "deliveries");
    }

    private static void destination(Shop files, String platform, String settings) {
        String given = settings.replace("SECRET", "\"${file:secrets/token}\"");
        String token =
                platform.equals("google-ads")
                        ? ", token-endpoint: \"" + files.sandbox() + "/google-ads/token\""
                        : "";
        files.write(
                "destinations/" + platform + ".yaml",
                "version: 1\nplugin: %s\nmerchant: shop\nsettings: {%s%s, endpoint: \"%s/%s\"}\n"
                        .formatted(platform, given, token, files.sandbox(), platform));
    }
}
