// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as Shopify sends them, signed. */
final class ShopifyRecording {
    static final String SIGNATURE = "X-Shopify-Hmac-Sha256";

    private final Random random;
    private final Instant hour;

    /**
     * @param hour when the recorded hour begins
     */
    ShopifyRecording(Random random, Instant hour) {
        this.random = random;
        this.hour = hour;
    }

    /** An order webhook of the topic. */
    RecordedRequest order(String topic, RecordedOrder order, Instant sentAt, String verdict) {
        return request(topic, order.shop(), order(order, sentAt), sentAt, verdict);
    }

    /** The shop gave the price of the first piece back. */
    RecordedRequest refund(RecordedOrder order, long id, Instant sentAt, String verdict) {
        RecordedOrder.Line line = order.lines().get(0);
        String amount = line.product().price().toPlainString();
        Map<String, Object> returned = new LinkedHashMap<>();
        returned.put("id", id + 1);
        returned.put("quantity", 1);
        returned.put("subtotal", amount);
        returned.put("total_tax", "0");
        returned.put("line_item", lineItem(line));
        Map<String, Object> refund = new LinkedHashMap<>();
        refund.put("id", id);
        refund.put("order_id", order.id());
        refund.put("created_at", sentAt.toString());
        refund.put("processed_at", sentAt.toString());
        refund.put("refund_line_items", List.of(returned));
        refund.put(
                "transactions",
                List.of(
                        Map.of(
                                "id",
                                id + 2,
                                "kind",
                                "refund",
                                "status",
                                "success",
                                "amount",
                                amount,
                                "currency",
                                order.shop().currency())));
        return request("refunds/create", order.shop(), Json.write(refund), sentAt, verdict);
    }

    /** A webhook whose body broke off, signed as it is. */
    RecordedRequest broken(RecordedOrder order, Instant sentAt) {
        String whole = order(order, sentAt);
        return request(
                "orders/create",
                order.shop(),
                whole.substring(0, whole.length() / 2),
                sentAt,
                RecordedRequest.REJECTED);
    }

    /** A webhook signed with a secret that is not the shop's. */
    RecordedRequest forged(RecordedOrder order, Instant sentAt) {
        RecordedRequest genuine = order("orders/create", order, sentAt, RecordedRequest.REFUSED);
        Map<String, String> headers = new LinkedHashMap<>(genuine.headers());
        headers.put(SIGNATURE, sign("shpss_guessed", genuine.body()));
        return genuine.with(headers, 401, RecordedRequest.REFUSED);
    }

    static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RecordedRequest request(
            String topic, DemoShop shop, String json, Instant sentAt, String verdict) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Shopify-Captain-Hook");
        headers.put("X-Shopify-Topic", topic);
        headers.put(SIGNATURE, sign(shop.shopifySecret(), body));
        headers.put("X-Shopify-Shop-Domain", shop.domain());
        headers.put("X-Shopify-API-Version", "2026-07");
        headers.put("X-Shopify-Webhook-Id", uuid());
        headers.put("X-Shopify-Event-Id", uuid());
        headers.put("X-Shopify-Triggered-At", sentAt.toString());
        return new RecordedRequest(
                Duration.between(hour, sentAt),
                "POST",
                "/webhooks/shopify/" + shop.id(),
                headers,
                body,
                200,
                List.of(verdict));
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static String order(RecordedOrder order, Instant sentAt) {
        DemoVisitor visitor = order.visitor();
        DemoShop shop = order.shop();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", order.id());
        json.put("name", "#" + order.id() % 10_000);
        json.put("created_at", order.placedAt().toString());
        json.put("processed_at", order.placedAt().toString());
        json.put("updated_at", sentAt.toString());
        json.put("test", false);
        json.put("source_name", "web");
        json.put("currency", shop.currency());
        json.put("presentment_currency", shop.currency());
        json.put("taxes_included", true);
        json.put("total_price", order.total().toPlainString());
        json.put("subtotal_price", order.goods().toPlainString());
        json.put("financial_status", "paid");
        json.put("payment_gateway_names", List.of("shopify_payments"));
        json.put("email", visitor.email());
        json.put("buyer_accepts_marketing", false);
        json.put("checkout_token", "chk" + order.id());
        json.put(
                "client_details",
                Map.of("browser_ip", visitor.address(), "user_agent", visitor.userAgent()));
        json.put("landing_site", "/products/" + order.lines().get(0).product().id());
        json.put("note_attributes", noteAttributes(visitor));
        json.put("customer", customer(visitor));
        json.put("shipping_address", address(visitor));
        json.put("line_items", order.lines().stream().map(ShopifyRecording::lineItem).toList());
        return Json.write(json);
    }

    /** The bridge from the browser: what the cart remembered of the visitor. */
    private static List<Object> noteAttributes(DemoVisitor visitor) {
        List<Object> attributes = new ArrayList<>();
        attributes.add(attribute("_ga", visitor.gaCookie()));
        if (visitor.consent() == DemoConsent.GRANTED) {
            attributes.add(attribute("_fbp", visitor.fbp()));
            attributes.add(attribute("_tl_consent", "analytics=1,marketing=1,sale_of_data=1"));
        } else if (visitor.consent() == DemoConsent.REFUSED) {
            attributes.add(attribute("_tl_consent", "analytics=1,marketing=0,sale_of_data="));
        }
        return attributes;
    }

    private static Map<String, Object> attribute(String name, String value) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put("name", name);
        attribute.put("value", value);
        return attribute;
    }

    private static Map<String, Object> customer(DemoVisitor visitor) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("id", visitor.customerId());
        customer.put("email", visitor.email());
        customer.put("first_name", visitor.firstName());
        customer.put("last_name", visitor.lastName());
        return customer;
    }

    private static Map<String, Object> address(DemoVisitor visitor) {
        DemoShop shop = visitor.shop();
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("first_name", visitor.firstName());
        address.put("last_name", visitor.lastName());
        address.put("city", shop.city());
        address.put("zip", shop.postalCode());
        address.put("country_code", shop.country());
        return address;
    }

    private static Map<String, Object> lineItem(RecordedOrder.Line line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("product_id", line.product().id());
        item.put("variant_id", line.product().variant());
        item.put("sku", line.product().sku());
        item.put("title", line.product().name());
        item.put("quantity", line.quantity());
        item.put("price", line.product().price().toPlainString());
        item.put("total_discount", "0");
        item.put("discount_allocations", List.of());
        return item;
    }
}
