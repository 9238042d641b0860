// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Tree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where an order came about, as {@code created_via} and the meta of plugins tell. */
enum WooOrigin {
    STOREFRONT(ActionSource.WEBSITE, true),
    /** Entered by staff, in the back office or in WooCommerce's mobile app. */
    STAFF(ActionSource.OTHER, false),
    /** A further payment of a subscription; its meta and device are copies of the first order's. */
    RENEWAL(ActionSource.SYSTEM_GENERATED, false),
    /** Made over the REST API or by a plugin. */
    ELSEWHERE(null, true);

    private static final String SUBSCRIPTION = "_subscription_renewal";
    private static final String ATTRIBUTED_TO = "_wc_order_attribution_source_type";
    private static final Set<String> STAFFS = Set.of("admin", "mobile_app");

    private final ActionSource actionSource;
    private final boolean buyersSession;

    WooOrigin(ActionSource actionSource, boolean buyersSession) {
        this.actionSource = actionSource;
        this.buyersSession = buyersSession;
    }

    static WooOrigin of(Tree order) {
        WooMeta meta = WooMeta.of(order);
        String via = WooText.at(order, "/created_via").orElse("").toLowerCase(Locale.ROOT);
        if (via.equals("subscription") || meta.text(SUBSCRIPTION).isPresent()) {
            return RENEWAL;
        }
        if (via.equals("admin") || meta.text(ATTRIBUTED_TO).filter(STAFFS::contains).isPresent()) {
            return STAFF;
        }
        return via.equals("checkout") || via.equals("store-api") ? STOREFRONT : ELSEWHERE;
    }

    /** The subscription that a renewal pays. */
    static Optional<String> subscription(Tree order) {
        return WooMeta.of(order).text(SUBSCRIPTION).filter(id -> id.matches("[0-9]{1,30}"));
    }

    Optional<ActionSource> actionSource() {
        return Optional.ofNullable(actionSource);
    }

    /** Whether device, visit and choices that stand in the order are those of its buyer then. */
    boolean buyersSession() {
        return buyersSession;
    }
}
