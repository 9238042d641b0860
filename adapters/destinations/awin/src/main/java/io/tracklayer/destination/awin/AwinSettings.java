// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class AwinSettings {
    static final String ADVERTISER = "advertiser";
    static final String API_KEY = "api-key";
    static final String TRANSPORT = "transport";
    static final String ENDPOINT = "endpoint";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String COMMISSION_GROUP = "commission-group";
    static final String SUBSCRIPTION_COMMISSION_GROUP = "subscription-commission-group";
    static final String RENEWAL_COMMISSION_GROUP = "renewal-commission-group";
    static final String LEAD_EVENTS = "lead-events";
    static final String LEAD_COMMISSION_GROUP = "lead-commission-group";
    static final String LEAD_REFERENCE = "lead-reference";
    static final String LEAD_CURRENCY = "lead-currency";
    static final String PRICES = "prices";
    static final String UNKNOWN_SUBTOTAL = "unknown-subtotal";
    static final String EXCLUDED_ITEMS = "excluded-items";
    static final String BASKET = "basket";
    static final String ITEM_ID = "item-id";
    static final String TRANSACTION_TIME = "transaction-time";
    static final String CHANNEL = "channel";
    static final String CHANNEL_PROPERTY = "channel-property";
    static final String AWIN_SOURCES = "awin-sources";
    static final String OTHER_CHANNEL = "other-channel";
    static final String PAID_CLICK_IDS = "paid-click-ids";
    static final String PUBLISHER_PROPERTY = "publisher-property";
    static final String CLICK_TIME_PROPERTY = "click-time-property";
    static final String CASHBACK_EXEMPT = "cashback-exempt";
    static final String RESULT_WEBHOOK = "result-webhook";
    static final String TEST_MODE = "test-mode";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            ADVERTISER, Type.NUMBER, "Advertiser id at Awin, 1 to 10 digits."),
                    Setting.optionalSecret(
                            API_KEY,
                            "API key or OAuth2 token of an Awin user who may see the advertiser."
                                    + " The Conversion API needs it, the classic transport does"
                                    + " not."),
                    Setting.choice(
                            TRANSPORT,
                            List.of("conversion-api", "classic"),
                            "conversion-api",
                            "How orders are told: by the Conversion API, or by the classic call"
                                    + " sread.php, which takes one order and never says whether it"
                                    + " was right."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "",
                            "Base address in place of https://api.awin.com or, for the classic"
                                    + " transport, https://www.awin1.com; point it at the sandbox"
                                    + " to try things out."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one sale of an order."),
                    Setting.optional(
                            COMMISSION_GROUP,
                            Type.TEXT,
                            "DEFAULT",
                            "Commission group of sales, as it is called at Awin."),
                    Setting.optional(
                            SUBSCRIPTION_COMMISSION_GROUP,
                            Type.TEXT,
                            "",
                            "Commission group of begun subscriptions; without it they are not"
                                    + " sent."),
                    Setting.optional(
                            RENEWAL_COMMISSION_GROUP,
                            Type.TEXT,
                            "",
                            "Commission group of renewals; without it they are not sent, since"
                                    + " most programmes pay for the first order only."),
                    new Setting(
                            LEAD_EVENTS,
                            Type.LIST,
                            false,
                            false,
                            "",
                            AwinEventNames.leadNames(),
                            "Events sent as a lead of the amount 1; none unless listed here."),
                    Setting.optional(
                            LEAD_COMMISSION_GROUP,
                            Type.TEXT,
                            "LEAD",
                            "Commission group of leads, as it is called at Awin."),
                    Setting.choice(
                            LEAD_REFERENCE,
                            List.of("order-id", "event-id"),
                            "order-id",
                            "What a lead without an order id is called: nothing, so that it is not"
                                    + " sent, or its event id, which counts twice what a tag in the"
                                    + " browser reports under another name."),
                    Setting.optional(
                            LEAD_CURRENCY,
                            Type.TEXT,
                            "",
                            "ISO 4217 code for leads that come without one; Awin wants it even"
                                    + " there."),
                    Setting.choice(
                            PRICES,
                            List.of("auto", "tax-included", "tax-excluded"),
                            "auto",
                            "Whether the shop's prices include tax, which Awin must not be told:"
                                    + " as the order says or its sums show, or always as set."),
                    Setting.choice(
                            UNKNOWN_SUBTOTAL,
                            List.of("skip", "order-total"),
                            "skip",
                            "What happens to a sale of which only the total is known: it is not"
                                    + " sent, or the total is, tax and shipping included."),
                    Setting.optional(
                            EXCLUDED_ITEMS,
                            Type.LIST,
                            "",
                            "Variant ids, product ids or SKUs of lines that earn no commission,"
                                    + " such as gift cards."),
                    Setting.optional(
                            BASKET,
                            Type.FLAG,
                            "true",
                            "Sends the lines with titles and categories; they can reveal sensitive"
                                    + " things."),
                    Setting.choice(
                            ITEM_ID,
                            List.of("variant", "product", "sku"),
                            "variant",
                            "Which id a line of the basket carries, as in the product feed at"
                                    + " Awin."),
                    Setting.optional(
                            TRANSACTION_TIME,
                            Type.FLAG,
                            "false",
                            "Sends the time of the sale; Awin looks at it only after enabling that"
                                    + " for the advertiser. Conversion API only."),
                    Setting.optional(
                            CHANNEL,
                            Type.TEXT,
                            "last-click",
                            "Channel of every order: found out from the last paid click, or this"
                                    + " code always."),
                    Setting.optional(
                            CHANNEL_PROPERTY,
                            Type.TEXT,
                            "awin_source",
                            "Property of the event that holds the channel of the last paid click"
                                    + " where the shop keeps one."),
                    Setting.optional(
                            AWIN_SOURCES,
                            Type.LIST,
                            "awin,aw",
                            "Values of utm_source and of channel-property that mean Awin."),
                    Setting.optional(
                            OTHER_CHANNEL,
                            Type.TEXT,
                            "other",
                            "Channel of orders whose last paid click was another network's."),
                    new Setting(
                            PAID_CLICK_IDS,
                            Type.LIST,
                            false,
                            false,
                            String.join(",", AwinChannel.PAID),
                            AwinChannel.KNOWN,
                            "Click ids of other networks that count as a paid click; some stand on"
                                    + " unpaid links, too."),
                    Setting.optional(
                            PUBLISHER_PROPERTY,
                            Type.TEXT,
                            "",
                            "Property of the event that holds the id of the publisher; used with"
                                    + " click-time-property. Conversion API only."),
                    Setting.optional(
                            CLICK_TIME_PROPERTY,
                            Type.TEXT,
                            "",
                            "Property of the event that holds the time of the publisher's click in"
                                    + " unix seconds. Conversion API only."),
                    Setting.optional(
                            CASHBACK_EXEMPT,
                            Type.FLAG,
                            "false",
                            "Sends orders of cashback journeys (sn=1 in the landing page) without"
                                    + " marketing consent, with that click id alone. All others"
                                    + " then need consent that is granted, not just unanswered."),
                    // Text, for the addresses of an instance tell whose calls are counted together.
                    Setting.optional(
                            RESULT_WEBHOOK,
                            Type.TEXT,
                            "",
                            "The https address to which Awin reports what became of a batch. Conversion API"
                                    + " only."),
                    Setting.optional(
                            TEST_MODE,
                            Type.FLAG,
                            "false",
                            "Sends everything as a test, which Awin takes and ignores. Events marked"
                                    + " as a test always go that way."));

    private AwinSettings() {}
}
