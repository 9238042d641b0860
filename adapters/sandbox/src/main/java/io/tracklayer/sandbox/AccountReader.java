// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads accounts from JSON, one object or a list; all problems are reported together. */
final class AccountReader {
    private static final Set<String> META =
            Set.of("platform", "account", "token", "app_secret", "mode", "old_versions");
    private static final Set<String> GA4 = Set.of("platform", "account", "secret");
    private static final Set<String> PINTEREST =
            Set.of(
                    "platform",
                    "account",
                    "token",
                    "mode",
                    "failures",
                    "extended_events",
                    "event_names");
    private static final Set<String> SNAPCHAT = Set.of("platform", "account", "token", "mode");
    private static final Set<String> TIKTOK =
            Set.of("platform", "account", "token", "source", "expired");
    private static final Set<String> WEBHOOK = Set.of("platform", "account", "secrets");

    private final List<Account> accounts = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    AccountReader(JsonNode json) {
        Iterable<JsonNode> objects = json.isArray() ? json : List.of(json);
        int index = 0;
        for (JsonNode object : objects) {
            read(object, index++);
        }
    }

    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    private void read(JsonNode object, int index) {
        ControlFields fields = new ControlFields(object);
        Optional<Account> account = fields.platform().map(platform -> read(platform, fields));
        if (fields.errors().isEmpty()) {
            account.ifPresent(accounts::add);
        }
        fields.errors().forEach(error -> errors.add("account " + index + ": " + error));
    }

    private static Account read(PlatformName platform, ControlFields fields) {
        return switch (platform) {
            case META -> dataset(fields);
            case GA4 -> stream(fields);
            case PINTEREST -> adAccount(fields);
            case SNAPCHAT -> pixel(fields);
            case TIKTOK -> tikTokSource(fields);
            case WEBHOOK -> endpoint(fields);
        };
    }

    private static Account dataset(ControlFields fields) {
        fields.onlyKnown(META);
        return new Account.MetaDataset(
                fields.requireText("account"),
                fields.requireText("token"),
                fields.text("app_secret"),
                choice(fields, "mode", "strict", "lenient"),
                !choice(fields, "old_versions", "reject", "warn"));
    }

    private static Account stream(ControlFields fields) {
        fields.onlyKnown(GA4);
        return new Account.Ga4Stream(fields.requireText("account"), fields.requireText("secret"));
    }

    private static Account pixel(ControlFields fields) {
        fields.onlyKnown(SNAPCHAT);
        String id = fields.requireText("account");
        if (!id.isEmpty() && !SnapchatPlatform.isAsset(id)) {
            fields.error("\"account\" must be a UUID");
        }
        return new Account.SnapchatPixel(
                id, fields.requireText("token"), choice(fields, "mode", "strict", "lenient"));
    }

    private static Account adAccount(ControlFields fields) {
        fields.onlyKnown(PINTEREST);
        return new Account.PinterestAdAccount(
                fields.requireText("account"),
                fields.requireText("token"),
                choice(fields, "mode", "strict", "lenient"),
                choice(fields, "failures", "422", "200") ? 422 : 200,
                fields.flag("extended_events").orElse(true),
                fields.has("event_names") ? fields.texts("event_names") : List.of());
    }

    private static Account tikTokSource(ControlFields fields) {
        fields.onlyKnown(TIKTOK);
        String source = fields.text("source").orElse("web");
        if (!TikTokRequest.SOURCES.contains(source)) {
            fields.error("\"source\" must be one of " + String.join(", ", TikTokRequest.SOURCES));
        }
        return new Account.TikTokSource(
                fields.requireText("account"),
                fields.requireText("token"),
                source,
                fields.flag("expired").orElse(false));
    }

    private static Account endpoint(ControlFields fields) {
        fields.onlyKnown(WEBHOOK);
        List<SigningKey> keys = new ArrayList<>();
        for (String secret : fields.texts("secrets")) {
            Optional<SigningKey> key = SigningKey.parse(secret);
            key.ifPresentOrElse(
                    keys::add,
                    () ->
                            fields.error(
                                    "\"secrets\" must each be whsec_ and the base64 of 24 to 64"
                                            + " bytes"));
        }
        return new Account.WebhookEndpoint(fields.requireText("account"), keys);
    }

    /** Whether the first choice holds; it is the default. */
    private static boolean choice(ControlFields fields, String name, String first, String second) {
        String value = fields.text(name).orElse(first);
        if (!value.equals(first) && !value.equals(second)) {
            fields.error("\"" + name + "\" must be " + first + " or " + second);
        }
        return value.equals(first);
    }
}
