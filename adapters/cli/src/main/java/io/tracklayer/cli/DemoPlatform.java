// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.Locale;

/** The platforms every demo merchant sends to, with their names for the two events of money. */
enum DemoPlatform {
    META("Purchase", ""),
    GA4("purchase", "refund"),
    WEBHOOK("purchase_placed", "order_refunded");

    private final String purchase;
    private final String refund;

    DemoPlatform(String purchase, String refund) {
        this.purchase = purchase;
        this.refund = refund;
    }

    /** Its name in addresses and files. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    String purchase() {
        return purchase;
    }

    /** Empty when the platform takes no refunds. */
    String refund() {
        return refund;
    }
}
