// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An ad account with its conversion rules.
 *
 * @param access who may send to it
 * @param rules numbers of its rules by what may be done with them
 * @param window the API versions alive
 * @param perMinute most requests in a minute
 */
record LinkedInAccount(String name, Access access, Rules rules, Window window, long perMinute)
        implements Account {

    /**
     * Credentials.
     *
     * @param token of a Direct API source; empty when there is none
     * @param revoked whether that token was taken back
     * @param scope what tokens of the app allow
     * @param lifeSeconds how long they live
     * @param consentedAt when the refresh token was granted
     */
    record Access(
            Optional<String> token,
            boolean revoked,
            Optional<App> app,
            String scope,
            long lifeSeconds,
            Instant consentedAt) {}

    /** A developer app a member has consented to. */
    record App(String clientId, String clientSecret, String refreshToken) {}

    /** Numbers of rules: {@code live} ones take events, the others exist and do not. */
    record Rules(Set<String> live, Set<String> disabled, Set<String> ofTag) {
        Rules {
            live = Set.copyOf(live);
            disabled = Set.copyOf(disabled);
            ofTag = Set.copyOf(ofTag);
        }

        boolean exists(String number) {
            return live.contains(number) || disabled.contains(number) || ofTag.contains(number);
        }
    }

    /** The oldest and the newest version alive, as YYYYMM. */
    record Window(long oldest, long newest) {
        boolean holds(long version) {
            return version >= oldest && version <= newest;
        }
    }

    static LinkedInAccount read(ControlFields fields, Instant now) {
        fields.onlyKnown(
                "token",
                "revoked",
                "client_id",
                "client_secret",
                "refresh_token",
                "scope",
                "token_seconds",
                "rules",
                "disabled_rules",
                "tag_rules",
                "oldest_version",
                "newest_version",
                "per_minute");
        return new LinkedInAccount(
                number(fields, fields.requireText("account")),
                access(fields, now),
                new Rules(
                        numbers(fields, "rules"),
                        numbers(fields, "disabled_rules"),
                        numbers(fields, "tag_rules")),
                new Window(
                        fields.number("oldest_version", 202001, 209912).orElse(202512L),
                        fields.number("newest_version", 202001, 209912).orElse(202609L)),
                fields.number("per_minute", 1, 1_000_000).orElse(600L));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.LINKEDIN;
    }

    private static Access access(ControlFields fields, Instant now) {
        Optional<App> app =
                fields.has("client_id")
                        ? Optional.of(
                                new App(
                                        fields.requireText("client_id"),
                                        fields.requireText("client_secret"),
                                        fields.requireText("refresh_token")))
                        : Optional.empty();
        Optional<String> token = fields.text("token");
        if (token.isEmpty() && app.isEmpty()) {
            fields.error("\"token\" or \"client_id\" is missing");
        }
        return new Access(
                token,
                fields.flag("revoked").orElse(false),
                app,
                fields.text("scope").orElse("rw_conversions r_ads"),
                fields.number("token_seconds", 1, 100_000_000).orElse(5_184_000L),
                now);
    }

    private static Set<String> numbers(ControlFields fields, String name) {
        List<String> texts = fields.has(name) ? fields.texts(name) : List.of();
        texts.forEach(text -> number(fields, text));
        return new TreeSet<>(texts);
    }

    private static String number(ControlFields fields, String text) {
        if (!text.matches("\\d{0,18}")) {
            fields.error("\"" + text + "\" must be a number as a text");
        }
        return text;
    }
}
