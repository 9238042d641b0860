// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class MetaSettings {
    static final String PIXEL = "pixel";
    static final String TOKEN = "token";
    static final String ENDPOINT = "endpoint";
    static final String API_VERSION = "api-version";
    static final String AUTH_PLACEMENT = "auth-placement";
    static final String APP_SECRET = "app-secret";
    static final String TEST_EVENT_CODE = "test-event-code";
    static final String PARTNER_AGENT = "partner-agent";
    static final String EXTERNAL_ID = "external-id";
    static final String CONTENT_ID = "content-id";
    static final String CONTENT_TYPE = "content-type";
    static final String CONTENT_DETAILS = "content-details";
    static final String AD_USER_DATA_DENIED = "ad-user-data-denied";
    static final String SALE_OF_DATA_GRANTED = "sale-of-data-granted";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String RENEWALS = "renewals";
    static final String NEWSLETTER = "newsletter";
    static final String QUOTE = "quote";
    static final String OPTIONAL_EVENTS = "optional-events";
    static final String CUSTOM_EVENTS = "custom-events";
    static final String REPAIR_COOKIE_TIMES = "repair-cookie-times";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            PIXEL,
                            Type.NUMBER,
                            "Dataset id (the former pixel id), digits, from Events Manager."),
                    Setting.secret(
                            TOKEN,
                            "Access token of a system user that may send events to the dataset."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://graph.facebook.com",
                            "Address of the Graph API; change it to use the sandbox."),
                    Setting.optional(
                            API_VERSION,
                            Type.TEXT,
                            "v25.0",
                            "Graph API version spoken, such as v25.0."),
                    Setting.choice(
                            AUTH_PLACEMENT,
                            List.of("header", "query"),
                            "header",
                            "Where the token travels; query is only for proxies that drop"
                                    + " Authorization."),
                    Setting.optionalSecret(
                            APP_SECRET,
                            "App secret; when set every request carries appsecret_proof."),
                    Setting.optional(
                            TEST_EVENT_CODE,
                            Type.TEXT,
                            "",
                            "Code from Test Events, such as TEST12345. Test events count for"
                                    + " measurement and audiences: remove it in production."),
                    Setting.optional(
                            PARTNER_AGENT,
                            Type.FLAG,
                            "false",
                            "Names TrackLayer and its version to Meta in partner_agent."),
                    Setting.choice(
                            EXTERNAL_ID,
                            List.of("hash-lower", "hash-raw", "plain"),
                            "hash-lower",
                            "Form of external_id; must be the form the browser pixel sends."),
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
                            "What the ids denote; product_group when the feed's item_group_id is"
                                    + " sent."),
                    Setting.optional(
                            CONTENT_DETAILS,
                            Type.FLAG,
                            "false",
                            "Also sends title, brand and category of items; off because titles can"
                                    + " reveal sensitive things."),
                    Setting.choice(
                            AD_USER_DATA_DENIED,
                            List.of("skip", "strip"),
                            "skip",
                            "When ad_user_data is denied: skip the event, or strip every"
                                    + " identifier, after which Meta's minimum is not reached."),
                    Setting.choice(
                            SALE_OF_DATA_GRANTED,
                            List.of("omit", "explicit"),
                            "omit",
                            "Whether a granted sale_of_data in the US is said with empty"
                                    + " data_processing_options."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one Purchase of an order."),
                    Setting.choice(
                            RENEWALS,
                            List.of("custom", "purchase"),
                            "custom",
                            "Renewals as custom SubscriptionRenewed or as Purchase, always"
                                    + " system_generated."),
                    Setting.choice(
                            NEWSLETTER,
                            List.of("custom", "lead"),
                            "custom",
                            "Newsletter sign-ups as custom NewsletterSubscribed or as Lead."),
                    Setting.choice(
                            QUOTE,
                            List.of("lead", "submit-application"),
                            "lead",
                            "Quote requests as Lead or as SubmitApplication."),
                    new Setting(
                            OPTIONAL_EVENTS,
                            Type.LIST,
                            false,
                            false,
                            "",
                            MetaEventNames.optionalNames(),
                            "Events that are off unless listed here; most are custom events at"
                                    + " Meta."),
                    Setting.optional(
                            CUSTOM_EVENTS,
                            Type.LIST,
                            "",
                            "Names of custom events sent under their own name, or * for all."),
                    Setting.optional(
                            REPAIR_COOKIE_TIMES,
                            Type.FLAG,
                            "false",
                            "Multiplies creation times in fbp and fbc by 1000 when they are in"
                                    + " seconds."));

    private MetaSettings() {}
}
