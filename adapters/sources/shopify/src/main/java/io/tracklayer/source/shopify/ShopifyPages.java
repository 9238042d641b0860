// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages an order names: the first of the visit, the one before it, and the status page. */
record ShopifyPages(String shopDomain) {
    /** Shopify cuts a longer address, and a cut click id belongs to nobody. */
    private static final int CUT_AT = 255;

    /**
     * What follows {@code /orders/} or the question mark opens the buyer's order status page
     * without a password, so it must not reach a platform.
     */
    private static final Pattern STATUS_PAGE =
            Pattern.compile(
                    "(https://[A-Za-z0-9.-]{1,253})(/[0-9]{1,20}(?:/account)?/orders|)(?:/.*)?");

    void read(Builder builder, Tree order) {
        landing(order).ifPresent(url -> builder.read(EventField.LANDING_URL, url, "/landing_site"));
        ShopifyText.at(order, "/referring_site")
                .map(ShopifyPages::whole)
                .ifPresent(url -> builder.read(EventField.PAGE_REFERRER, url, "/referring_site"));
        ShopifyText.at(order, "/order_status_url")
                .flatMap(ShopifyPages::withoutToken)
                .ifPresent(url -> builder.read(EventField.PAGE_URL, url, "/order_status_url"));
    }

    /** Usually a path without host. */
    private Optional<String> landing(Tree order) {
        return ShopifyText.at(order, "/landing_site")
                .map(ShopifyPages::whole)
                .map(site -> site.startsWith("/") ? "https://" + shopDomain + site : site)
                .filter(site -> site.startsWith("https://") || site.startsWith("http://"));
    }

    /** Without the last parameter of an address that may be cut, because that one is not whole. */
    private static String whole(String site) {
        if (site.length() < CUT_AT) {
            return site;
        }
        int last = Math.max(site.lastIndexOf('&'), site.lastIndexOf('?'));
        return last < 0 ? "" : site.substring(0, last);
    }

    private static Optional<String> withoutToken(String url) {
        Matcher page = STATUS_PAGE.matcher(url);
        return page.matches()
                ? Optional.of(page.group(1) + (page.group(2).isEmpty() ? "/" : page.group(2)))
                : Optional.empty();
    }
}
