// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Judges one event of a TikTok call. */
final class TikTokEventValidator {
    /** TikTok documents neither; what validators and guides assume. */
    private static final Duration MAX_AGE = Duration.ofDays(7);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final long FIRST_TEN_DIGITS = 1_000_000_000L;
    private static final long LAST_TEN_DIGITS = 9_999_999_999L;

    private static final List<String> FIRST_VERSION =
            List.of("pixel_code", "context", "timestamp", "type");
    private static final Set<String> KNOWN =
            Set.of(
                    "event",
                    "event_time",
                    "event_id",
                    "user",
                    "page",
                    "properties",
                    "limited_data_use",
                    "app",
                    "ad",
                    "lead");

    /** Renamed on 1 May 2025, or about to be retired in 2027. */
    private static final Set<String> OLD_NAMES =
            Set.of("CompletePayment", "SubmitForm", "ClickButton", "PlaceAnOrder");

    private final Clock clock;

    TikTokEventValidator(Clock clock) {
        this.clock = clock;
    }

    TikTokProblems check(JsonNode event, String source) {
        TikTokProblems problems = new TikTokProblems();
        TikTokFields fields = new TikTokFields(event, "", problems);
        if (!event.isObject()) {
            problems.refuse(TikTokFields.WRONG_TYPE, "_schema", "Invalid type.");
            return problems;
        }
        FIRST_VERSION.stream()
                .filter(fields::has)
                .forEach(name -> problems.refuse("events_api_1", name, "Unknown field."));
        name(fields);
        time(fields);
        blocks(fields, source);
        limitedDataUse(fields, source);
        fields.onlyKnown(KNOWN);
        fields.nothingEmpty();
        return problems;
    }

    private static void name(TikTokFields fields) {
        fields.require("event");
        fields.texts(List.of("event", "event_id"));
        if (OLD_NAMES.contains(fields.text("event"))) {
            fields.problems().note("old_event_name");
        }
        if (!fields.has("event_id")) {
            fields.problems().note("event_id_missing");
        }
    }

    private void time(TikTokFields fields) {
        JsonNode time = fields.get("event_time");
        fields.require("event_time");
        boolean tenDigits =
                time.isIntegralNumber()
                        && time.canConvertToLong()
                        && time.longValue() >= FIRST_TEN_DIGITS
                        && time.longValue() <= LAST_TEN_DIGITS;
        fields.check("event_time", tenDigits, "Not a valid integer of 10 digits.");
        if (!tenDigits) {
            return;
        }
        Instant happened = Instant.ofEpochSecond(time.longValue());
        if (happened.isBefore(clock.instant().minus(MAX_AGE))) {
            fields.problems().refuse("event_too_old", "event_time", "More than 7 days ago.");
        }
        if (happened.isAfter(clock.instant().plus(AHEAD))) {
            fields.problems().refuse("event_in_future", "event_time", "In the future.");
        }
    }

    private static void blocks(TikTokFields fields, String source) {
        List.of("user", "page", "properties", "app", "ad", "lead").forEach(fields::object);
        fields.require("user");
        if (fields.get("user").isObject()) {
            TikTokUserValidator.check(fields.within("user"));
        }
        if (source.equals("web")) {
            fields.within("page").require("url");
        }
        page(fields.within("page"));
        TikTokPropertiesValidator.check(fields.within("properties"), fields.text("event"));
        block(fields, "app", "app_id", source.equals("app"));
        block(fields, "lead", "lead_id", source.equals("crm"));
        if (fields.has("ad") && !source.equals("app")) {
            fields.problems().refuse("unknown_field", "ad", "Unknown field.");
        }
    }

    private static void page(TikTokFields page) {
        page.url("url");
        page.url("referrer");
        page.onlyKnown(Set.of("url", "referrer"));
    }

    /** The block an app or crm event needs and no other may have. */
    private static void block(TikTokFields fields, String name, String id, boolean wanted) {
        if (wanted) {
            fields.require(name);
            fields.within(name).require(id);
            fields.within(name).texts(List.of(id));
        } else if (fields.has(name)) {
            fields.problems().refuse("unknown_field", name, "Unknown field.");
        }
    }

    private static void limitedDataUse(TikTokFields fields, String source) {
        String name = "limited_data_use";
        fields.check(name, fields.get(name).isBoolean(), "Not a valid boolean.");
        if (fields.has(name) && !source.equals("web") && !source.equals("app")) {
            fields.problems().refuse("limited_data_use_misplaced", name, "Unknown field.");
        }
    }
}
