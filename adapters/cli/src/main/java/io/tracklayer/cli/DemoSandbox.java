// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The demo's platforms: set up, disturbed, and asked what they were given. */
final class DemoSandbox {
    private final Http http;

    DemoSandbox(Http http) {
        this.http = http;
    }

    void register(DemoWorld world) {
        List<Object> accounts = new ArrayList<>();
        for (DemoMerchant merchant : world.merchants()) {
            accounts.add(metaAccount(merchant, merchant.metaToken()));
            accounts.add(
                    Map.of(
                            "platform", "ga4",
                            "account", merchant.measurementId(),
                            "secret", merchant.ga4Secret()));
            accounts.add(
                    Map.of(
                            "platform", "webhook",
                            "account", merchant.endpoint(),
                            "secrets", List.of(merchant.signingSecret())));
        }
        http.post("/control/accounts", accounts);
    }

    /** Meta is down for a while. */
    void breakMeta(Duration duration) {
        http.post(
                "/control/faults",
                Map.of(
                        "platform",
                        "meta",
                        "kind",
                        "status",
                        "status",
                        503,
                        "for_ms",
                        duration.toMillis()));
    }

    /** Meta stops knowing the merchant's token. */
    void rotateToken(DemoMerchant merchant) {
        http.post("/control/accounts", metaAccount(merchant, merchant.rotatedToken()));
    }

    private static Map<String, Object> metaAccount(DemoMerchant merchant, String token) {
        return Map.of("platform", "meta", "account", merchant.pixel(), "token", token);
    }

    /**
     * What a platform holds for a merchant.
     *
     * @param totals money of the purchases by currency
     */
    record Holdings(
            long purchases,
            long refunds,
            long deduplicated,
            long rejected,
            Map<String, BigDecimal> totals) {}

    Holdings holdings(DemoMerchant merchant, DemoPlatform platform) {
        JsonNode json =
                http.get("/inspect/" + platform.wire() + "?account=" + merchant.account(platform));
        long purchases = 0;
        long refunds = 0;
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (JsonNode event : json.path("events")) {
            if (!event.path("verdict").asText().equals("stored")) {
                continue;
            }
            String name = event.path("event_name").asText();
            if (name.equals(platform.purchase())) {
                purchases++;
                totals.merge(
                        event.path("currency").asText("?"),
                        event.path("value").decimalValue(),
                        BigDecimal::add);
            } else if (name.equals(platform.refund())) {
                refunds++;
            }
        }
        return new Holdings(
                purchases,
                refunds,
                json.path("deduplicated").asLong(),
                json.path("rejected").asLong() + json.path("dropped").asLong(),
                totals);
    }
}
