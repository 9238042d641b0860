// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.spi.identity.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An order as one source brings it, signed where senders sign.
 *
 * @param name the source's id
 * @param title what is measured
 * @param build makes the requests of a run, whose name no other run has, by their number
 */
record SourceRequests(String name, String title, Function<String, LongFunction<byte[]>> build) {
    private static final String SECRET = "bench-secret-of-the-shop";
    private static final String BROWSER_KEY = "bench-browser-key";
    private static final String STORE = NodeFolder.STORE;

    /** Adds all sources to the only store of a folder. */
    static void configure(NodeFolder setup) {
        setup.write("secrets/shop", SECRET + "\n");
        setup.write(
                "webhooks/bench.webhook.yaml",
                """
                version: 1
                verify: { none: unsafe }
                events:
                  - event: purchase_placed
                    event_id: { at: /id, prefix: "c_" }
                    fields:
                      order_id: /id
                      value: /total
                      currency: /currency
                      user.email: /buyer/email
                      user.phone: /buyer/phone
                """);
        setup.sources(
                """
                segment: {}
                browser: {}
                ga4-collect: { measurement-ids: [G-BENCH1] }
                shopify: { shop-domain: bench.myshopify.com, secrets: ["${file:secrets/shop}"] }
                woocommerce: { secrets: ["${file:secrets/shop}"] }
                recharge: { secrets: ["${file:secrets/shop}"] }
                custom: { mapping: webhooks/bench.webhook.yaml }
                """);
        setup.key("bench-browser", BROWSER_KEY, "browser", "browser");
    }

    static List<SourceRequests> all() {
        return List.of(
                new SourceRequests(
                        "segment", "Segment protocol, one purchase", SourceRequests::segment),
                new SourceRequests(
                        "browser",
                        "browser script, one purchase",
                        run -> number -> browser(run, number)),
                new SourceRequests(
                        "ga4-collect",
                        "Google's tag, one purchase",
                        run -> number -> googleTag(run, number)),
                new SourceRequests(
                        "shopify",
                        "Shopify, one signed order",
                        run -> number -> shopify(run, number)),
                new SourceRequests(
                        "woocommerce",
                        "WooCommerce, one signed order",
                        run -> number -> woo(run, number)),
                new SourceRequests(
                        "recharge",
                        "Recharge, one signed charge",
                        run -> number -> recharge(run, number)),
                new SourceRequests(
                        "custom",
                        "custom webhook, one mapped order",
                        run -> number -> custom(run, number)));
    }

    /** The requests of one round, whose ids no other round has. */
    LongFunction<byte[]> requests(String run) {
        String own = run + Instant.now().toEpochMilli();
        return build.apply(own);
    }

    /** The same requests to where nothing is done, so that making them costs the same. */
    LongFunction<byte[]> toNothing() {
        LongFunction<byte[]> own = requests("nothing");
        return number -> {
            String request = new String(own.apply(number), StandardCharsets.UTF_8);
            int path = request.indexOf(' ') + 1;
            return (request.substring(0, path)
                            + NodeProcess.NOTHING
                            + request.substring(request.indexOf(' ', path)))
                    .getBytes(StandardCharsets.UTF_8);
        };
    }

    private static LongFunction<byte[]> segment(String run) {
        return RequestTemplate.purchase("/v1/track", NodeFolder.KEY, run, Instant.now())::request;
    }

    private static byte[] browser(String run, long number) {
        String body =
                """
                {"event":"purchase_placed","order_id":"%s-%d","value":129.9,"currency":"EUR",
                 "message_id":"%1$s-%2$d","page":{"url":"https://shop.example/thanks?gclid=TEST"},
                 "ids":{"_fbp":"fb.1.1768470000000.1098115397","_ga":"GA1.1.1019141.1768470000"},
                 "click_ids":{"gclid":"TEST"},"consent":{"marketing":"granted","analytics":"granted"},
                 "items":[{"id":"41327143321713","name":"Linen shirt","price":49.95,"quantity":2},
                          {"id":"41327143157873","name":"Belt","price":25,"quantity":1}]}
                """
                        .formatted(run, number);
        return post("/collect?k=" + BROWSER_KEY, body, Map.of("Content-Type", "text/plain"));
    }

    private static byte[] googleTag(String run, long number) {
        String line =
                "en=purchase&_s=%d&cu=EUR&ep.transaction_id=%s-%1$d&epn.value=129.9&pr1=id41327143321713~nmShirt~pr49.95~qt2"
                        .formatted(number, run);
        return post(
                "/ga4/"
                        + STORE
                        + "/g/collect?v=2&tid=G-BENCH1&_p="
                        + number
                        + "&cid=1019141.1768470000&gcs=G111&sid=1768472000"
                        + "&dl=https%3A%2F%2Fshop.example%2Fthanks%3Fgclid%3DTEST",
                line,
                Map.of("Content-Type", "text/plain"));
    }

    private static byte[] shopify(String run, long number) {
        String body =
                """
                {"id":%d,"name":"#%1$d","email":"anna@example.com","created_at":"%s","currency":"EUR",
                 "current_total_price":"129.90","total_price":"129.90","financial_status":"paid",
                 "source_name":"web","browser_ip":"203.0.113.7",
                 "client_details":{"user_agent":"Mozilla/5.0 (X11; Linux x86_64)"},
                 "note_attributes":[{"name":"_tl_consent","value":"marketing=granted,analytics=granted"}],
                 "billing_address":{"first_name":"Anna","last_name":"Probst","city":"Leipzig","zip":"04109",
                 "country_code":"DE","phone":"+4915112345678"},
                 "line_items":[{"variant_id":41327143321713,"product_id":7,"title":"Linen shirt","quantity":2,
                 "price":"49.95"},{"variant_id":41327143157873,"product_id":8,"title":"Belt","quantity":1,
                 "price":"25.00"}]}
                """
                        .formatted(unique(run, number), Instant.now());
        return post(
                "/webhooks/shopify/" + STORE,
                body,
                Map.of(
                        "Content-Type", "application/json",
                        "X-Shopify-Topic", "orders/create",
                        "X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(hmac(body)),
                        "X-Shopify-Shop-Domain", "bench.myshopify.com",
                        "X-Shopify-API-Version", "2026-07",
                        "X-Shopify-Webhook-Id", run + "-" + number));
    }

    private static byte[] woo(String run, long number) {
        String body =
                """
                {"id":%d,"parent_id":0,"status":"processing","currency":"EUR","prices_include_tax":true,
                 "date_created":"2026-01-15T11:20:25","total":"49.85","total_tax":"7.96","customer_id":26,
                 "number":"727","created_via":"checkout","payment_method":"stripe",
                 "billing":{"first_name":"Jane","last_name":"Doe","city":"Hamburg","postcode":"20095",
                 "country":"DE","email":"jane.doe@example.com","phone":"+4915123456789"},
                 "customer_ip_address":"203.0.113.7","customer_user_agent":"Mozilla/5.0 (X11; Linux x86_64)",
                 "line_items":[{"id":1,"name":"Linen shirt","product_id":93,"variation_id":94,"quantity":1,
                 "subtotal":"41.89","total":"41.89","total_tax":"7.96","sku":"LIN-1","price":41.89}],
                 "meta_data":[],"coupon_lines":[]}
                """
                        .formatted(unique(run, number));
        return post(
                "/webhooks/woocommerce/" + STORE,
                body,
                Map.of(
                        "Content-Type", "application/json",
                        "X-WC-Webhook-Topic", "order.updated",
                        "X-WC-Webhook-Resource", "order",
                        "X-WC-Webhook-Event", "updated",
                        "X-WC-Webhook-Delivery-ID", run + "-" + number,
                        "X-WC-Webhook-Signature", Base64.getEncoder().encodeToString(hmac(body))));
    }

    private static byte[] recharge(String run, long number) {
        String body =
                """
                {"charge":{"id":%d,"status":"success","type":"recurring","currency":"EUR","total_price":"42.00",
                 "created_at":"2026-01-15T08:59:58","processed_at":"2026-01-15T09:00:00",
                 "customer":{"id":87475383,"email":"jane.doe@example.com"},
                 "billing_address":{"first_name":"Jane","last_name":"Doe","city":"Hamburg","country_code":"DE"},
                 "external_order_id":{"ecommerce":"%1$d"},
                 "line_items":[{"purchase_item_id":233844,"purchase_item_type":"subscription",
                 "external_variant_id":{"ecommerce":"41327143321713"},"title":"Coffee","quantity":2,
                 "unit_price":"21.00","total_price":"42.00"}]}}
                """
                        .formatted(unique(run, number));
        return post(
                "/webhooks/recharge/" + STORE + "/charge-paid",
                body,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Recharge-Hmac-Sha256",
                        Sha256.of(SECRET + body).hex()));
    }

    private static byte[] custom(String run, long number) {
        return post(
                "/webhooks/custom/" + STORE,
                """
                {"id":"%s-%d","total":"129.90","currency":"EUR",
                 "buyer":{"email":"anna@example.com","phone":"+4915112345678"}}
                """
                        .formatted(run, number),
                Map.of("Content-Type", "application/json"));
    }

    /** Shops number their orders. */
    private static long unique(String run, long number) {
        return (run.hashCode() & 0xFFFFFL) * 100_000_000L + number;
    }

    private static byte[] hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] post(String path, String body, Map<String, String> headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Length: " + content.length + "\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(content);
        return request.toByteArray();
    }
}
