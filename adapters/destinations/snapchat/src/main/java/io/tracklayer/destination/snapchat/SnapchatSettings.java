// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class SnapchatSettings {
    static final String PIXEL = "pixel";
    static final String TOKEN = "token";
    static final String ENDPOINT = "endpoint";
    static final String AUTH_PLACEMENT = "auth-placement";
    static final String SITE_URL = "site-url";
    static final String TEST_MODE = "test-mode";
    static final String TEST_EVENT_CODE = "test-event-code";
    static final String MAX_AGE = "max-age";
    static final String EXTERNAL_ID = "external-id";
    static final String BIRTH_DATE = "birth-date";
    static final String CONTENT_ID = "content-id";
    static final String CONTENT_TYPE = "content-type";
    static final String CONTENT_DETAILS = "content-details";
    static final String MORE_CURRENCIES = "more-currencies";
    static final String OPT_OUT = "opt-out";
    static final String DATA_PROCESSING_LOCATION = "data-processing-location";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String RENEWALS = "renewals";
    static final String LEADS = "leads";
    static final String OPTIONAL_EVENTS = "optional-events";
    static final String ERROR_INDEX = "error-index";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            PIXEL,
                            Type.TEXT,
                            "Snap Pixel id, a UUID, from Events Manager; also takes offline"
                                    + " events."),
                    Setting.secret(
                            TOKEN,
                            "Long-lived Conversions API token of the organisation that owns the"
                                    + " pixel, from Business Manager."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://tr.snapchat.com",
                            "Address of the Conversions API; change it to use the sandbox."),
                    Setting.choice(
                            AUTH_PLACEMENT,
                            List.of("query", "header"),
                            "query",
                            "Where the token travels. Snapchat documents the query; header is what"
                                    + " some connectors send."),
                    Setting.optional(
                            SITE_URL,
                            Type.URL,
                            "",
                            "Page named for website events that arrive without one, such as the"
                                    + " shop's address; without it they are skipped, for Snapchat"
                                    + " refuses them."),
                    Setting.choice(
                            TEST_MODE,
                            List.of("off", "code", "validate"),
                            "off",
                            "code shows all events in Snapchat's test tool, validate has them"
                                    + " checked; in both modes Snapchat counts none of them."),
                    Setting.optional(
                            TEST_EVENT_CODE,
                            Type.TEXT,
                            "tracklayer",
                            "Code under which test events appear in the test tool, any text."),
                    Setting.optional(
                            MAX_AGE,
                            Type.DURATION,
                            "37d",
                            "Oldest event sent, at most 37d; older pages of Snapchat say 28d."),
                    Setting.choice(
                            EXTERNAL_ID,
                            List.of("hash", "omit"),
                            "hash",
                            "Whether the customer key is sent, hashed; Snap's own SDK does not"
                                    + " know the field."),
                    Setting.optional(
                            BIRTH_DATE,
                            Type.FLAG,
                            "false",
                            "Sends the hashed date of birth; documented by connectors only."),
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
                            "Also sends brands, categories and the title of a viewed product; off"
                                    + " because they can reveal sensitive things."),
                    Setting.optional(
                            MORE_CURRENCIES,
                            Type.LIST,
                            "",
                            "Currency codes Snapchat takes beyond the known list."),
                    Setting.optional(
                            OPT_OUT,
                            Type.FLAG,
                            "true",
                            "Says opt_out beside limited data use when ad_personalization is"
                                    + " denied; Snapchat does not explain the field."),
                    Setting.choice(
                            DATA_PROCESSING_LOCATION,
                            List.of("omit", "california"),
                            "omit",
                            "Whether limited data use of Californians names country 1 and state"
                                    + " 1000; documented by connectors only."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one PURCHASE of an order."),
                    Setting.choice(
                            RENEWALS,
                            List.of("off", "purchase"),
                            "off",
                            "Whether renewals are sent, as offline PURCHASE."),
                    Setting.choice(
                            LEADS,
                            List.of("sign-up", "custom-event-1"),
                            "sign-up",
                            "Leads as SIGN_UP, among the registrations, or as CUSTOM_EVENT_1."),
                    new Setting(
                            OPTIONAL_EVENTS,
                            Type.LIST,
                            false,
                            false,
                            "",
                            SnapchatEventNames.optionalNames(),
                            "Events that are off unless listed here; most are custom events at"
                                    + " Snapchat."),
                    custom(1),
                    custom(2),
                    custom(3),
                    custom(4),
                    custom(5),
                    Setting.choice(
                            ERROR_INDEX,
                            List.of("verify", "zero-based"),
                            "verify",
                            "What to make of the event number in a refusal: find the culprit by"
                                    + " halving the batch, or trust the number counted from 0."));

    private SnapchatSettings() {}

    /** The setting that says which custom events become Snapchat's custom event of that number. */
    static String customEvent(int number) {
        return "custom-event-" + number;
    }

    private static Setting custom(int number) {
        return Setting.optional(
                customEvent(number),
                Type.LIST,
                "",
                "Names of custom events sent as CUSTOM_EVENT_" + number + ".");
    }
}
