// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A customer webhook. The first one about a young account is its registration. */
final class WooCustomer implements WooTopics.Reader {
    private static final Set<String> STAFF =
            Set.of("administrator", "shop_manager", "editor", "author", "contributor");

    @Override
    public List<Decoded> read(WooMessage given) {
        WooMessage message = given.unwrapped("customer");
        Optional<String> id = WooText.id(message.body(), "/id");
        if (id.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_customer_id",
                            "The customer has no usable \"id\". Look for a plugin that changes webhook payloads."));
        }
        if (WooText.at(message.body(), "/role").filter(WooCustomer::staff).isPresent()) {
            return List.of(
                    new Decoded.Ignored(
                            "staff_account", "The account is one of the shop's staff."));
        }
        boolean first = message.first("customer:" + id.get());
        return List.of(
                first && !message.old()
                        ? new Decoded.Happened(registered(message, id.get()))
                        : new Decoded.Identified(
                                read(Observation.identity(), message, "identity").build()));
    }

    private static Observation registered(WooMessage message, String id) {
        Builder builder =
                Observation.of(EventName.ACCOUNT_REGISTERED)
                        .derivedEventId("cus_" + id + "_registered");
        return read(builder, message, "registered")
                .timing(message.timing(message.created()))
                .build();
    }

    private static Builder read(Builder builder, WooMessage message, String part) {
        builder.deliveryId(message.deliveryId(part)).timing(message.timing(Optional.empty()));
        WooText.read(builder, EventField.EMAIL, message.body(), "/email");
        WooBuyer.read(builder, message.body(), "/id");
        return builder;
    }

    private static boolean staff(String role) {
        return STAFF.contains(role.toLowerCase(Locale.ROOT));
    }
}
