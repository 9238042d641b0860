// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.Settings;
import java.util.List;

/** The settings of one shop, as declared and as read. */
record ShopifySettings(Settings settings) {
    static final List<Setting> DECLARED =
            List.of(
                    Setting.required(
                            "shop-domain",
                            Type.TEXT,
                            "The shop's permanent name, e.g. store.myshopify.com. A webhook of another shop is refused."),
                    new Setting(
                            "secrets",
                            Type.LIST,
                            true,
                            true,
                            "",
                            List.of(),
                            "What webhooks are signed with: the client secret of the app, or for webhooks made under Settings > Notifications the secret shown there. Any one that fits is accepted; keep the old one for an hour after rotating."),
                    Setting.choice(
                            "money",
                            List.of("shop", "presentment"),
                            "shop",
                            "Which amounts are reported: shop, the shop's own currency, or presentment, what the buyer saw and what Shopify's pixel sends."),
                    Setting.choice(
                            "pos",
                            List.of("skip", "send"),
                            "skip",
                            "Orders taken at a till (source_name pos): skip, or send with action source physical_store."),
                    Setting.choice(
                            "drafts",
                            List.of("skip", "send"),
                            "skip",
                            "Orders made from a draft by staff (source_name shopify_draft_order): skip, because they inflate counts, or send with action source other."),
                    Setting.optional(
                            "min-value",
                            Type.NUMBER,
                            "0",
                            "Orders whose total is below this many major units of the reported currency are skipped; 1 leaves out free replacement orders."),
                    Setting.choice(
                            "test-orders",
                            List.of("skip", "mark"),
                            "skip",
                            "Orders paid with a test gateway and Shopify's test notifications: skip, or mark as test events."),
                    Setting.choice(
                            "carts",
                            List.of("skip", "send"),
                            "skip",
                            "What carts/create and carts/update tell was added or removed: skip, because the pixel tells it with the visitor, or send."),
                    Setting.choice(
                            "accounts",
                            List.of("enabled", "verified", "skip"),
                            "enabled",
                            "When a customer counts as account_registered: enabled, once the classic account is active; verified, also when the e-mail address is verified, for shops with customer accounts without password; skip, never."),
                    Setting.optional(
                            "consent-marketing-covers-ads",
                            Type.FLAG,
                            "true",
                            "Whether the marketing answer of Shopify's banner also answers ad_user_data and ad_personalization; false leaves both unknown."));

    boolean isShop(String domain) {
        return domain.strip().equalsIgnoreCase(shopDomain());
    }

    String shopDomain() {
        return settings.text("shop-domain").strip();
    }

    List<String> secrets() {
        return settings.list("secrets");
    }

    boolean presentment() {
        return settings.text("money").equals("presentment");
    }

    boolean skips(ShopifyOrigin origin) {
        return switch (origin) {
            case TILL -> settings.text("pos").equals("skip");
            case DRAFT -> settings.text("drafts").equals("skip");
            case STOREFRONT, RENEWAL, ELSEWHERE -> false;
        };
    }

    boolean skipsTests() {
        return settings.text("test-orders").equals("skip");
    }

    long minValue() {
        return settings.number("min-value");
    }

    boolean readsCarts() {
        return settings.text("carts").equals("send");
    }

    String accounts() {
        return settings.text("accounts");
    }

    boolean marketingCoversAds() {
        return settings.flag("consent-marketing-covers-ads");
    }
}
