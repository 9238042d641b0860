// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an order says of itself at one moment. Times count beside the status, so that a message that
 * was lost is made up for by the next.
 *
 * @param placed whether it counts as placed
 * @param paid whether it was paid, or is handled as if it were, like cash on delivery
 * @param completed whether it is or was completed, WooCommerce's word for fulfilled
 * @param cancelled whether it is cancelled; a failed payment is no cancellation
 * @param refunded whether all of it was given back
 */
record WooStand(
        boolean placed, boolean paid, boolean completed, boolean cancelled, boolean refunded) {
    private static final Set<String> PLACED =
            Set.of("on-hold", "processing", "completed", "refunded");

    static WooStand of(Tree order, WooSettings shop) {
        String status = WooSettings.bare(WooText.at(order, "/status").orElse(""));
        boolean completed = status.equals("completed") || completedAt(order).isPresent();
        boolean paid = completed || status.equals("processing") || paidAt(order).isPresent();
        boolean placed =
                paid
                        || PLACED.contains(status)
                        || shop.placedStatus(status)
                        || status.equals("pending") && shop.placesPending();
        return new WooStand(
                placed, paid, completed, status.equals("cancelled"), status.equals("refunded"));
    }

    /** Whether it counts and nothing was taken back. */
    boolean alive() {
        return placed && !cancelled && !refunded;
    }

    static Optional<Instant> paidAt(Tree order) {
        return WooText.time(order, "/date_paid_gmt", "/payment_details/paid_at");
    }

    static Optional<Instant> completedAt(Tree order) {
        return WooText.time(order, "/date_completed_gmt", "/completed_at");
    }
}
