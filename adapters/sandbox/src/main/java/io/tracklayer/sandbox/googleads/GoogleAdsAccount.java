// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Google Ads account and the credentials that open it.
 *
 * @param websiteActions conversion actions that a tag feeds, too, so they want transaction ids
 * @param importActions conversion actions of the import type
 * @param managers manager accounts above it
 * @param scopes what its refresh token was granted for
 * @param publicKey of the service account, in base64; empty when there is none
 */
record GoogleAdsAccount(
        String name,
        Set<String> websiteActions,
        Set<String> importActions,
        Set<String> managers,
        Client client,
        Set<String> scopes,
        String serviceAccount,
        String publicKey,
        Times times,
        int perMinute,
        int perDay)
        implements Account {
    static final String DATA_MANAGER = "https://www.googleapis.com/auth/datamanager";
    static final String ADWORDS = "https://www.googleapis.com/auth/adwords";

    /** A client with the refresh token of a person; all empty when there is none. */
    record Client(String id, String secret, String refreshToken) {}

    /**
     * Lengths of time.
     *
     * @param token how long an access token is good
     * @param processing how long a request is shown as being processed
     */
    record Times(Duration token, Duration processing) {}

    static GoogleAdsAccount read(ControlFields fields) {
        fields.onlyKnown(
                "conversion_actions",
                "website_actions",
                "managers",
                "client_id",
                "client_secret",
                "refresh_token",
                "scopes",
                "service_account",
                "public_key",
                "token_seconds",
                "processing_seconds",
                "requests_per_minute",
                "requests_per_day");
        String id = fields.requireText("account");
        if (!id.isEmpty() && !id.matches("\\d{10}")) {
            fields.error("\"account\" must be ten digits");
        }
        return new GoogleAdsAccount(
                id,
                texts(fields, "website_actions"),
                texts(fields, "conversion_actions"),
                texts(fields, "managers"),
                new Client(
                        text(fields, "client_id"),
                        text(fields, "client_secret"),
                        text(fields, "refresh_token")),
                fields.has("scopes")
                        ? Set.copyOf(fields.texts("scopes"))
                        : Set.of(DATA_MANAGER, ADWORDS),
                text(fields, "service_account"),
                text(fields, "public_key"),
                new Times(
                        seconds(fields, "token_seconds", 3599),
                        seconds(fields, "processing_seconds", 1800)),
                number(fields, "requests_per_minute", 300),
                number(fields, "requests_per_day", 100_000));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.GOOGLE_ADS;
    }

    boolean hasAction(String id) {
        return websiteActions.contains(id) || importActions.contains(id);
    }

    private static Set<String> texts(ControlFields fields, String name) {
        List<String> texts = fields.has(name) ? fields.texts(name) : List.of();
        return Set.copyOf(new HashSet<>(texts));
    }

    private static String text(ControlFields fields, String name) {
        return fields.text(name).orElse("");
    }

    private static Duration seconds(ControlFields fields, String name, long usual) {
        return Duration.ofSeconds(fields.number(name, 0, 864_000).orElse(usual));
    }

    private static int number(ControlFields fields, String name, int usual) {
        Optional<Long> given = fields.number(name, 0, 1_000_000);
        return given.map(Long::intValue).orElse(usual);
    }
}
