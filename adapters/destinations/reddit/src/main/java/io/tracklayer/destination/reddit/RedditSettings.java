// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class RedditSettings {
    static final String PIXEL = "pixel";
    static final String TOKEN = "token";
    static final String ENDPOINT = "endpoint";
    static final String TEST_ID = "test-id";
    static final String TEST_MODE = "test-mode";
    static final String MARKETING_DENIED = "marketing-denied";
    static final String EMAIL_FORM = "email-form";
    static final String IP_ADDRESS = "ip-address";
    static final String CONTENT_ID = "content-id";
    static final String CONTENT_DETAILS = "content-details";
    static final String ORDER_ID = "order-id";
    static final String REFERRER = "referrer";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String NEWSLETTER = "newsletter";
    static final String OPTIONAL_EVENTS = "optional-events";
    static final String CUSTOM_EVENTS = "custom-events";
    static final String ERROR_INDEX = "error-index";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            PIXEL,
                            Type.TEXT,
                            "Pixel id from Events Manager, such as a2_abc123 or t2_abc123, as it"
                                    + " stands there."),
                    Setting.secret(
                            TOKEN,
                            "Conversion access token of the business that owns the pixel, from"
                                    + " Events Manager; it does not expire."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://ads-api.reddit.com",
                            "Address of the Conversions API; change it to use the sandbox."),
                    Setting.optional(
                            TEST_ID,
                            Type.TEXT,
                            "",
                            "Id shown under event testing in Events Manager; without it events"
                                    + " marked as a test are skipped, for Reddit would count"
                                    + " them."),
                    Setting.choice(
                            TEST_MODE,
                            List.of("off", "all"),
                            "off",
                            "all sends every event under test-id; Reddit then counts none."),
                    Setting.choice(
                            MARKETING_DENIED,
                            List.of("skip", "ldu"),
                            "skip",
                            "What becomes of events of visitors who have not granted marketing and"
                                    + " ad_user_data: skip, or ldu, which sends them with limited"
                                    + " data use and without anything that tells who it was."),
                    Setting.choice(
                            EMAIL_FORM,
                            List.of("canonical", "simple", "plain"),
                            "canonical",
                            "How e-mail addresses are sent: hashed without dots and tags, hashed"
                                    + " in lower case only, or plain for Reddit to normalise."),
                    Setting.choice(
                            IP_ADDRESS,
                            List.of("plain", "hash"),
                            "plain",
                            "How the visitor's address is sent; hashed it matches less."),
                    Setting.choice(
                            CONTENT_ID,
                            List.of("variant", "product", "sku"),
                            "variant",
                            "Which item id is sent first, as the catalogue has it; the others"
                                    + " follow when it is not known."),
                    Setting.optional(
                            CONTENT_DETAILS,
                            Type.FLAG,
                            "false",
                            "Also sends names and categories of products; off because they can"
                                    + " reveal sensitive things."),
                    Setting.optional(
                            ORDER_ID,
                            Type.FLAG,
                            "true",
                            "Sends the order id, a newer field; turn it off if Reddit refuses"
                                    + " it."),
                    Setting.optional(
                            REFERRER,
                            Type.FLAG,
                            "false",
                            "Sends the page before a website event, a newer field that Reddit may"
                                    + " refuse."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one PURCHASE of an order."),
                    Setting.choice(
                            NEWSLETTER,
                            List.of("custom", "lead"),
                            "custom",
                            "Newsletter subscriptions as CUSTOM NewsletterSubscribed or as LEAD."),
                    new Setting(
                            OPTIONAL_EVENTS,
                            Type.LIST,
                            false,
                            false,
                            "",
                            RedditEventNames.optionalNames(),
                            "Events that are off unless listed here."),
                    Setting.optional(
                            CUSTOM_EVENTS,
                            Type.LIST,
                            "",
                            "Names of custom events sent as CUSTOM, up to 64 characters each."),
                    Setting.choice(
                            ERROR_INDEX,
                            List.of("verify", "zero-based"),
                            "verify",
                            "What to make of the event number in a refusal: find the culprit by"
                                    + " halving the batch, or trust the number counted from 0."));

    private RedditSettings() {}
}
