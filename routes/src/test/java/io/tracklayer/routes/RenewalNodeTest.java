// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renewals that Recharge charges and Shopify keeps as orders: both report them. */
class RenewalNodeTest {
    @TempDir Path folder;

    @Test
    void aRenewalReportedByBothIsOneEventWhicheverComesFirst() throws Exception {
        try (SubscriptionShop shop = SubscriptionShop.start(folder)) {
            assertEquals(200, shop.charge(501, true));
            assertEquals(200, shopify(shop, 501, "subscription_contract_checkout_one"));
            assertEquals(200, shopify(shop, 502, "subscription_contract"));
            assertEquals(200, shop.charge(502, false));
            awaitOne(shop, 501, "rc_chg_900501", "subscription_renewed");
            awaitOne(shop, 502, "ord_502_purchase", "subscription_renewed");
            shop.awaitDelivered("warehouse", "rc_chg_900501", "ord_502_purchase");
        }
    }

    @Test
    void aRenewalThatShopifyDoesNotMarkIsNotCountedTwiceEither() throws Exception {
        try (SubscriptionShop shop = SubscriptionShop.start(folder)) {
            assertEquals(200, shop.charge(503, true));
            assertEquals(200, shopify(shop, 503, "1234567"));
            awaitOne(shop, 503, "rc_chg_900503", "subscription_renewed");
            shop.awaitDelivered("warehouse", "rc_chg_900503");
        }
    }

    @Test
    void aRenewalWithoutABrowserTakesTheChoiceItsCustomerMadeInTheShop() throws Exception {
        try (SubscriptionShop shop = SubscriptionShop.start(folder)) {
            assertEquals(200, shop.running().shop().order(shop.running().web(), 504).status());
            shop.awaitDelivered("meta", "ord_504_purchase");
            assertEquals(200, shop.charge(505, true));
            shop.awaitDelivered("meta", "ord_504_purchase", "rc_chg_900505");
        }
    }

    private static int shopify(SubscriptionShop shop, long order, String sourceName) {
        String json =
                Shop.orderJson(order)
                        .replace(
                                "\"source_name\":\"web\"",
                                "\"source_name\":\"" + sourceName + "\"");
        return shop.running()
                .shop()
                .webhook(shop.running().web(), "orders/create", json, UUID.randomUUID().toString())
                .status();
    }

    private static void awaitOne(
            SubscriptionShop shop, long order, String eventId, String eventName) {
        Awaitility.await("order " + order)
                .atMost(Web.PATIENCE)
                .untilAsserted(
                        () -> {
                            List<Map<?, ?>> rows = new ArrayList<>();
                            for (Map<?, ?> row :
                                    shop.running().rows("/api/v1/events?limit=500", "events")) {
                                if (String.valueOf(order).equals(row.get("order_id"))) {
                                    rows.add(row);
                                }
                            }
                            assertEquals(1, rows.size(), rows.toString());
                            assertEquals(eventId, rows.get(0).get("event_id"));
                            assertEquals(eventName, rows.get(0).get("event_name"));
                            assertEquals(
                                    List.of("recharge", "shopify"), rows.get(0).get("sources"));
                        });
    }
}
