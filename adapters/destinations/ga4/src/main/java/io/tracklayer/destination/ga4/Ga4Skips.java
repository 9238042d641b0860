// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The events GA4 does not get, by name, age, settings and what it already has. */
final class Ga4Skips {
    /** "Measurement Protocol reference": older events would be moved to 72 hours ago. */
    static final Duration MAX_AGE = Duration.ofHours(72);

    private static final Set<EventName> PURCHASES =
            Set.of(
                    EventName.PURCHASE_PLACED,
                    EventName.PURCHASE_PAID,
                    EventName.SUBSCRIPTION_RENEWED);

    private final Settings settings;
    private final MapContext context;

    Ga4Skips(Settings settings, MapContext context) {
        this.settings = settings;
        this.context = context;
    }

    Optional<Mapping> find(Event event) {
        if (event.eventTime().isBefore(context.now().minus(MAX_AGE))) {
            return skip(
                    "event_too_old",
                    "GA4 takes events of the last 72 hours only and would give this one a wrong date");
        }
        return switch (event.name()) {
            case PAGE_VIEWED -> pageView();
            case PURCHASE_PLACED -> purchase("placed");
            case PURCHASE_PAID -> purchase("paid");
            case ORDER_FULFILLED, ORDER_EDITED -> optional(event.name());
            case ORDER_CANCELLED -> cancellation(event.orderId().orElse(""));
            case ORDER_REFUNDED -> refund(event);
            default -> Optional.empty();
        };
    }

    private Optional<Mapping> pageView() {
        return settings.flag(Ga4Settings.PAGE_VIEWS)
                ? Optional.empty()
                : skip(
                        "page_views_off",
                        "gtag.js counts page views; set \"page-views\" where it is not on the page");
    }

    private Optional<Mapping> purchase(String occasion) {
        String chosen = settings.text(Ga4Settings.PURCHASE_ON);
        return chosen.equals(occasion)
                ? Optional.empty()
                : skip(
                        "not_the_purchase",
                        "an order is one purchase in GA4, sent when it is "
                                + chosen
                                + " (setting \"send-purchase-on\")");
    }

    private Optional<Mapping> optional(EventName name) {
        return settings.list(Ga4Settings.OPTIONAL_EVENTS).contains(name.wire())
                ? Optional.empty()
                : skip(
                        "optional_event_off",
                        "GA4 has no such event; name it in \"optional-events\" to send it as a custom one");
    }

    private Optional<Mapping> cancellation(String orderId) {
        if (!settings.flag(Ga4Settings.CANCEL_AS_REFUND)) {
            return skip("cancellations_off", "the setting \"cancel-as-refund\" is off");
        }
        if (PURCHASES.stream().noneMatch(name -> context.accepted(name, orderId))) {
            return skip("purchase_not_sent", "GA4 never got a purchase of this order to take back");
        }
        return alreadyBack(orderId, EventName.ORDER_REFUNDED);
    }

    private Optional<Mapping> refund(Event event) {
        if (!event.has(EventField.VALUE) && !event.has(EventField.ITEMS)) {
            return skip(
                    "refund_amount_unknown",
                    "without amount or lines GA4 would take back the whole order");
        }
        return alreadyBack(event.orderId().orElse(""), EventName.ORDER_CANCELLED);
    }

    private Optional<Mapping> alreadyBack(String orderId, EventName earlier) {
        return context.accepted(earlier, orderId)
                ? skip(
                        "already_refunded",
                        "GA4 adds refunds up, and it already has one from "
                                + earlier.wire()
                                + " of this order")
                : Optional.empty();
    }

    private static Optional<Mapping> skip(String code, String sentence) {
        return Optional.of(Mapping.skip(code, sentence));
    }
}
