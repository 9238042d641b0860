// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class TaboolaSettings {
    static final String ACCOUNT = "account";
    static final String ENDPOINT = "endpoint";
    static final String TRANSPORT = "transport";
    static final String POSTBACK_WITHIN = "postback-within";
    static final String CLICK_ID_PARAMS = "click-id-params";
    static final String EVENT_NAMES = "event-names";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String PIXEL_EVENTS = "pixel-events";
    static final String UNSUPPORTED_CURRENCY = "unsupported-currency";
    static final String CONVERT_TO = "convert-to";
    static final String EXCHANGE_RATES = "exchange-rates";
    static final String MAX_AGE = "max-age";
    static final String REPEAT_UNANSWERED = "repeat-unanswered";
    static final String LIMITED_USE = "limited-use";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            ACCOUNT,
                            Type.NUMBER,
                            "Numeric id of the advertiser at Taboola, or of the network account it"
                                    + " belongs to."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://trc.taboola.com",
                            "Address of Taboola's event service, or of the sandbox."),
                    Setting.choice(
                            TRANSPORT,
                            List.of("auto", "postback", "bulk"),
                            "auto",
                            "How conversions are sent: purchases and renewals by postback, which"
                                    + " Taboola checks, and all others in bulk, which it does not;"
                                    + " or all of them by the one named."),
                    Setting.optional(
                            POSTBACK_WITHIN,
                            Type.DURATION,
                            "1h",
                            "With transport auto, older purchases go in bulk, too, for a postback"
                                    + " cannot say when a conversion happened."),
                    Setting.optional(
                            CLICK_ID_PARAMS,
                            Type.LIST,
                            "tblci",
                            "Parameters of the landing page that carry Taboola's click id: tblci"
                                    + " when Taboola tags, else the one that the tracking template"
                                    + " of the campaign gives the macro {click_id}."),
                    Setting.optional(
                            EVENT_NAMES,
                            Type.LIST,
                            "",
                            "Event names as they stand in Realize, letter case included, where"
                                    + " they differ from the default; one event=Name each, e.g."
                                    + " purchase_placed=Order. Without a name (search_submitted=)"
                                    + " the event is not sent."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one purchase of an order."),
                    Setting.optional(
                            PIXEL_EVENTS,
                            Type.LIST,
                            "",
                            "Event names that the Taboola Pixel on the shop's pages reports itself;"
                                    + " they are not sent, for nothing says that Taboola would"
                                    + " count them once."),
                    Setting.choice(
                            UNSUPPORTED_CURRENCY,
                            List.of("omit", "convert"),
                            "omit",
                            "What becomes of an amount in a currency Taboola does not list: left"
                                    + " out, or converted at exchange-rates."),
                    Setting.optional(
                            CONVERT_TO,
                            Type.TEXT,
                            "USD",
                            "Currency converted to, e.g. that of the account; one Taboola lists."),
                    Setting.optional(
                            EXCHANGE_RATES,
                            Type.LIST,
                            "",
                            "What one unit of a currency is in convert-to, e.g. SEK=0.095. The node"
                                    + " fetches no rates; without one the amount is left out."),
                    Setting.optional(
                            MAX_AGE,
                            Type.DURATION,
                            "30d",
                            "Oldest event sent, at most 90d; the conversion window of the rules in"
                                    + " Realize, outside of which nothing counts."),
                    Setting.optional(
                            REPEAT_UNANSWERED,
                            Type.FLAG,
                            "false",
                            "Sends a conversion again when the request left and no answer came;"
                                    + " Taboola may then count it twice, otherwise it may miss it."),
                    Setting.choice(
                            LIMITED_USE,
                            List.of("skip", "send"),
                            "skip",
                            "What becomes of events whose visitor opted out of sale or sharing, or"
                                    + " whose use a rule limits; Taboola has no flag for it."));

    private TaboolaSettings() {}
}
