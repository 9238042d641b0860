// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The settings of one Recharge account, as declared and as read. */
record RechargeSettings(Settings settings) {
    private static final String TIMEZONE = "timezone";

    static final List<Setting> DECLARED =
            List.of(
                    new Setting(
                            "secrets",
                            Type.LIST,
                            true,
                            true,
                            "",
                            List.of(),
                            "The API client secret on the page of the API token whose webhooks these are; not the token itself. Any one that fits is accepted, so keep the old one while you change it."),
                    Setting.choice(
                            "shop-orders",
                            List.of("elsewhere", "here"),
                            "elsewhere",
                            "Who reports the shop's orders and refunds: elsewhere, e.g. Shopify's webhooks in the same store, so that first charges and refunds are left out here; or here, so that they count: purchase_placed, purchase_paid and order_refunded."),
                    Setting.optional(
                            TIMEZONE,
                            Type.TEXT,
                            "UTC",
                            "The zone of times without one, e.g. America/New_York for webhooks of API version 2021-01."),
                    Setting.optional(
                            "min-value",
                            Type.NUMBER,
                            "0",
                            "Charges of less than this many whole units of their currency are left out; 1 drops free ones."),
                    Setting.optional(
                            "trial-property",
                            Type.TEXT,
                            "",
                            "Name of the line property that marks a trial. A subscription that has it and costs nothing is trial_started instead of subscription_started."),
                    Setting.optional(
                            "custom-topics",
                            Type.LIST,
                            "",
                            "Topics to pass on as custom events, e.g. charge/failed as recharge_charge_failed; topics that are events already stay as they are."));

    List<String> secrets() {
        return settings.list("secrets");
    }

    boolean ordersHere() {
        return settings.text("shop-orders").equals("here");
    }

    ZoneId zone() {
        return ZoneId.of(settings.text(TIMEZONE));
    }

    long minValue() {
        return settings.number("min-value");
    }

    Optional<String> trialProperty() {
        return settings.find("trial-property");
    }

    boolean custom(String topic) {
        return settings.list("custom-topics").contains(topic);
    }

    List<SettingProblem> problems() {
        try {
            zone();
            return List.of();
        } catch (DateTimeException unknown) {
            return List.of(
                    new SettingProblem(
                            TIMEZONE,
                            0,
                            "is no time zone that is known. Write UTC or a region and town such as America/New_York."));
        }
    }
}
