// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TokenGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator can set. Long because it is a table. */
final class GoogleAdsSettings {
    static final String CUSTOMER_ID = "customer-id";
    static final String LOGIN_CUSTOMER_ID = "login-customer-id";
    static final String CONVERSION_ACTIONS = "conversion-actions";
    static final String SERVICE_ACCOUNT = "service-account";
    static final String CLIENT_ID = "client-id";
    static final String CLIENT_SECRET = "client-secret";
    static final String REFRESH_TOKEN = "refresh-token";
    static final String TOKEN_ENDPOINT = "token-endpoint";
    static final String ENDPOINT = "endpoint";
    static final String USER_PROJECT = "user-project";
    static final String TEST_MODE = "test-mode";
    static final String MAX_AGE = "max-age";
    static final String CLICK_IDS = "click-ids";
    static final String CORRECTIONS = "corrections";
    static final String RETRACTIONS = "retractions";
    static final String ADS_ENDPOINT = "ads-endpoint";
    static final String ADS_API_VERSION = "ads-api-version";
    static final String DEVELOPER_TOKEN = "developer-token";
    static final String MERCHANT_CENTER_ID = "merchant-center-id";
    static final String FEED_LABEL = "feed-label";
    static final String FEED_LANGUAGE = "feed-language";
    static final String ITEM_ID = "item-id";

    private static final String DATA_MANAGER = "https://www.googleapis.com/auth/datamanager";
    private static final String ADWORDS = "https://www.googleapis.com/auth/adwords";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            CUSTOMER_ID,
                            Type.TEXT,
                            "Google Ads account that owns the conversion actions (the conversion"
                                    + " customer), ten digits with or without dashes."),
                    Setting.optional(
                            LOGIN_CUSTOMER_ID,
                            Type.TEXT,
                            "",
                            "Manager account through which the credential has access, if it has"
                                    + " none of its own."),
                    Setting.required(
                            CONVERSION_ACTIONS,
                            Type.LIST,
                            "Which conversion action counts which event, as event=id, e.g."
                                    + " purchase_placed=712034455; custom:Name=id for a custom"
                                    + " event. Events without one are not sent."),
                    Setting.optionalSecret(
                            SERVICE_ACCOUNT,
                            "JSON text of a service-account key; its e-mail address must be a user"
                                    + " of the Google Ads account. Instead of client and refresh"
                                    + " token."),
                    Setting.optional(
                            CLIENT_ID,
                            Type.TEXT,
                            "",
                            "OAuth client id, when a person has granted access."),
                    Setting.optionalSecret(
                            CLIENT_SECRET, "OAuth client secret that belongs to client-id."),
                    Setting.optionalSecret(
                            REFRESH_TOKEN,
                            "Refresh token of the person, granted for the scope datamanager; with"
                                    + " retractions: adjustments for adwords as well."),
                    Setting.optional(
                            TOKEN_ENDPOINT,
                            Type.URL,
                            "https://oauth2.googleapis.com/token",
                            "Where access tokens come from; change it to use the sandbox."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://datamanager.googleapis.com",
                            "Address of the Data Manager API; change it to use the sandbox."),
                    Setting.optional(
                            USER_PROJECT,
                            Type.TEXT,
                            "",
                            "Cloud project named as x-goog-user-project; Google asks for it with a"
                                    + " refresh token and may not enforce it."),
                    Setting.optional(
                            TEST_MODE,
                            Type.FLAG,
                            "false",
                            "Has Google validate everything and count nothing. Use a destination"
                                    + " of its own: what was only validated looks delivered."),
                    Setting.optional(
                            MAX_AGE,
                            Type.DURATION,
                            "90d",
                            "Oldest event sent, at most 90d; set it to the click-through window of"
                                    + " the conversion actions."),
                    Setting.choice(
                            CLICK_IDS,
                            List.of("one", "all"),
                            "one",
                            "one sends gclid, else the newer of gbraid and wbraid; all sends every"
                                    + " click id known, which the older API refuses."),
                    Setting.choice(
                            CORRECTIONS,
                            List.of("restate", "off"),
                            "restate",
                            "restate tells Google what is left of an order after refunds,"
                                    + " cancellation and edits; off leaves the value as it was."),
                    Setting.choice(
                            RETRACTIONS,
                            List.of("zero", "adjustments", "off"),
                            "zero",
                            "What becomes of an order of which nothing is left: zero restates it"
                                    + " to 0, adjustments removes it through the Google Ads API,"
                                    + " which needs the scope adwords, off leaves it."),
                    Setting.optional(
                            ADS_ENDPOINT,
                            Type.URL,
                            "https://googleads.googleapis.com",
                            "Address of the Google Ads API, used by retractions: adjustments."),
                    Setting.optional(
                            ADS_API_VERSION,
                            Type.TEXT,
                            "v25",
                            "Version of the Google Ads API, used by retractions: adjustments."),
                    Setting.optionalSecret(
                            DEVELOPER_TOKEN,
                            "Sent to the Google Ads API when set; Google ignores it since"
                                    + " September 2026."),
                    Setting.optional(
                            MERCHANT_CENTER_ID,
                            Type.TEXT,
                            "",
                            "Merchant Center account of the items, for reports by item."),
                    Setting.optional(
                            FEED_LABEL,
                            Type.TEXT,
                            "",
                            "Feed label of the items in Merchant Center, often a country code."),
                    Setting.optional(
                            FEED_LANGUAGE,
                            Type.TEXT,
                            "",
                            "Language of the items in Merchant Center, e.g. en."),
                    Setting.optional(
                            ITEM_ID,
                            Type.TEXT,
                            "{variant}",
                            "Item id as Merchant Center has it, made of {variant}, {product} and"
                                    + " {sku}, e.g. shopify_DE_{product}_{variant}."));

    private GoogleAdsSettings() {}

    /** The account's id as the API wants it. */
    static String customer(Settings settings) {
        return digits(settings.text(CUSTOMER_ID));
    }

    /** The manager account, if access goes through one. */
    static Optional<String> loginCustomer(Settings settings) {
        return settings.find(LOGIN_CUSTOMER_ID)
                .map(GoogleAdsSettings::digits)
                .filter(id -> !id.isEmpty());
    }

    /** The credential, empty when it is not complete. */
    static Optional<TokenGrant> grant(Settings settings) {
        String endpoint = settings.text(TOKEN_ENDPOINT);
        Optional<String> key = settings.find(SERVICE_ACCOUNT);
        if (key.isPresent()) {
            return Optional.of(
                    new TokenGrant.ServiceAccount(endpoint, key.get(), scopes(settings)));
        }
        Optional<String> client = settings.find(CLIENT_ID);
        Optional<String> secret = settings.find(CLIENT_SECRET);
        Optional<String> refresh = settings.find(REFRESH_TOKEN);
        return client.isPresent() && secret.isPresent() && refresh.isPresent()
                ? Optional.of(
                        new TokenGrant.RefreshToken(
                                endpoint,
                                client.get().strip(),
                                secret.get().strip(),
                                refresh.get().strip()))
                : Optional.empty();
    }

    private static List<String> scopes(Settings settings) {
        List<String> scopes = new ArrayList<>(List.of(DATA_MANAGER));
        if (settings.text(RETRACTIONS).equals("adjustments")) {
            scopes.add(ADWORDS);
        }
        return scopes;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
