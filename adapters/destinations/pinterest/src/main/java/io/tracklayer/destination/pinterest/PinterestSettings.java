// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class PinterestSettings {
    static final String AD_ACCOUNT = "ad-account";
    static final String TOKEN = "token";
    static final String ENDPOINT = "endpoint";
    static final String TEST = "test";
    static final String PARTNER_NAME = "partner-name";
    static final String VALUE_BASIS = "value-basis";
    static final String CONTENT_ID = "content-id";
    static final String CONTENT_DETAILS = "content-details";
    static final String PRODUCT_VIEW_EVENT = "product-view-event";
    static final String EXTENDED_EVENTS = "extended-events";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String RENEWALS = "renewals";
    static final String NEWSLETTER = "newsletter";
    static final String CUSTOM_EVENTS = "custom-events";
    static final String OTHER_CUSTOM_EVENTS = "other-custom-events";
    static final String SALE_OF_DATA_DENIED = "sale-of-data-denied";
    static final String MAX_AGE = "max-age";
    static final String NAME_FORM = "name-form";
    static final String BIRTH_DATE_FORM = "birth-date-form";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            AD_ACCOUNT,
                            Type.NUMBER,
                            "Ad account id from Ads Manager, up to 18 digits; not the id of the"
                                    + " tag."),
                    Setting.secret(
                            TOKEN,
                            "Conversion access token from Ads Manager (Conversions), of a user who"
                                    + " may use the ad account."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://api.pinterest.com",
                            "Address of the Pinterest API; change it to use the sandbox."),
                    Setting.optional(
                            TEST,
                            Type.FLAG,
                            "false",
                            "Has Pinterest check every event and record none; remove it in"
                                    + " production. Test events of a source are always sent so."),
                    Setting.optional(
                            PARTNER_NAME,
                            Type.FLAG,
                            "true",
                            "Names the sender to Pinterest as partner_name ss-tracklayer."),
                    Setting.choice(
                            VALUE_BASIS,
                            List.of("total", "subtotal"),
                            "total",
                            "Value of an order: its total, or the sum of its lines without"
                                    + " shipping. Choose what the tag sends and keep it."),
                    Setting.choice(
                            CONTENT_ID,
                            List.of("variant", "product", "sku"),
                            "variant",
                            "Which item id is sent first, as the catalogue feed has it; the others"
                                    + " follow when it is not known."),
                    Setting.optional(
                            CONTENT_DETAILS,
                            Type.FLAG,
                            "false",
                            "Also sends name, brand and category of items; off because names can"
                                    + " reveal sensitive things."),
                    Setting.choice(
                            PRODUCT_VIEW_EVENT,
                            List.of("view_content", "page_visit"),
                            "view_content",
                            "Event of a product page; must be the one the tag sends there."),
                    Setting.optional(
                            EXTENDED_EVENTS,
                            Type.FLAG,
                            "true",
                            "Uses start_trial, submit_application and schedule, which not every"
                                    + " account may know; without them trials are custom, quotes"
                                    + " and appointments lead."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one checkout of an order."),
                    Setting.choice(
                            RENEWALS,
                            List.of("none", "offline-checkout"),
                            "none",
                            "Renewals not sent, or sent as offline checkouts, which Pinterest"
                                    + " cannot deduplicate."),
                    Setting.choice(
                            NEWSLETTER,
                            List.of("none", "lead", "signup"),
                            "none",
                            "Newsletter sign-ups not sent, or sent as lead or as signup."),
                    Setting.optional(
                            CUSTOM_EVENTS,
                            Type.LIST,
                            "",
                            "Names of custom events sent under their own name, or * for all;"
                                    + " Pinterest takes at most 15, mapped in Ads Manager."),
                    Setting.choice(
                            OTHER_CUSTOM_EVENTS,
                            List.of("custom", "none"),
                            "custom",
                            "All other custom events as the one event custom, or not sent."),
                    Setting.choice(
                            SALE_OF_DATA_DENIED,
                            List.of("limit", "skip"),
                            "limit",
                            "When sale_of_data is denied or a rule limits the use: send with"
                                    + " opt_out and LDP, or skip the event."),
                    Setting.optional(
                            MAX_AGE,
                            Type.DURATION,
                            "7d",
                            "Oldest event sent, at most 7d. Pinterest files events later than 1h"
                                    + " as offline and cannot deduplicate them; 1h sends none of"
                                    + " these."),
                    Setting.choice(
                            NAME_FORM,
                            List.of("letters", "lower-case"),
                            "letters",
                            "How names are hashed: lower case without white space and punctuation,"
                                    + " or lower case only."),
                    Setting.choice(
                            BIRTH_DATE_FORM,
                            List.of("compact", "dashed"),
                            "compact",
                            "How birth dates are hashed: 19900517 or 1990-05-17."));

    private PinterestSettings() {}
}
