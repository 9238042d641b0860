// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class KlaviyoSettings {
    static final String API_KEY = "api-key";
    static final String TEST_API_KEY = "test-api-key";
    static final String ENDPOINT = "endpoint";
    static final String REVISION = "revision";
    static final String SHOP_INTEGRATION = "shop-integration";
    static final String OPTIONAL_EVENTS = "optional-events";
    static final String PROFILE_EVENTS = "profile-events";
    static final String ORDERED_PRODUCT = "ordered-product";
    static final String NEWSLETTER = "newsletter";
    static final String LIST_ID = "list-id";
    static final String BACKFILL_AFTER = "backfill-after";
    static final String BULK = "bulk";
    static final String WITHOUT_MARKETING = "without-marketing";
    static final String PHONE = "phone";
    static final String EXTERNAL_ID = "external-id";
    static final String ANONYMOUS_ID = "anonymous-id";
    static final String PRODUCT_ID = "product-id";
    static final String PROPERTIES = "properties";

    static final List<Setting> ALL =
            List.of(
                    Setting.secret(
                            API_KEY,
                            "Private API key (pk_...) with the scopes events:write and"
                                    + " profiles:write; for newsletter: subscribe also"
                                    + " subscriptions:write and lists:write."),
                    Setting.optionalSecret(
                            TEST_API_KEY,
                            "Private key of a test account that gets the events marked as a test;"
                                    + " without it they are skipped, for Klaviyo has no test"
                                    + " mode."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://a.klaviyo.com",
                            "Address of Klaviyo's API; change it to use the sandbox."),
                    Setting.optional(
                            REVISION,
                            Type.TEXT,
                            KlaviyoRevision.DEFAULT,
                            "Revision of the API, as YYYY-MM-DD; this destination writes the bodies"
                                    + " of the default. Klaviyo serves each for two years."),
                    Setting.optional(
                            SHOP_INTEGRATION,
                            Type.FLAG,
                            "false",
                            "Whether the shop's own Klaviyo integration is active: its commerce"
                                    + " events and the customer key are then left to it."),
                    listOf(
                            OPTIONAL_EVENTS,
                            KlaviyoEventNames.optionalNames(),
                            "Events that are off unless listed here; also brings back what"
                                    + " shop-integration turns off."),
                    listOf(
                            PROFILE_EVENTS,
                            KlaviyoEventNames.profileNames(),
                            "Events that update the profile without being an event at Klaviyo."),
                    Setting.optional(
                            ORDERED_PRODUCT,
                            Type.FLAG,
                            "false",
                            "Also sends an Ordered Product event per line of a placed order, for"
                                    + " segments by product; multiplies the volume."),
                    Setting.choice(
                            NEWSLETTER,
                            List.of("subscribe", "event", "off"),
                            "subscribe",
                            "What a newsletter sign-up becomes: an e-mail subscription, only with"
                                    + " the explicit opt-in on the event; an event Newsletter"
                                    + " Signup; or nothing."),
                    Setting.optional(
                            LIST_ID,
                            Type.TEXT,
                            "",
                            "Klaviyo list that subscribers join, whose opt-in process applies; the"
                                    + " account's default process without it."),
                    Setting.optional(
                            BACKFILL_AFTER,
                            Type.DURATION,
                            "6h",
                            "Age from which an event is stored without starting flows, so that a"
                                    + " replay sends no mails about old carts; older sign-ups are"
                                    + " not subscribed."),
                    Setting.choice(
                            BULK,
                            List.of("backlog", "never"),
                            "backlog",
                            "Whether events that have waited 5 minutes or are replayed travel up"
                                    + " to 1,000 in a call."),
                    Setting.choice(
                            WITHOUT_MARKETING,
                            List.of("nothing", "transactional"),
                            "nothing",
                            "What is sent without consent to marketing: nothing, or placed,"
                                    + " fulfilled, cancelled and refunded orders with e-mail and"
                                    + " country alone."),
                    Setting.choice(
                            PHONE,
                            List.of("send", "alone", "omit"),
                            "send",
                            "Phone numbers; alone sends one only when no e-mail address is known."
                                    + " Klaviyo refuses an event whose number it takes for"
                                    + " invalid."),
                    Setting.choice(
                            EXTERNAL_ID,
                            List.of("send", "omit"),
                            "send",
                            "Whether the customer key is sent; never with shop-integration, which"
                                    + " owns the field."),
                    Setting.choice(
                            ANONYMOUS_ID,
                            List.of("send", "omit"),
                            "send",
                            "Whether the first-party visitor id is sent; without it visitors who"
                                    + " are not known are skipped."),
                    Setting.choice(
                            PRODUCT_ID,
                            List.of("product", "variant", "sku"),
                            "product",
                            "Which item id is sent first as ProductID, as Klaviyo's catalogue has"
                                    + " it; the others follow when it is not known."),
                    Setting.choice(
                            PROPERTIES,
                            List.of("custom", "all", "none"),
                            "custom",
                            "Whose further properties of the source are sent: of custom events, of"
                                    + " all, or of none."));

    private KlaviyoSettings() {}

    private static Setting listOf(String name, List<String> allowed, String doc) {
        return new Setting(name, Type.LIST, false, false, "", allowed, doc);
    }
}
