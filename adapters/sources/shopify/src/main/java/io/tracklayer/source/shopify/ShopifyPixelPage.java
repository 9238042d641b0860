// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page an event happened on, and the browser that showed it. */
final class ShopifyPixelPage {
    private static final String LOCATION = "/context/document/location/href";

    private static final Pattern ADDRESS =
            Pattern.compile("(https?://[^/?#]{1,253})([^?#]*)(.*)", Pattern.DOTALL);

    /** What follows opens somebody's checkout, order or account to whoever has the address. */
    private static final Pattern PERSONAL =
            Pattern.compile("(.*?/(?:checkouts|orders|account|authentication))(?:/.*)?");

    private ShopifyPixelPage() {}

    static void read(Builder builder, ShopifyPixelMessage message) {
        Tree body = message.body();
        address(body, LOCATION, EventField.PAGE_URL, builder);
        address(body, "/context/document/referrer", EventField.PAGE_REFERRER, builder);
        ShopifyText.read(builder, EventField.PAGE_TITLE, body, "/context/document/title");
        ShopifyText.read(builder, EventField.USER_AGENT, body, "/context/navigator/userAgent");
        builder.read(
                EventField.USER_AGENT,
                message.request().header("user-agent").orElse(""),
                "header user-agent");
        ShopifyText.read(builder, EventField.LOCALE, body, "/context/navigator/language");
    }

    /** The shop's own address, e.g. {@code https://shop.example}, to complete paths with. */
    static Optional<String> shop(ShopifyPixelMessage message) {
        return ShopifyText.at(message.body(), LOCATION)
                .map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(address -> address.group(1));
    }

    private static void address(Tree body, String pointer, EventField field, Builder builder) {
        ShopifyText.at(body, pointer)
                .map(ShopifyPixelPage::withoutToken)
                .ifPresent(url -> builder.read(field, url, pointer));
    }

    private static String withoutToken(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return url;
        }
        Matcher personal = PERSONAL.matcher(address.group(2));
        return personal.matches() ? address.group(1) + personal.group(1) : url;
    }
}
