// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * {@code charge/paid}. A recurring charge is a renewal, which the shop reports as an order, too:
 * both name that order, so that they are one event. A first charge is the shop's order and nothing
 * else.
 */
final class PaidCharge implements RechargeTopics.Reader {
    private static final String[] TIMES = {"/processed_at", "/updated_at", "/created_at"};

    @Override
    public List<Decoded> read(RechargeMessage message) {
        RechargeCharge charge = new RechargeCharge(message);
        boolean recurring = charge.type().equals("recurring");
        if (!recurring && !charge.type().equals("checkout")) {
            return List.of(
                    new Decoded.Rejected(
                            "unknown_charge_type",
                            "The charge's \"type\" is neither checkout nor recurring, so it cannot be told whether it is a renewal. Look for what changes the body."));
        }
        return leftOut(message, charge, recurring)
                .map(List::of)
                .orElseGet(() -> once(message, charge, recurring));
    }

    private static Optional<Decoded> leftOut(
            RechargeMessage message, RechargeCharge charge, boolean recurring) {
        boolean here = message.account().ordersHere();
        if (!recurring && !here) {
            return ignored(
                    "first_charge",
                    "The shop reports the order of a first charge. Set \"shop-orders\" to here when nothing else does.");
        }
        if (tooSmall(message, charge)) {
            return ignored("below_min_value", "The charge's total is below \"min-value\".");
        }
        if (charge.shopOrder().isEmpty() && !here) {
            return ignored(
                    "no_shop_order",
                    "The charge names no order of the shop, so it could not be told from the shop's own report, which counts. Set \"shop-orders\" to here when nothing else reports orders.");
        }
        return Optional.empty();
    }

    private static boolean tooSmall(RechargeMessage message, RechargeCharge charge) {
        BigDecimal least = BigDecimal.valueOf(message.account().minValue());
        return charge.amount("total_price").filter(total -> total.compareTo(least) < 0).isPresent();
    }

    private static List<Decoded> once(
            RechargeMessage message, RechargeCharge charge, boolean recurring) {
        if (!message.first("charge:" + charge.id() + ":paid")) {
            return List.of(
                    new Decoded.Ignored("nothing_new", "The charge was reported as paid before."));
        }
        return recurring
                ? List.of(new Decoded.Happened(renewed(message, charge)))
                : List.of(
                        new Decoded.Happened(first(message, EventName.PURCHASE_PLACED, "purchase")),
                        new Decoded.Happened(first(message, EventName.PURCHASE_PAID, "paid")));
    }

    private static Observation renewed(RechargeMessage message, RechargeCharge charge) {
        Builder builder =
                message.of(EventName.SUBSCRIPTION_RENEWED)
                        .derivedEventId("rc_chg_" + charge.id())
                        .actionSource(ActionSource.SYSTEM_GENERATED);
        charge.subscription()
                .ifPresent(
                        id -> builder.read(EventField.SUBSCRIPTION_ID, id, "/charge/line_items"));
        return paid(builder, message, charge).build();
    }

    private static Observation first(RechargeMessage message, EventName name, String suffix) {
        RechargeCharge charge = new RechargeCharge(message);
        Builder builder = message.of(name).derivedEventId("ord_" + orderId(charge) + "_" + suffix);
        RechargeVisit visit = new RechargeVisit(message.subject());
        visit.read(builder);
        builder.consent(visit.consent(message.time("/created_at")));
        return paid(builder, message, charge).build();
    }

    private static Builder paid(Builder builder, RechargeMessage message, RechargeCharge charge) {
        builder.timing(message.time(TIMES))
                .read(EventField.ORDER_ID, orderId(charge), "/charge/external_order_id");
        charge.sale(builder);
        RechargePerson.read(builder, message);
        return builder;
    }

    private static String orderId(RechargeCharge charge) {
        return charge.shopOrder().orElseGet(() -> "rc_chg_" + charge.id());
    }

    private static Optional<Decoded> ignored(String code, String sentence) {
        return Optional.of(new Decoded.Ignored(code, sentence));
    }
}
