// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation.Builder;
import java.util.List;

/** A topic that the operator wants as a custom event, under a name made of it. */
final class CustomTopic implements RechargeTopics.Reader {
    private static final String ORDER = "/charge/external_order_id";
    private static final String LINES = "/charge/line_items";

    @Override
    public List<Decoded> read(RechargeMessage message) {
        String name = "recharge_" + message.topic().replace('/', '_');
        String state = message.id().orElseThrow() + "_" + message.updated();
        Builder builder =
                message.of(EventName.CUSTOM)
                        .derivedEventId("rc_" + name.substring("recharge_".length()) + "_" + state)
                        .actionSource(ActionSource.SYSTEM_GENERATED)
                        .timing(message.time("/updated_at", "/created_at"))
                        .read(EventField.CUSTOM_NAME, name, "topic");
        if (message.topic().startsWith("charge/")) {
            charge(builder, new RechargeCharge(message));
        }
        RechargePerson.read(builder, message);
        return List.of(new Decoded.Happened(builder.build()));
    }

    private static void charge(Builder builder, RechargeCharge charge) {
        charge.shopOrder().ifPresent(id -> builder.read(EventField.ORDER_ID, id, ORDER));
        charge.subscription().ifPresent(id -> builder.read(EventField.SUBSCRIPTION_ID, id, LINES));
        charge.sale(builder);
    }
}
