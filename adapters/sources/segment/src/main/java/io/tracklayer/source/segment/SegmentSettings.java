// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** The settings of one instance, and their names. */
final class SegmentSettings {
    static final String KIND = "kind";
    static final String ORIGINS = "origins";
    static final String CLOCK = "clock";
    static final String VALUE_FROM = "value-from";
    static final String EVENT_ALIASES = "event-aliases";
    static final String CHECKOUT_STEPS = "checkout-steps";
    static final String CONSENT_ANALYTICS = "consent-analytics";
    static final String CONSENT_MARKETING = "consent-marketing";
    static final String CONSENT_SALE = "consent-sale";
    static final String LIMITS = "limits";
    static final String BEARER_SECRET = "bearer-secret";
    static final String REGISTRATIONS = "registrations";
    static final String MARKETING_COVERS_ADS = "consent-marketing-covers-ads";

    static final List<Setting> ALL =
            List.of(
                    Setting.choice(
                            KIND,
                            List.of("any", "server", "browser"),
                            "any",
                            "Who may use the write key: server refuses every request of a browser,"
                                    + " browser takes every clock for a visitor's."),
                    Setting.optional(
                            ORIGINS,
                            Type.LIST,
                            "",
                            "Sites whose pages may send, e.g. https://shop.example, compared"
                                    + " exactly; not set means every site."),
                    Setting.choice(
                            CLOCK,
                            List.of("auto", "client", "server"),
                            "auto",
                            "Whose clock the timestamps come from; client corrects them by the time"
                                    + " of sending, server believes them, auto decides each time."),
                    Setting.choice(
                            LIMITS,
                            List.of("segment", "rudder"),
                            "segment",
                            "Whose limits count: segment takes 500 KB a request and 32 KB a"
                                    + " message, rudder 4000 KB of both."),
                    Setting.optionalSecret(
                            BEARER_SECRET,
                            "When set, every request must carry it as Authorization: Bearer, with"
                                    + " the write key in the body; for senders that use Segment's"
                                    + " OAuth."),
                    Setting.optional(
                            REGISTRATIONS,
                            Type.FLAG,
                            "false",
                            "Whether an identify with a createdAt of the last 5 minutes also is an"
                                    + " account_registered."),
                    Setting.optional(
                            VALUE_FROM,
                            Type.LIST,
                            "total,value,revenue",
                            "Properties the value is read from, the first that exists; revenue is"
                                    + " usually without tax and shipping."),
                    Setting.optional(
                            EVENT_ALIASES,
                            Type.LIST,
                            "",
                            "Further track names, e.g. Product Clicked=product_viewed; they win"
                                    + " over the shipped table."),
                    Setting.optional(
                            CHECKOUT_STEPS,
                            Type.LIST,
                            "1=contact_info_submitted,2=shipping_info_submitted,"
                                    + "3=payment_info_submitted",
                            "What Checkout Step Completed means per step number or step name."),
                    Setting.optional(
                            CONSENT_ANALYTICS,
                            Type.LIST,
                            "Analytics,analytics,performance,C0002",
                            "Consent categories that stand for analytics."),
                    Setting.optional(
                            CONSENT_MARKETING,
                            Type.LIST,
                            "Advertising,marketing,targeting,C0004",
                            "Consent categories that stand for marketing."),
                    Setting.optional(
                            CONSENT_SALE,
                            Type.LIST,
                            "DataSharing,sale",
                            "Consent categories that stand for the sale of data."),
                    Setting.optional(
                            MARKETING_COVERS_ADS,
                            Type.FLAG,
                            "true",
                            "Whether the marketing categories also decide ad_user_data and"
                                    + " ad_personalization; otherwise both stay unknown."));

    private SegmentSettings() {}
}
