// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/** Judges a job that subscribes profiles. */
final class KlaviyoSubscriptionValidator {
    private static final int MOST_PROFILES = 1_000;

    /** The identifier each channel needs. */
    private static final Map<String, String> CHANNELS =
            Map.of("email", "email", "sms", "phone_number");

    private final Clock clock;

    KlaviyoSubscriptionValidator(Clock clock) {
        this.clock = clock;
    }

    void check(KlaviyoFields data) {
        data.attributes(
                        "profile-subscription-bulk-create-job",
                        Set.of("type", "attributes", "relationships"))
                .ifPresent(this::job);
        data.object("relationships")
                .ifPresent(
                        relationships -> {
                            relationships.onlyKnown(Set.of("list"));
                            JsonNode list = relationships.get("list").path("data");
                            if (!list.path("type").asText("").equals("list")
                                    || list.path("id").asText("").isEmpty()) {
                                data.misshapen("a list is expected in relationships");
                            }
                        });
    }

    private void job(KlaviyoFields job) {
        job.onlyKnown(Set.of("custom_source", "profiles", "historical_import"));
        job.text("custom_source");
        job.flag("historical_import");
        JsonNode profiles = job.get("profiles").path("data");
        if (!profiles.isArray() || profiles.isEmpty() || profiles.size() > MOST_PROFILES) {
            job.refuse("profiles_invalid", "profiles", "must hold 1 to 1000 profiles");
            return;
        }
        boolean historical = job.get("historical_import").asBoolean();
        KlaviyoFields all =
                new KlaviyoFields(
                        profiles, job.at("profiles") + "/data", job.strict(), job.problems());
        for (int i = 0; i < profiles.size(); i++) {
            all.element(i)
                    .attributes("profile", Set.of("type", "id", "attributes"))
                    .ifPresent(profile -> profile(profile, historical));
        }
    }

    private void profile(KlaviyoFields profile, boolean historical) {
        profile.onlyKnown(
                Set.of("email", "phone_number", "subscriptions", "age_gated_date_of_birth"));
        profile.text("email");
        profile.text("phone_number");
        KlaviyoProfileValidator.formats(profile);
        if (!profile.get("subscriptions").isObject()) {
            profile.misshapen("subscriptions by channel are expected");
            return;
        }
        profile.object("subscriptions")
                .ifPresent(channels -> channels(profile, channels, historical));
    }

    private void channels(KlaviyoFields profile, KlaviyoFields channels, boolean historical) {
        channels.onlyKnown(CHANNELS.keySet());
        CHANNELS.forEach(
                (channel, identifier) -> {
                    if (!channels.has(channel)) {
                        return;
                    }
                    profile.require(identifier);
                    channels.object(channel)
                            .flatMap(parameters -> parameters.object("marketing"))
                            .ifPresentOrElse(
                                    marketing -> marketing(marketing, historical),
                                    () -> channels.misshapen("marketing is expected"));
                });
    }

    private void marketing(KlaviyoFields marketing, boolean historical) {
        marketing.onlyKnown(Set.of("consent", "consented_at"));
        marketing.check(
                "consent",
                marketing.get("consent").asText("").equals("SUBSCRIBED"),
                "consent_invalid",
                "must be SUBSCRIBED");
        marketing.require("consent");
        if (historical) {
            marketing.require("consented_at");
            marketing.check(
                    "consented_at",
                    past(marketing.get("consented_at").asText("")),
                    "consented_at_invalid",
                    "must be in the past");
        } else if (marketing.strict() && marketing.has("consented_at")) {
            marketing.refuse("not_historical", "consented_at", "is for a historical import");
        }
    }

    private boolean past(String text) {
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            return at.isBefore(clock.instant());
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }
}
