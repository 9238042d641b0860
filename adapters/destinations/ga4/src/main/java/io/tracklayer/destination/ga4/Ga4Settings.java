// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.Settings;
import java.util.List;

/** The settings of an instance, as one table, and the address they amount to. */
final class Ga4Settings {
    static final String MEASUREMENT_ID = "measurement-id";
    static final String SECRET = "secret";
    static final String REGION = "region";
    static final String ENDPOINT = "endpoint";
    static final String VALUE_BASIS = "value-basis";
    static final String MISSING_BROWSE = "missing-client-id-browse";
    static final String MISSING_ORDER = "missing-client-id-order";
    static final String PURCHASE_ON = "send-purchase-on";
    static final String CANCEL_AS_REFUND = "cancel-as-refund";
    static final String PAGE_VIEWS = "page-views";
    static final String OPTIONAL_EVENTS = "optional-events";
    static final String ITEM_ID = "item-id";
    static final String USER_DATA = "user-data";
    static final String USER_DATA_UNKNOWN = "user-data-on-unknown-consent";
    static final String IP_OVERRIDE = "ip-override";
    static final String USER_AGENT = "user-agent";
    static final String NESTED = "nested-properties";
    static final String ANALYTICS_360 = "analytics-360";
    static final String DEBUG_MODE = "debug-mode";

    static final List<Setting> DECLARED =
            List.of(
                    Setting.required(
                            MEASUREMENT_ID,
                            Type.TEXT,
                            "Measurement id of the web stream, G- and letters or digits: Admin, Data streams."),
                    Setting.secret(
                            SECRET,
                            "Measurement Protocol API secret of the same stream. GA4 never says when it is wrong."),
                    Setting.choice(
                            REGION,
                            List.of("global", "eu"),
                            "global",
                            "Where events are collected; eu uses region1.google-analytics.com."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "",
                            "Address before /mp/collect, for the sandbox or a proxy; replaces the address of the region."),
                    Setting.choice(
                            VALUE_BASIS,
                            List.of("items", "total"),
                            "items",
                            "Value of shopping events: items is price times quantity, Google's definition; total is the order total with tax and shipping."),
                    Setting.choice(
                            MISSING_BROWSE,
                            List.of("skip", "derive"),
                            "skip",
                            "What to do without a client id for browse, checkout, lead and custom events; derive makes a stable one from the external id."),
                    Setting.choice(
                            MISSING_ORDER,
                            List.of("skip", "derive"),
                            "derive",
                            "The same for order and subscription events; derived clients show as unassigned traffic."),
                    Setting.choice(
                            PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one purchase of an order: its placing or its payment."),
                    Setting.optional(
                            CANCEL_AS_REFUND,
                            Type.FLAG,
                            "true",
                            "Send a cancelled order as a full refund when its purchase was sent before."),
                    Setting.optional(
                            PAGE_VIEWS,
                            Type.FLAG,
                            "false",
                            "Send page_view; only where gtag.js is not on the page, else every view counts twice."),
                    new Setting(
                            OPTIONAL_EVENTS,
                            Type.LIST,
                            false,
                            false,
                            "",
                            List.of("order_fulfilled", "order_edited"),
                            "Events that are off unless named here; both become custom events without a value."),
                    Setting.choice(
                            ITEM_ID,
                            List.of("variant", "product", "sku"),
                            "variant",
                            "Which id of a line becomes item_id; the others stand in when it is unknown. Must be what gtag.js sends."),
                    Setting.optional(
                            USER_DATA,
                            Type.FLAG,
                            "false",
                            "Send hashed e-mail, phone and address; only after the property accepted user-provided data collection."),
                    Setting.optional(
                            USER_DATA_UNKNOWN,
                            Type.FLAG,
                            "false",
                            "Send user data also when consent to ad user data is unknown; never when it is denied."),
                    Setting.optional(
                            IP_OVERRIDE,
                            Type.FLAG,
                            "true",
                            "Send the buyer's address so that geography is the buyer's; without it country and region of the order are sent."),
                    Setting.optional(
                            USER_AGENT,
                            Type.FLAG,
                            "false",
                            "Send the browser's user agent as user_agent; it is not certain that GA4 reads it."),
                    Setting.choice(
                            NESTED,
                            List.of("skip", "omit"),
                            "skip",
                            "A custom event with a list or object among its properties is skipped, or sent without that property."),
                    Setting.optional(
                            ANALYTICS_360,
                            Type.FLAG,
                            "false",
                            "The property is Analytics 360: text parameters may have 500 instead of 100 characters."),
                    Setting.optional(
                            DEBUG_MODE,
                            Type.FLAG,
                            "false",
                            "Mark every event for DebugView; it is recorded all the same. Test events are always marked."));

    private Ga4Settings() {}

    /** The address without a trailing slash. */
    static String endpoint(Settings settings) {
        String base =
                settings.find(ENDPOINT)
                        .orElseGet(
                                () ->
                                        settings.text(REGION).equals("eu")
                                                ? "https://region1.google-analytics.com"
                                                : "https://www.google-analytics.com");
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** How long a text parameter may be. */
    static int textLimit(Settings settings) {
        return settings.flag(ANALYTICS_360) ? 500 : 100;
    }
}
