// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What has to come out, computed from the recording alone. The rules and the destinations' tables
 * say it in full; here stand the few lines the recorded events need.
 */
final class DemoExpectations {
    /** Events Meta is sent by default; the others of the recording are optional or never sent. */
    private static final Set<String> META_EVENTS =
            Set.of(
                    "page_viewed",
                    "product_viewed",
                    "search_submitted",
                    "product_added_to_cart",
                    "checkout_started",
                    "purchase_placed",
                    "account_registered");

    /**
     * Events GA4 is not sent by default: gtag.js counts page views, and an order is one purchase,
     * sent when it is placed.
     */
    private static final Set<String> NOT_FOR_GA4 = Set.of("page_viewed", "purchase_paid");

    private final RecordedHour hour;

    DemoExpectations(RecordedHour hour) {
        this.hour = hour;
    }

    /** Whether the platform has to get the event. */
    static boolean delivered(RecordedEvent event, DemoPlatform platform) {
        return switch (platform) {
            // marketing must be granted, and silence is no grant where these shops' law asks for
            // one
            case META ->
                    event.consent() == DemoConsent.GRANTED && META_EVENTS.contains(event.name());
            // analytics was granted by those who refused marketing
            case GA4 ->
                    event.consent() != DemoConsent.UNKNOWN
                            && event.clientKnown()
                            && !NOT_FOR_GA4.contains(event.name());
            // the merchant's own endpoint gets everything, without what consent forbids
            case WEBHOOK -> true;
        };
    }

    long requests(String verdict) {
        return hour.requests().stream()
                .flatMap(request -> request.verdicts().stream())
                .filter(verdict::equals)
                .count();
    }

    long purchases() {
        return hour.orders().size();
    }

    long delivered(DemoMerchant merchant, DemoPlatform platform) {
        return hour.events().stream()
                .filter(event -> event.shop().merchant().equals(merchant.id()))
                .filter(event -> delivered(event, platform))
                .count();
    }

    long skipped(DemoMerchant merchant, DemoPlatform platform) {
        return hour.events().stream()
                .filter(event -> event.shop().merchant().equals(merchant.id()))
                .filter(event -> !delivered(event, platform))
                .count();
    }

    /** Every event has one delivery per destination of its merchant. */
    long deliveries() {
        return (long) hour.events().size() * DemoPlatform.values().length;
    }

    /** What the platform has to hold in the end. */
    DemoSandbox.Holdings holdings(DemoMerchant merchant, DemoPlatform platform) {
        return new DemoSandbox.Holdings(
                count(merchant, platform, "purchase_placed"),
                platform.refund().isEmpty() ? 0 : count(merchant, platform, "order_refunded"),
                0,
                0,
                totals(merchant, platform));
    }

    private long count(DemoMerchant merchant, DemoPlatform platform, String name) {
        return hour.events().stream()
                .filter(event -> event.shop().merchant().equals(merchant.id()))
                .filter(event -> event.name().equals(name))
                .filter(event -> delivered(event, platform))
                .count();
    }

    /** GA4 takes the price of the goods for the value, the others what the buyer paid. */
    private Map<String, BigDecimal> totals(DemoMerchant merchant, DemoPlatform platform) {
        Function<RecordedOrder, BigDecimal> value =
                platform == DemoPlatform.GA4 ? RecordedOrder::goods : RecordedOrder::total;
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (RecordedOrder order : hour.orders()) {
            RecordedEvent purchase =
                    new RecordedEvent(
                            order.shop(), "purchase_placed", order.visitor().consent(), true);
            if (order.shop().merchant().equals(merchant.id()) && delivered(purchase, platform)) {
                totals.merge(order.shop().currency(), value.apply(order), BigDecimal::add);
            }
        }
        return totals;
    }
}
