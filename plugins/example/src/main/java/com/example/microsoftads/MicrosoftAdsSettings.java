// SPDX-License-Identifier: Apache-2.0
package com.example.microsoftads;

import io.tracklayer.spi.Setting;
import java.util.List;

/** Everything an operator can set for one UET tag. */
final class MicrosoftAdsSettings {
    static final String TAG = "tag";
    static final String TOKEN = "token";
    static final String ENDPOINT = "endpoint";
    static final String ITEM_IDS = "item-ids";
    static final String PAGE_VIEWS = "page-views";
    static final String REFUNDS = "refunds";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(TAG, Setting.Type.TEXT, "UET tag id, digits only."),
                    Setting.secret(
                            TOKEN, "Token of the tag: UET tags, Use Conversions API, copy token."),
                    Setting.optional(
                            ENDPOINT,
                            Setting.Type.URL,
                            "https://capi.uet.microsoft.com",
                            "Base address of the API; the sandbox while you try things."),
                    Setting.choice(
                            ITEM_IDS,
                            List.of("variant", "product", "sku"),
                            "variant",
                            "Which id of a line is the product id of the Merchant Center feed."),
                    Setting.choice(
                            PAGE_VIEWS,
                            List.of("send", "off"),
                            "off",
                            "Whether page views are sent; off where the UET tag reports them."),
                    Setting.choice(
                            REFUNDS,
                            List.of("send", "off"),
                            "off",
                            "Whether refunds are sent as action refund; what they do to a conversion"
                                    + " is not documented."));

    private MicrosoftAdsSettings() {}
}
