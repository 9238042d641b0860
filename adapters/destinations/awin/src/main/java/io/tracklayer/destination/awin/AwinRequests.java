// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.PackContext;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests the Conversion API gets. */
final class AwinRequests {
    private AwinRequests() {}

    /** Of two records of one order the first goes; Awin would keep one of them, too. */
    static PlatformRequest orders(
            List<PlatformRecord> records, Settings settings, PackContext context) {
        Map<Object, Map<String, Object>> byReference = new LinkedHashMap<>();
        for (PlatformRecord one : records) {
            byReference.putIfAbsent(
                    one.body().get(AwinPayload.REFERENCE), signed(one.body(), context));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("orders", new ArrayList<>(byReference.values()));
        settings.find(AwinSettings.RESULT_WEBHOOK)
                .ifPresent(url -> body.put("webhook", Map.of("url", url)));
        return post(body, settings, context);
    }

    /** A made-up test order, which Awin checks and ignores. */
    static PlatformRequest check(Settings settings, PackContext context) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put(AwinPayload.REFERENCE, "tracklayer-check");
        order.put("amount", BigDecimal.ONE);
        order.put("currency", "EUR");
        order.put("channel", AwinChannel.AWIN);
        order.put("voucher", "TRACKLAYER");
        order.put("isTest", true);
        order.put("commissionGroups", List.of(group("DEFAULT", BigDecimal.ONE)));
        return post(Map.of("orders", List.of(signed(order, context))), settings, context);
    }

    static Map<String, Object> group(String code, BigDecimal amount) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("code", code);
        group.put("amount", amount);
        return group;
    }

    /** How integrations name themselves. */
    static String integration(PackContext context) {
        return "tracklayer_" + context.version();
    }

    private static Map<String, Object> signed(Map<String, Object> order, PackContext context) {
        Map<String, Object> signed = new LinkedHashMap<>(order);
        signed.put("custom", Map.of("1", integration(context)));
        return signed;
    }

    private static PlatformRequest post(
            Map<String, Object> body, Settings settings, PackContext context) {
        String url =
                AwinTransport.API.endpoint(settings)
                        + "/s2s/advertiser/"
                        + settings.text(AwinSettings.ADVERTISER).strip()
                        + "/orders";
        List<Field> key =
                settings.find(AwinSettings.API_KEY)
                        .map(secret -> List.of(Field.secret("x-api-key", secret.strip())))
                        .orElse(List.of());
        return PlatformRequest.postJson(url, List.of(), key, context.json(body));
    }
}
