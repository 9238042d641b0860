// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.time.Duration;
import java.util.List;

/** What can go wrong before anything is decided, as one order shows it. */
final class ArrivalFaults {
    private static final String PURCHASE =
            "{\"event\":\"purchase_placed\",\"order_id\":\"%d\",\"value\":%s,\"currency\":\"%s\","
                    + "\"consent\":{\"marketing\":\"granted\",\"analytics\":\"granted\","
                    + "\"ad_user_data\":\"granted\"}}";
    private static final String SHOP = "https://shop.example";
    private static final String CHECKOUT = "https://checkout.example";

    private ArrivalFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                                "an event of a name nobody knows",
                                merchant ->
                                        merchant.track(
                                                "Purchased",
                                                80,
                                                ",\"total\":9.90,\"currency\":\"EUR\""))
                        .says(80, "B name_unknown meta"),
                Fault.of(
                                "the page's copy of an order refused, the shop's taken",
                                merchant -> {
                                    merchant.collect(
                                            page(merchant, 81, "129.90", "EUR"), CHECKOUT, 403);
                                    merchant.granted(81);
                                },
                                "no_events A origin_refused - 1",
                                "sent_not_counted E browser_copy_missing meta 1")
                        .says(81, "A origin_refused meta"),
                Fault.of(
                                "the shop's copy of an order refused, the page's taken",
                                merchant -> {
                                    merchant.page(
                                            82,
                                            "\"user\":{"
                                                    + merchant.email(82).replace(",", "")
                                                    + "},");
                                    merchant.webhook(
                                            "{\"id\":%d}".formatted(merchant.order(82)),
                                            "shpss_other",
                                            401);
                                },
                                "no_events A signature_refused - 1")
                        .says(82, "A signature_refused meta"),
                Fault.of(
                                "page and shop tell different amounts",
                                merchant -> {
                                    merchant.collect(page(merchant, 83, "99.00", "USD"), SHOP, 200);
                                    merchant.granted(83);
                                },
                                "sent_not_counted E click_id_gone meta 1")
                        .says(83, "B amounts_differ meta")
                        .copies(83, "joined"),
                Fault.of(
                                "an order without an amount",
                                merchant ->
                                        merchant.track(
                                                "Order Completed",
                                                85,
                                                ",\"total\":0,\"currency\":\"EUR\""),
                                "sent_not_counted E browser_copy_missing meta 1")
                        .says(85, "B value_zero meta"),
                Fault.of(
                                "a refund of an order that never came",
                                merchant ->
                                        merchant.track(
                                                "Order Refunded",
                                                86,
                                                ",\"total\":9.90,\"currency\":\"EUR\""),
                                "refunds_missing A not_found - 1",
                                "refunds_missing C not_mapped meta 1")
                        .says(86, "A purchase_missing meta"),
                Fault.of(
                                "an order that happens in three days",
                                merchant -> merchant.late(87, Duration.ofDays(-3)),
                                "sent_not_counted E browser_copy_missing meta 1")
                        .says(87, "A time_replaced meta"),
                Fault.of(
                                "an order that a program sent",
                                merchant ->
                                        merchant.collect(
                                                ofBuyer(merchant, 88),
                                                SHOP,
                                                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0.0.0 Safari/537.36",
                                                200),
                                "sent_not_counted E click_id_gone meta 1")
                        .says(88, "B by_program meta"),
                Fault.of(
                                "an order's number with another one's prefix",
                                merchant -> merchant.healthyOrder(84))
                        .asked(
                                new Ask(
                                        Ask.About.COURSE,
                                        merchant -> "WEB-" + merchant.order(84),
                                        "",
                                        "A not_found -")));
    }

    private static String page(FaultMerchant merchant, int ordinal, String value, String currency) {
        return PURCHASE.formatted(merchant.order(ordinal), value, currency);
    }

    private static String ofBuyer(FaultMerchant merchant, int ordinal) {
        String buyer = "{\"user\":{" + merchant.email(ordinal).replace(",", "") + "},";
        return buyer + page(merchant, ordinal, "129.90", "EUR").substring(1);
    }
}
