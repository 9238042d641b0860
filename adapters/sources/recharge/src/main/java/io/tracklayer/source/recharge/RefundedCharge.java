// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * {@code charge/refunded}. A charge tells how much of it was given back in all; what was given back
 * this time is the difference to what was known, also when an operator has the request read again
 * after a correction.
 */
final class RefundedCharge implements RechargeTopics.Reader {

    @Override
    public List<Decoded> read(RechargeMessage message) {
        return List.of(news(message, new RechargeCharge(message)));
    }

    private static Decoded news(RechargeMessage message, RechargeCharge charge) {
        if (!message.account().ordersHere()) {
            return new Decoded.Ignored(
                    "refund_of_shop_order",
                    "The shop reports refunds of its orders. Set \"shop-orders\" to here when nothing else does.");
        }
        Optional<BigDecimal> total =
                charge.amount("total_refunds")
                        .or(
                                () ->
                                        RechargeText.at(message.subject(), "/status")
                                                .filter("refunded"::equalsIgnoreCase)
                                                .flatMap(all -> charge.amount("total_price")));
        if (total.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_refund_total",
                    "The charge has no usable \"total_refunds\", so the money given back is not known. Look for what changes the body.");
        }
        return difference(message, charge, total.get());
    }

    private static Decoded difference(
            RechargeMessage message, RechargeCharge charge, BigDecimal total) {
        String key = "charge:" + charge.id() + ":refunded";
        String own = key + ":" + message.mark();
        BigDecimal known = amount(message, key).orElse(BigDecimal.ZERO);
        BigDecimal before = amount(message, own).orElse(known);
        if (total.compareTo(before) <= 0) {
            return new Decoded.Ignored(
                    "nothing_new", "As much or more of the charge was known to be given back.");
        }
        message.memory().remember(key, total.max(known).toPlainString());
        message.memory().remember(own, before.toPlainString());
        return new Decoded.Happened(refunded(message, charge, total, total.subtract(before)));
    }

    private static Optional<BigDecimal> amount(RechargeMessage message, String key) {
        return message.memory().recall(key).map(BigDecimal::new);
    }

    private static Observation refunded(
            RechargeMessage message, RechargeCharge charge, BigDecimal total, BigDecimal now) {
        String id = "rc_chg_" + charge.id();
        Builder builder =
                message.of(EventName.ORDER_REFUNDED)
                        .derivedEventId(id + "_ref_" + total.toPlainString())
                        .timing(message.time("/updated_at"))
                        .read(
                                EventField.ORDER_ID,
                                charge.shopOrder().orElse(id),
                                "/charge/external_order_id")
                        .read(EventField.VALUE, now.toPlainString(), "/charge/total_refunds")
                        .readFrom(EventField.CURRENCY, message.subject(), "/currency");
        RechargePerson.read(builder, message);
        return builder.build();
    }
}
