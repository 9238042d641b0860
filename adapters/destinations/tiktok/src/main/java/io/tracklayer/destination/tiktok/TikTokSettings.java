// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class TikTokSettings {
    static final String PIXEL = "pixel";
    static final String TOKEN = "token";
    static final String ENDPOINT = "endpoint";
    static final String API_VERSION = "api-version";
    static final String TEST_EVENT_CODE = "test-event-code";
    static final String PARTNER_NAME = "partner-name";
    static final String OFFLINE_SET = "offline-set";
    static final String PAGE_URL = "page-url";
    static final String MAX_AGE = "max-age";
    static final String EXTERNAL_ID = "external-id";
    static final String HASHED_PHONE = "hashed-phone";
    static final String US_ZIP = "us-zip";
    static final String CONTENT_ID = "content-id";
    static final String CONTENT_TYPE = "content-type";
    static final String CONTENT_DETAILS = "content-details";
    static final String PAGE_VIEWS = "page-views";
    static final String PURCHASE_EVENT_NAME = "purchase-event-name";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String RENEWALS = "renewals";
    static final String NEWSLETTER = "newsletter";
    static final String QUOTE = "quote";
    static final String OPTIONAL_EVENTS = "optional-events";
    static final String CUSTOM_EVENTS = "custom-events";
    static final String PARTIAL_SUCCESS = "partial-success";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            PIXEL, Type.TEXT, "Pixel code, from Events Manager, e.g. CABC123."),
                    Setting.secret(
                            TOKEN, "Access token of the Events API, made in Events Manager."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://business-api.tiktok.com",
                            "Address of the Business API; change it to use the sandbox."),
                    Setting.optional(
                            API_VERSION,
                            Type.TEXT,
                            "v1.3",
                            "Business API version spoken, such as v1.3."),
                    Setting.optional(
                            TEST_EVENT_CODE,
                            Type.TEXT,
                            "",
                            "Code of a test session in Events Manager. While it is set every event"
                                    + " goes to the test view only and is lost for ads: remove it in"
                                    + " production."),
                    Setting.optional(
                            PARTNER_NAME,
                            Type.FLAG,
                            "false",
                            "Names TrackLayer to TikTok in partner_name."),
                    Setting.optional(
                            OFFLINE_SET,
                            Type.TEXT,
                            "",
                            "Offline event set id. Events of stores and phone calls go there;"
                                    + " without it they are not sent."),
                    Setting.optional(
                            PAGE_URL,
                            Type.URL,
                            "",
                            "Page named for web events that know none, such as renewals and orders"
                                    + " without a browser copy: usually the shop's home page."
                                    + " Without it they are not sent, because TikTok requires a"
                                    + " page."),
                    Setting.optional(
                            MAX_AGE,
                            Type.DURATION,
                            "7d",
                            "Oldest event sent, at most 28d; TikTok does not document its limit."),
                    Setting.choice(
                            EXTERNAL_ID,
                            List.of("hash-lower", "hash-raw"),
                            "hash-lower",
                            "Whether external_id is lower-cased before hashing; must be what the"
                                    + " browser pixel does."),
                    Setting.choice(
                            HASHED_PHONE,
                            List.of("drop", "pass"),
                            "drop",
                            "Phones that arrive hashed: pass them only when your source hashes"
                                    + " E.164 with the plus sign, other hashes never match."),
                    Setting.choice(
                            US_ZIP,
                            List.of("five", "full"),
                            "five",
                            "Digits of a US postal code that are hashed: the first five, or all."),
                    Setting.choice(
                            CONTENT_ID,
                            List.of("variant", "product", "sku"),
                            "variant",
                            "Which item id is sent first, as the catalogue feed has it; the others"
                                    + " follow when it is not known."),
                    Setting.choice(
                            CONTENT_TYPE,
                            List.of("product", "product_group"),
                            "product",
                            "What the ids denote; product_group when the feed's item group ids are"
                                    + " sent."),
                    Setting.optional(
                            CONTENT_DETAILS,
                            Type.FLAG,
                            "false",
                            "Also sends name, brand and category of items; off because names can"
                                    + " reveal sensitive things."),
                    Setting.choice(
                            PAGE_VIEWS,
                            List.of("off", "Pageview", "PageView"),
                            "off",
                            "Name under which page views are sent; must be the one your pixel"
                                    + " uses."),
                    Setting.choice(
                            PURCHASE_EVENT_NAME,
                            List.of("Purchase", "CompletePayment"),
                            "Purchase",
                            "TikTok's name of a purchase; CompletePayment while your pixel still"
                                    + " sends that, else copies may count twice."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one Purchase of an order."),
                    Setting.choice(
                            RENEWALS,
                            List.of("off", "custom", "purchase"),
                            "off",
                            "Renewals: not sent, as custom SubscriptionRenewed, or as Purchase;"
                                    + " never with click id, address or page of the first order."),
                    Setting.choice(
                            NEWSLETTER,
                            List.of("off", "lead"),
                            "off",
                            "Newsletter sign-ups: not sent, or as Lead."),
                    Setting.choice(
                            QUOTE,
                            List.of("submit-application", "lead"),
                            "submit-application",
                            "Quote requests as SubmitApplication or as Lead."),
                    new Setting(
                            OPTIONAL_EVENTS,
                            Type.LIST,
                            false,
                            false,
                            "",
                            TikTokEventNames.optionalNames(),
                            "Events that are off unless listed here: collection_viewed as"
                                    + " ViewContent, order_refunded as custom OrderRefunded without"
                                    + " money."),
                    Setting.optional(
                            CUSTOM_EVENTS,
                            Type.LIST,
                            "",
                            "Names of custom events sent under their own name, or * for all."),
                    Setting.choice(
                            PARTIAL_SUCCESS,
                            List.of("delivered", "split"),
                            "delivered",
                            "When TikTok says it took a part and not which: count all as delivered"
                                    + " with a warning, or send again in halves, which TikTok"
                                    + " deduplicates, until the refused one is alone."));

    private TikTokSettings() {}
}
