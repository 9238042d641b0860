// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings of one shop, as declared and as read. */
record WooSettings(Settings settings) {
    static final List<Setting> DECLARED =
            List.of(
                    new Setting(
                            "secrets",
                            Type.LIST,
                            true,
                            true,
                            "",
                            List.of(),
                            "The secret of each webhook, as typed under WooCommerce > Settings > Advanced > Webhooks. Any one that fits is accepted; the easiest is the same secret for all webhooks."),
                    Setting.choice(
                            "order-id",
                            List.of("id", "number"),
                            "id",
                            "What the order id of events is: id, as in the address of the thank-you page, or number, which plugins for sequential order numbers change. The page script must use the same."),
                    Setting.choice(
                            "value",
                            List.of("total", "subtotal-ex-tax"),
                            "total",
                            "What an order is worth: total, with shipping and tax, or subtotal-ex-tax, its lines after discounts without tax and shipping."),
                    Setting.optional(
                            "place-on-pending",
                            Type.FLAG,
                            "false",
                            "Whether an order counts as placed while its payment is pending. Many pending orders are never paid."),
                    Setting.optional(
                            "placed-statuses",
                            Type.LIST,
                            "",
                            "Statuses of plugins that mean that an order was placed, e.g. partially-shipped; on-hold, processing, completed and refunded always do."),
                    Setting.choice(
                            "admin-orders",
                            List.of("skip", "send"),
                            "skip",
                            "Orders that staff entered in the back office: skip, or send with action source other."),
                    Setting.optional(
                            "oldest",
                            Type.DURATION,
                            "7d",
                            "An order, subscription or customer that is first heard of when it is older than this is no new one: its state is noted and only what changes later is sent."));

    List<String> secrets() {
        return settings.list("secrets");
    }

    boolean numberIsId() {
        return settings.text("order-id").equals("number");
    }

    boolean subtotalIsValue() {
        return settings.text("value").equals("subtotal-ex-tax");
    }

    boolean placesPending() {
        return settings.flag("place-on-pending");
    }

    /** Whether the operator says that an order of that status was placed. */
    boolean placedStatus(String status) {
        return settings.list("placed-statuses").stream()
                .map(WooSettings::bare)
                .anyMatch(status::equals);
    }

    boolean skipsAdminOrders() {
        return settings.text("admin-orders").equals("skip");
    }

    Duration oldest() {
        return settings.duration("oldest");
    }

    /** A status without the prefix it has in the database. */
    static String bare(String status) {
        String lower = status.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("wc-") ? lower.substring(3) : lower;
    }
}
