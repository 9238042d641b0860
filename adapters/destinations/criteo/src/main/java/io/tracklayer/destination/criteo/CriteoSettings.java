// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class CriteoSettings {
    static final String ACCOUNT = "account";
    static final String CALLER_ID = "caller-id";
    static final String ENDPOINT = "endpoint";
    static final String ONETAG = "onetag";
    static final String PAGE_VIEW_ID_FIELD = "page-view-id-field";
    static final String SITE_TYPE_DEFAULT = "site-type-default";
    static final String COUNTRY = "country";
    static final String LANGUAGE = "language";
    static final String MAX_AGE = "max-age";
    static final String ALLOW_LATE = "allow-late";
    static final String CONTENT_ID = "content-id";
    static final String SEARCH_FIELD = "search-field";
    static final String SEND_PURCHASE_ON = "send-purchase-on";
    static final String RENEWALS = "renewals";
    static final String DD_FIELD = "dd-field";
    static final String DEDUPLICATED_FOR = "deduplicated-for";
    static final String LIMITED_USE = "limited-use";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            ACCOUNT,
                            Type.NUMBER,
                            "Partner id of the advertiser at Criteo, 3 to 10 digits."),
                    Setting.optional(
                            CALLER_ID,
                            Type.NUMBER,
                            "",
                            "Caller id that Criteo issues on request, digits; without it the"
                                    + " cookie crto_mapped_user_id is of no use and only events"
                                    + " with an e-mail address are sent."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://widget.criteo.com",
                            "Address of the Events API. Where Criteo redirects, name the regional"
                                    + " one: https://widget.eu.criteo.com, widget.us or widget.as;"
                                    + " or the sandbox."),
                    Setting.choice(
                            ONETAG,
                            List.of("present", "none"),
                            "present",
                            "Whether Criteo's OneTag is on the shop's pages too. If so, only sales"
                                    + " and events with a page view id shared with it are sent, for"
                                    + " Criteo would count the others twice."),
                    Setting.optional(
                            PAGE_VIEW_ID_FIELD,
                            Type.TEXT,
                            "page_view_id",
                            "Name of the event property with the page view id that OneTag uses on"
                                    + " the same page."),
                    Setting.choice(
                            SITE_TYPE_DEFAULT,
                            List.of("d", "m", "t"),
                            "d",
                            "Kind of device when the user agent does not tell: desktop, mobile or"
                                    + " tablet."),
                    Setting.optional(
                            COUNTRY,
                            Type.TEXT,
                            "",
                            "Country of the shop, two letters, e.g. DE; left out unless set."),
                    Setting.optional(
                            LANGUAGE,
                            Type.TEXT,
                            "",
                            "Language of the shop, two letters, e.g. de; left out unless set."),
                    Setting.optional(
                            MAX_AGE,
                            Type.DURATION,
                            "15m",
                            "Oldest event sent; Criteo wants events as they happen and is said to"
                                    + " refuse them after 15 minutes."),
                    Setting.optional(
                            ALLOW_LATE,
                            Type.FLAG,
                            "false",
                            "Sends events older than max-age too, up to 24 hours; Criteo may refuse"
                                    + " them."),
                    Setting.choice(
                            CONTENT_ID,
                            List.of("variant", "product", "sku"),
                            "variant",
                            "Which item id is sent first; it must be the id of the product feed at"
                                    + " Criteo. The others follow when it is not known."),
                    Setting.choice(
                            SEARCH_FIELD,
                            List.of("keywords", "keyword", "omit"),
                            "keywords",
                            "Name under which the search phrase is sent, if at all; Criteo"
                                    + " documents none."),
                    Setting.choice(
                            SEND_PURCHASE_ON,
                            List.of("placed", "paid"),
                            "placed",
                            "Which event becomes the one trackTransaction of an order."),
                    Setting.choice(
                            RENEWALS,
                            List.of("off", "sale"),
                            "off",
                            "Whether renewals of subscriptions are sent, as trackTransaction"
                                    + " without page and device."),
                    Setting.optional(
                            DD_FIELD,
                            Type.TEXT,
                            "",
                            "Name of the event property that says whether Criteo may attribute the"
                                    + " sale (1) or another channel owns it (0); left out unless"
                                    + " set."),
                    Setting.optional(
                            DEDUPLICATED_FOR,
                            Type.DURATION,
                            "1h",
                            "How long after a sale Criteo is trusted to know its order id again,"
                                    + " so that it is repeated when no answer came; Criteo does not"
                                    + " say."),
                    Setting.choice(
                            LIMITED_USE,
                            List.of("skip", "send"),
                            "skip",
                            "What becomes of events whose visitor opted out of sale or of"
                                    + " personalised ads, or whose use a rule limits; Criteo has no"
                                    + " flag for it."));

    private CriteoSettings() {}
}
