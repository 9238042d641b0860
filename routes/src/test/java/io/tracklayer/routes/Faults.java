// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What can go wrong, provoked. A table, and so longer than other classes. Each fault has order
 * numbers of its own, from 10 on, so that two can come to pass at one merchant; those below are
 * healthy.
 */
final class Faults {
    private static final String WEBHOOK = "webhook";
    private static final String KLAVIYO = "klaviyo";
    private static final String TOTAL = ",\"total\":129.90,\"currency\":\"EUR\"";
    private static final String CONSENT =
            "\"marketing\":\"granted\",\"analytics\":\"granted\",\"ad_user_data\":\"granted\"";
    private static final int PAIRS = 10;
    private static final long SEED = 37;

    private Faults() {}

    /** All of them alone, some in pairs, and merchants with which nothing is wrong. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>(atTheDoor());
        all.addAll(identityAndIds());
        all.addAll(decisions());
        all.addAll(waiting());
        all.addAll(failing());
        all.addAll(testsAndRefunds());
        all.addAll(klaviyo());
        all.addAll(ArrivalFaults.all());
        all.addAll(pairs(all));
        all.addAll(nothing());
        return all;
    }

    private static List<Fault> pairs(List<Fault> all) {
        List<Fault> joining = all.stream().filter(Fault::joins).toList();
        List<Fault> pairs = new ArrayList<>();
        for (int i = 0; i < joining.size(); i++) {
            for (int j = i + 1; j < joining.size(); j++) {
                pairs.add(joining.get(i).and(joining.get(j)));
            }
        }
        Collections.shuffle(pairs, new Random(SEED));
        return pairs.subList(0, PAIRS);
    }

    private static List<Fault> nothing() {
        return List.of(
                Fault.of("nothing", merchant -> merchant.healthyOrder(9))
                        .says(9, "fine")
                        .copies(9, "joined")
                        .consent(9, "fine 2"),
                Fault.of("a copy that comes late", merchant -> merchant.page(0, ""))
                        .copies(0, "joined_late"),
                Fault.of(
                                "the same message twice",
                                merchant -> {
                                    merchant.page(9, "\"message_id\":\"once\",");
                                    merchant.page(9, "\"message_id\":\"once\",");
                                    merchant.granted(9);
                                })
                        .says(9, "fine")
                        .copies(9, "joined"));
    }

    private static List<Fault> atTheDoor() {
        return List.of(
                Fault.of(
                                "origin refused",
                                merchant ->
                                        merchant.collect(
                                                RunningShop.pageView("v-10"),
                                                "https://evil.example",
                                                403),
                                "no_events A origin_refused - 1")
                        .asked(
                                new Ask(
                                        Ask.About.COURSE,
                                        merchant -> "v-10",
                                        "",
                                        "A origin_refused -")),
                Fault.of(
                                "rate limit",
                                merchant -> {
                                    for (int i = 0; i < 5; i++) {
                                        merchant.segment(
                                                merchant.id(),
                                                "/v1/track",
                                                "\"event\":\"Product Viewed\",",
                                                11,
                                                i < 3 ? 200 : 429);
                                    }
                                },
                                "no_events A rate_limited - 2")
                        .at(merchant -> merchant.segmentLimit(", rate: 1/h, burst: 3")),
                Fault.of(
                                "wrong webhook secret",
                                merchant ->
                                        merchant.webhook(
                                                "{\"id\":%d}".formatted(merchant.order(12)),
                                                "shpss_other",
                                                401),
                                "no_events A signature_refused - 1")
                        .says(12, "A signature_refused -")
                        .joining(),
                Fault.of("no requests", merchant -> {}, "no_events A no_requests - 1")
                        .at(FaultMerchant::withoutHealthyOrders),
                Fault.of(
                                "page views and nothing else",
                                merchant -> {
                                    for (int i = 0; i < 25; i++) {
                                        merchant.collect(
                                                RunningShop.pageView("v-13-" + i),
                                                "https://shop.example",
                                                200);
                                    }
                                },
                                "no_events A not_found - 25")
                        .at(FaultMerchant::withoutHealthyOrders),
                Fault.of(
                                "an order without a total",
                                merchant -> merchant.track("Order Completed", 14, ""),
                                "no_events A rejected - 1")
                        .says(14, "A rejected -")
                        .joining());
    }

    private static List<Fault> identityAndIds() {
        return List.of(
                Fault.of(
                                "an e-mail that is none",
                                merchant -> joined(merchant, 20, "\"email\":\"buyer at example\","),
                                "match_quality_low B identity_not_usable - 1")
                        .says(20, "B identity_not_usable meta")
                        .joining(),
                Fault.of(
                                "an e-mail hashed with MD5",
                                merchant ->
                                        joined(
                                                merchant,
                                                21,
                                                "\"email\":\"0123456789abcdef0123456789abcdef\","),
                                "match_quality_low B identity_not_usable - 1")
                        .says(21, "B identity_not_usable meta"),
                Fault.of(
                                "neither e-mail nor phone",
                                merchant -> joined(merchant, 22, ""),
                                "match_quality_low B identity_thin - 1")
                        .says(22, "B identity_thin meta")
                        .joining(),
                Fault.of(
                                "page and server with different event ids",
                                merchant -> {
                                    merchant.page(23, "\"event_id\":\"pix-23\",");
                                    merchant.track(
                                            "Order Completed",
                                            23,
                                            TOTAL + ",\"event_id\":\"srv-23\"");
                                },
                                "sent_not_counted B order_on_two_ids meta 1",
                                "counted_twice B order_on_two_ids meta 1")
                        .says(23, "B order_on_two_ids meta")
                        .copies(23, "joined_with_two_ids")
                        .joining(),
                Fault.of(
                                "one event id on two orders",
                                merchant -> {
                                    merchant.page(24, "\"event_id\":\"again\"," + user(24));
                                    merchant.page(25, "\"event_id\":\"again\"," + user(25));
                                },
                                "sent_not_counted B order_on_two_ids meta 1")
                        .says(24, "B order_on_two_ids meta")
                        .copies(24, "collision")
                        .copies(25, "collision"),
                Fault.of(
                                "page and server with different orders",
                                merchant -> {
                                    merchant.page(
                                            "W-" + merchant.order(26),
                                            user(26)
                                                    + "\"ids\":{\"_fbp\":\"fb.1.1768470000000.26\"},",
                                            CONSENT);
                                    merchant.granted(26);
                                },
                                "counted_twice B copies_not_joined meta 1")
                        .says(26, "B copies_not_joined meta")
                        .copies(26, "not_joined_ids_differ"),
                Fault.of(
                                "no browser copy",
                                merchant -> {
                                    merchant.granted(27);
                                    merchant.granted(28);
                                },
                                "sent_not_counted E browser_copy_missing meta 2")
                        .says(27, "E browser_copy_missing meta")
                        .copies(27, "one_side"),
                Fault.of("a click of somebody unknown", merchant -> merchant.look(32))
                        .asked(
                                new Ask(
                                        Ask.About.COURSE,
                                        merchant -> "look-" + merchant.order(32),
                                        "",
                                        "E match_weak meta")),
                Fault.of(
                                "a browser copy without cookies",
                                merchant -> {
                                    for (int order = 29; order < 32; order++) {
                                        merchant.page(
                                                String.valueOf(merchant.order(order)),
                                                user(order),
                                                CONSENT);
                                        merchant.granted(order);
                                    }
                                },
                                "sent_not_counted E click_id_gone meta 3")
                        .says(29, "E click_id_gone meta")
                        .copies(29, "joined"));
    }

    private static List<Fault> decisions() {
        return List.of(
                Fault.of(
                                "consent denied",
                                merchant -> asked(merchant, 40, "denied"),
                                "some_orders_only C consent_denied meta 1")
                        .says(40, "C consent_denied meta")
                        .consent(40, "failing 2")
                        .joining(),
                Fault.of(
                                "consent unknown",
                                merchant -> asked(merchant, 41, "unknown"),
                                "some_orders_only C consent_unknown meta 1")
                        .says(41, "C consent_unknown meta")
                        .consent(41, "failing 4")
                        .joining(),
                Fault.of(
                                "consent withdrawn before it was sent",
                                merchant -> {
                                    merchant.from(42, "held");
                                    merchant.collect(
                                            """
                                            {"event":"page_viewed","event_id":"no-42","user":{"external_id":"%d"},
                                             "consent":{"marketing":"denied","ad_user_data":"denied","analytics":"denied"}}
                                            """
                                                    .formatted(merchant.order(42)),
                                            "https://shop.example",
                                            200);
                                },
                                "some_orders_only C consent_denied meta 1")
                        .says(42, "C consent_denied meta")
                        .consent(42, "failing 3")
                        .at(
                                merchant ->
                                        merchant.rule(
                                                "ten",
                                                "order-source: [held]",
                                                "hold: 10m, for: all")),
                Fault.of(
                                "an order source left out by a rule",
                                merchant -> merchant.from(43, "telephone"),
                                "some_orders_only C rule_skipped meta 1")
                        .says(43, "C rule_skipped meta")
                        .consent(43, "fine 4")
                        .at(
                                merchant ->
                                        merchant.rule(
                                                "no-telephone",
                                                "order-source: [telephone]",
                                                "skip: all, reason: by_telephone, sentence: Not"
                                                        + " sold by ads"))
                        .joining(),
                Fault.of(
                                "an order source left out by settings",
                                merchant -> merchant.from(44, "pos"),
                                "some_orders_only A rejected - 1")
                        .says(44, "A rejected -")
                        .joining(),
                Fault.of(
                                "a store the platform is not told of",
                                merchant ->
                                        merchant.segment(
                                                merchant.id() + "b",
                                                "/v1/track",
                                                "\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"elsewhere-45\""
                                                        + TOTAL
                                                        + "},",
                                                45,
                                                200),
                                "some_orders_only C destination_off meta 1")
                        .at(
                                merchant ->
                                        merchant.withSecondStore()
                                                .with("meta", "stores: [" + merchant.id() + "]\n")),
                Fault.of(
                                "an order told ten days late",
                                merchant -> merchant.late(46, Duration.ofDays(10)),
                                "some_orders_only C too_late meta 1")
                        .says(46, "C too_late meta")
                        .joining(),
                Fault.of(
                                "an order told two days late",
                                merchant -> merchant.late(47, Duration.ofDays(2)),
                                "sent_not_counted E browser_copy_missing meta 1")
                        .says(47, "A arrived_late meta"),
                Fault.of(
                                "a destination switched off",
                                merchant -> {},
                                "some_orders_only C destination_off webhook 3")
                        .says(0, "C destination_off webhook")
                        .at(merchant -> merchant.with(WEBHOOK, "enabled: false\n")),
                Fault.of(
                                "a destination set up later",
                                merchant -> merchant.addDestination(WEBHOOK),
                                "event_without_delivery C destination_missing webhook 3")
                        .says(0, "C destination_missing webhook"));
    }

    private static List<Fault> waiting() {
        return List.of(
                Fault.of(
                                "throttled",
                                merchant -> {
                                    merchant.fault(
                                            "meta",
                                            "\"kind\":\"platform_error\",\"code\":4,\"usage_minutes\":50");
                                    merchant.healthyOrder(50);
                                },
                                "pending_long C throttled meta 1")
                        .says(50, "C throttled meta"),
                Fault.of(
                                "paused by an operator",
                                merchant -> {
                                    merchant.pause("meta");
                                    merchant.healthyOrder(54);
                                },
                                "pending_long C paused meta 1")
                        .says(54, "C paused meta"),
                Fault.of(
                                "held by a rule",
                                merchant -> merchant.from(51, "held"),
                                "pending_long C rule_holds meta 1")
                        .says(51, "C rule_holds meta")
                        .at(
                                merchant ->
                                        merchant.rule(
                                                "day",
                                                "order-source: [held]",
                                                "hold: 20h, for: all")),
                Fault.of(
                                "waiting for an answer",
                                merchant -> asked(merchant, 52, "unknown"),
                                "pending_long C consent_awaited meta 1")
                        .says(52, "C consent_awaited meta")
                        .consent(52, "fine 4")
                        .at(
                                merchant ->
                                        merchant.rule(
                                                "banner",
                                                "event: purchase-like",
                                                "delay: { until: consent, for: 24h, then: skip },"
                                                        + " for: all")),
                Fault.of(
                                "behind an earlier event of its order",
                                merchant -> {
                                    merchant.fault(WEBHOOK, "\"kind\":\"status\",\"status\":500");
                                    merchant.track("Order Completed", 53, TOTAL);
                                    merchant.track("Order Refunded", 53, TOTAL);
                                },
                                "failing D platform_down webhook 1",
                                "pending_long D platform_down webhook 1",
                                "pending_long C earlier_first webhook 1")
                        .says(53, "D platform_down webhook")
                        .says(53, "order_refunded", "C earlier_first webhook")
                        .at(
                                merchant ->
                                        merchant.instead(WEBHOOK)
                                                .with(WEBHOOK, "order: by-order-id\n")));
    }

    private static List<Fault> failing() {
        return List.of(
                Fault.of(
                                "token refused",
                                merchant -> {
                                    merchant.fault(
                                            "meta", "\"kind\":\"platform_error\",\"code\":190");
                                    merchant.healthyOrder(60);
                                },
                                "failing D secret_refused meta 1",
                                "pending_long D secret_refused meta 1")
                        .says(60, "D secret_refused meta"),
                Fault.of(
                                "pixel unknown",
                                merchant -> {
                                    merchant.fault(
                                            "meta", "\"kind\":\"platform_error\",\"code\":803");
                                    merchant.healthyOrder(61);
                                },
                                "failing D setting_refused meta 1",
                                "pending_long D setting_refused meta 1")
                        .says(61, "D setting_refused meta"),
                Fault.of(
                                "platform down",
                                merchant -> {
                                    merchant.fault("meta", "\"kind\":\"status\",\"status\":503");
                                    merchant.healthyOrder(62);
                                },
                                "failing D platform_down meta 1",
                                "pending_long D platform_down meta 1")
                        .says(62, "D platform_down meta"),
                Fault.of(
                                "one event refused",
                                merchant -> {
                                    merchant.fault(
                                            "meta",
                                            "\"kind\":\"platform_error\",\"code\":100,\"event_id\":\"%d\""
                                                    .formatted(merchant.order(63)));
                                    merchant.healthyOrder(63);
                                },
                                "failing D platform_rejected meta 1")
                        .says(63, "D platform_rejected meta")
                        .joining(),
                Fault.of(
                                "taken with a remark",
                                merchant -> {
                                    merchant.fault(
                                            "meta",
                                            "\"kind\":\"garbage\",\"status\":200,\"event_id\":\"%d\",\"body\":\"{\\\"events_received\\\":1,\\\"messages\\\":[\\\"em is not normalised\\\"]}\""
                                                    .formatted(merchant.order(64)));
                                    merchant.healthyOrder(64);
                                },
                                "accepted_weak D accepted_with_warnings meta 1")
                        .says(64, "D accepted_with_warnings meta"));
    }

    private static List<Fault> testsAndRefunds() {
        return List.of(
                Fault.of(
                                "test code left on",
                                merchant -> {},
                                "sent_not_counted E test_mode meta 3",
                                "test_only E test_mode meta 3",
                                "accepted_weak D accepted_with_warnings meta *")
                        .says(0, "D accepted_with_warnings meta")
                        .at(merchant -> merchant.with("meta", ", test-event-code: TEST1")),
                Fault.of(
                                "tests with a click id, live orders without",
                                merchant -> {
                                    merchant.page(70, "\"test\":true," + user(70));
                                    for (int order = 71; order < 74; order++) {
                                        merchant.page(
                                                String.valueOf(merchant.order(order)),
                                                user(order)
                                                        + "\"ids\":{\"_fbp\":\"fb.1.1768470000000."
                                                        + merchant.order(order)
                                                        + "\"},",
                                                CONSENT);
                                    }
                                },
                                "test_only E click_id_gone meta 3")
                        .says(70, "E test_mode meta")
                        .says(71, "E server_copy_missing meta"),
                Fault.of(
                                "refunds the platform has nothing for",
                                merchant -> merchant.track("Order Refunded", 0, TOTAL),
                                "refunds_missing C not_mapped meta 1")
                        .says(0, "order_refunded", "C setting_off meta")
                        .joining(),
                Fault.of(
                                "a refund of an order that never came",
                                merchant -> merchant.track("Order Refunded", 75, TOTAL),
                                "refunds_missing A not_found - 1")
                        .at(merchant -> merchant.instead(WEBHOOK)));
    }

    private static List<Fault> klaviyo() {
        return List.of(
                Fault.of(
                                "metric refused",
                                merchant -> {
                                    merchant.fault(
                                            KLAVIYO,
                                            "\"kind\":\"platform_error\",\"event_id\":\"%d\""
                                                    .formatted(merchant.order(80)));
                                    merchant.healthyOrder(80);
                                },
                                "failing D platform_rejected klaviyo 1",
                                "profiles_without_metrics D platform_rejected klaviyo 1")
                        .says(80, "D platform_rejected klaviyo")
                        .at(merchant -> merchant.instead(KLAVIYO)),
                Fault.of(
                                "identify calls and nothing else",
                                merchant ->
                                        merchant.segment(
                                                merchant.id(), "/v1/identify", "", 82, 200),
                                "profiles_without_metrics A not_found klaviyo 1")
                        .at(merchant -> merchant.instead(KLAVIYO).withoutHealthyOrders()));
    }

    /** An order of page and server with this identity of the buyer. */
    private static void joined(FaultMerchant merchant, int order, String identity) {
        merchant.page(order, "");
        merchant.shopify(
                order, identity, "web", "marketing=granted,analytics=granted,ad_user_data=granted");
    }

    /** An order whose buyer answered so. */
    private static void asked(FaultMerchant merchant, int order, String answer) {
        merchant.shopify(
                order,
                merchant.email(order),
                "web",
                "marketing=%1$s,analytics=%1$s,ad_user_data=%1$s".formatted(answer));
    }

    private static String user(int order) {
        return "\"user\":{\"email\":\"visitor-%d@example.com\"},".formatted(order);
    }
}
