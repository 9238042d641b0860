// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import java.util.List;

/** What an operator can set. Long because it is a table. */
final class LinkedInSettings {
    static final String TOKEN = "token";
    static final String CLIENT_ID = "client-id";
    static final String CLIENT_SECRET = "client-secret";
    static final String REFRESH_TOKEN = "refresh-token";
    static final String TOKEN_ENDPOINT = "token-endpoint";
    static final String ENDPOINT = "endpoint";
    static final String API_VERSION = "api-version";
    static final String CONVERSION_RULES = "conversion-rules";
    static final String TEST_CONVERSION_RULE = "test-conversion-rule";
    static final String KEY_PAGES = "key-pages";
    static final String AD_ACCOUNT = "ad-account";
    static final String IP = "ip";
    static final String NAMES = "names";
    static final String EXTERNAL_ID = "external-id";
    static final String CLICK_ID_ONLY = "click-id-only";
    static final String TITLE_PROPERTY = "title-property";
    static final String COMPANY_PROPERTY = "company-property";
    static final String LEAD_PROPERTY = "lead-property";
    static final String ACXIOM_PROPERTY = "acxiom-property";
    static final String GOOGLE_AD_ID_PROPERTY = "google-ad-id-property";
    static final String REPEAT_UNANSWERED = "repeat-unanswered";

    static final List<Setting> ALL =
            List.of(
                    Setting.optionalSecret(
                            TOKEN,
                            "Token of a Direct API source, made in Campaign Manager; it does not"
                                    + " expire. When set, the OAuth settings are not used."),
                    Setting.optional(
                            CLIENT_ID,
                            Type.TEXT,
                            "",
                            "Client id of a LinkedIn developer app; with client-secret and"
                                    + " refresh-token instead of token."),
                    Setting.optionalSecret(
                            CLIENT_SECRET, "Client secret of the LinkedIn developer app."),
                    Setting.optionalSecret(
                            REFRESH_TOKEN,
                            "Refresh token with the scopes rw_conversions and r_ads. It ends 365"
                                    + " days after the consent; refreshing does not extend it."),
                    Setting.optional(
                            TOKEN_ENDPOINT,
                            Type.URL,
                            "https://www.linkedin.com/oauth/v2/accessToken",
                            "Where access tokens are asked for; change it to use the sandbox."),
                    Setting.optional(
                            ENDPOINT,
                            Type.URL,
                            "https://api.linkedin.com",
                            "Address of the Conversions API; change it to use the sandbox."),
                    Setting.optional(
                            API_VERSION,
                            Type.NUMBER,
                            Long.toString(LinkedInVersion.DEFAULT.number()),
                            "Monthly version as YYYYMM. LinkedIn switches each off after about a"
                                    + " year; then everything waits until this is changed."),
                    Setting.required(
                            CONVERSION_RULES,
                            Type.LIST,
                            "Which conversion rule takes which event, each as event=number, e.g."
                                    + " purchase_placed=20817364, or custom:NAME=number for a custom"
                                    + " event. An event without rule is not sent."),
                    Setting.optional(
                            TEST_CONVERSION_RULE,
                            Type.TEXT,
                            "",
                            "Number of a rule of its own for events marked as a test, without"
                                    + " campaigns; without it they are not sent, for LinkedIn has no"
                                    + " test mode."),
                    Setting.optional(
                            KEY_PAGES,
                            Type.LIST,
                            "",
                            "Paths whose views are sent under the rule of page_viewed, e.g."
                                    + " /pricing, or /plans/* for all below."),
                    Setting.optional(
                            AD_ACCOUNT,
                            Type.TEXT,
                            "",
                            "Number of the ad account that owns the rules; only for the check of"
                                    + " the connection, which reads the first rule."),
                    Setting.choice(
                            IP,
                            List.of("hashed", "plain", "omit"),
                            "hashed",
                            "How the buyer's public IPv4 address is sent: hashed needs version"
                                    + " 202607, plain 202605."),
                    Setting.choice(
                            NAMES,
                            List.of("plain", "hashed", "omit"),
                            "plain",
                            "How first and last name are sent. hashed needs version 202609, and"
                                    + " LinkedIn does not say how punctuation is treated."),
                    Setting.choice(
                            EXTERNAL_ID,
                            List.of("plain", "omit"),
                            "plain",
                            "Whether the customer key is sent, as it is; never an e-mail address."),
                    new Setting(
                            CLICK_ID_ONLY,
                            Type.LIST,
                            false,
                            false,
                            "limited_use,sale_of_data_denied",
                            LinkedInPrivacy.REASONS,
                            "When nothing of the person but LinkedIn's click id is sent. LinkedIn"
                                    + " has no consent flags. ad_user_data_denied sends without"
                                    + " that consent, too."),
                    Setting.optional(
                            TITLE_PROPERTY,
                            Type.TEXT,
                            "",
                            "Property of the event that holds the person's job title, if any."),
                    Setting.optional(
                            COMPANY_PROPERTY,
                            Type.TEXT,
                            "",
                            "Property of the event that holds the person's company, if any."),
                    Setting.optional(
                            LEAD_PROPERTY,
                            Type.TEXT,
                            "",
                            "Property of the event that holds the URN of a LinkedIn lead form"
                                    + " response, if any."),
                    Setting.optional(
                            ACXIOM_PROPERTY,
                            Type.TEXT,
                            "",
                            "Property of the event that holds an Acxiom or LiveRamp id, if any."),
                    Setting.optional(
                            GOOGLE_AD_ID_PROPERTY,
                            Type.TEXT,
                            "",
                            "Property of the event that holds the Android advertising id, if any."),
                    Setting.optional(
                            REPEAT_UNANSWERED,
                            Type.FLAG,
                            "false",
                            "Sends an event again on its day when no answer came. LinkedIn does"
                                    + " not say that it recognises a repetition, so it may count"
                                    + " twice."));

    private LinkedInSettings() {}
}
