// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one event of a Snapchat call; the first thing wrong with it is the answer. */
final class SnapchatEventValidator {
    private static final Duration MAX_AGE = Duration.ofDays(37);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final long LOWEST_MILLIS = 1_000_000_000_000L;
    private static final Set<String> NAMES =
            Set.of(
                    ("PURCHASE SAVE START_CHECKOUT ADD_CART VIEW_CONTENT ADD_BILLING SIGN_UP SEARCH"
                                    + " PAGE_VIEW SUBSCRIBE AD_CLICK AD_VIEW COMPLETE_TUTORIAL"
                                    + " INVITE LOGIN SHARE RESERVE ACHIEVEMENT_UNLOCKED"
                                    + " ADD_TO_WISHLIST SPENT_CREDITS RATE START_TRIAL LIST_VIEW"
                                    + " APP_INSTALL APP_OPEN LEVEL_COMPLETE CUSTOM_EVENT_1"
                                    + " CUSTOM_EVENT_2 CUSTOM_EVENT_3 CUSTOM_EVENT_4"
                                    + " CUSTOM_EVENT_5")
                            .split(" "));

    /** The lower-case ones are Meta's spelling, which Snapchat takes too. */
    private static final Set<String> ACTION_SOURCES =
            Set.of("WEB", "MOBILE_APP", "OFFLINE", "website", "app");

    private static final Set<String> ON_THE_WEB = Set.of("WEB", "website");
    private static final Set<String> KNOWN =
            Set.of(
                    "event_name",
                    "event_time",
                    "action_source",
                    "event_source_url",
                    "event_id",
                    "user_data",
                    "custom_data",
                    "app_data",
                    "integration",
                    "opt_out",
                    "data_processing_options",
                    "data_processing_options_country",
                    "data_processing_options_state",
                    "test_event_code");

    private final Clock clock;

    SnapchatEventValidator(Clock clock) {
        this.clock = clock;
    }

    /** What is wrong first, or empty. */
    Optional<Reason> check(JsonNode event, boolean strict) {
        List<Reason> problems = new ArrayList<>();
        SnapchatFields fields = new SnapchatFields(event, "", problems);
        if (!event.isObject()) {
            fields.refuse("wrong_type", "each member of data must be an object");
            return problems.stream().findFirst();
        }
        required(fields);
        time(fields);
        SnapchatCustomDataValidator.check(fields, strict);
        SnapchatUserDataValidator.check(fields, strict);
        privacy(fields);
        types(fields);
        if (strict) {
            fields.onlyKnown(KNOWN);
            emptiness(event, "event", fields);
        }
        return problems.stream().findFirst();
    }

    private static void required(SnapchatFields fields) {
        List.of("event_name", "event_time", "action_source", "user_data").forEach(fields::require);
        if (fields.has("event_name") && !NAMES.contains(fields.get("event_name").asText())) {
            fields.refuse("event_name_unknown", "event_name is not one of the listed events");
        }
        fields.oneOf("action_source", ACTION_SOURCES);
        if (ON_THE_WEB.contains(fields.get("action_source").asText())) {
            fields.require("event_source_url");
        }
    }

    /** Seconds with 10 digits or milliseconds with 13. */
    private void time(SnapchatFields fields) {
        JsonNode time = fields.get("event_time");
        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            fields.check("event_time", false, "an integer");
            return;
        }
        long number = time.longValue();
        Instant at =
                number < LOWEST_MILLIS
                        ? Instant.ofEpochSecond(number)
                        : Instant.ofEpochMilli(number);
        Instant now = clock.instant();
        if (at.isBefore(now.minus(MAX_AGE)) || at.isAfter(now.plus(CLOCK_SKEW))) {
            fields.refuse("event_time_out_of_range", "event_time is outside the accepted range");
        }
    }

    private static void privacy(SnapchatFields fields) {
        JsonNode options = fields.get("data_processing_options");
        boolean limited = Texts.areAll(options);
        for (JsonNode option : options) {
            limited &= option.asText().equals("LDU");
        }
        fields.check("data_processing_options", limited, "an array of LDU");
        fields.flag("opt_out");
        fields.integer("data_processing_options_country");
        fields.integer("data_processing_options_state");
    }

    private static void types(SnapchatFields fields) {
        List.of("event_name", "event_id", "integration", "test_event_code").forEach(fields::text);
        boolean full = fields.get("event_source_url").asText("").matches("https?://[^\\s/]+.*");
        fields.check("event_source_url", full, "a full URL");
        List.of("user_data", "custom_data", "app_data").forEach(fields::object);
    }

    private static void emptiness(JsonNode node, String path, SnapchatFields fields) {
        boolean empty =
                node.isNull()
                        || node.isTextual() && node.textValue().isEmpty()
                        || node.isContainerNode() && node.isEmpty();
        if (empty) {
            fields.refuse("empty_value", path + " is empty and should be left out");
        }
        if (path.length() < 200) {
            node.properties()
                    .forEach(
                            member ->
                                    emptiness(
                                            member.getValue(),
                                            path + "." + member.getKey(),
                                            fields));
            for (JsonNode item : node.isArray() ? node : Json.array()) {
                emptiness(item, path + "[]", fields);
            }
        }
    }
}
