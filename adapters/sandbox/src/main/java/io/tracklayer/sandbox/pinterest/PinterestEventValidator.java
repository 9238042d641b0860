// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges one event of a Pinterest call. */
final class PinterestEventValidator {
    private static final Duration MAX_AGE = Duration.ofDays(7);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);
    private static final Duration ON_TIME = Duration.ofHours(1);
    private static final List<String> ACTION_SOURCES =
            List.of("web", "app_android", "app_ios", "offline");

    /** OpenAPI 5.23.0. */
    private static final Set<String> NAMES =
            names(
                    "add_payment_info add_to_cart add_to_wishlist app_install checkout custom"
                            + " initiate_checkout lead page_visit search signup subscribe"
                            + " view_category view_content watch_video");

    /** The newer guide only; some accounts do not know them. */
    private static final Set<String> EXTENDED_NAMES =
            names(
                    "app_open contact customize_product find_location schedule start_trial"
                            + " submit_application");

    private static final String[] APP_TEXTS = {
        "app_id",
        "app_name",
        "app_version",
        "device_brand",
        "device_carrier",
        "device_model",
        "device_type",
        "os_version"
    };
    private static final Set<String> KNOWN =
            names(
                    "event_name action_source event_time event_id user_data event_source_url"
                            + " opt_out partner_name custom_data language wifi app_info device_info "
                            + String.join(" ", APP_TEXTS));

    private static final Pattern PARTNER = Pattern.compile("ss-[a-z0-9_-]+");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern PAGE = Pattern.compile("https?://[^\\s/]+\\S*");

    private final Clock clock;

    PinterestEventValidator(Clock clock) {
        this.clock = clock;
    }

    /**
     * Judges an event.
     *
     * @param path where it stands in the call, such as {@code data[0]}
     */
    PinterestProblems check(PinterestAdAccount account, JsonNode event, String path) {
        PinterestProblems problems = new PinterestProblems(account.strict());
        if (!event.isObject()) {
            problems.refuse("wrong_type", path + " must be an object");
            return problems;
        }
        PinterestFields fields = new PinterestFields(event, path, problems);
        fields.required("event_name", "action_source", "event_time", "event_id", "user_data");
        types(fields);
        name(account, fields);
        time(fields);
        forms(fields);
        fields.onlyKnown(KNOWN);
        if (fields.get("user_data").isObject()) {
            PinterestUserDataValidator.check(part(fields, "user_data"));
        }
        if (fields.get("custom_data").isObject()) {
            PinterestCustomDataValidator.check(part(fields, "custom_data"));
        }
        return problems;
    }

    /** Whether Pinterest files the event as offline, whatever it says of itself. */
    boolean offline(JsonNode event) {
        Instant time = Instant.ofEpochSecond(event.path("event_time").asLong());
        return event.path("action_source").asText().equals("offline")
                || time.plus(ON_TIME).isBefore(clock.instant());
    }

    private static PinterestFields part(PinterestFields fields, String name) {
        return new PinterestFields(fields.get(name), fields.at(name), fields.problems());
    }

    private static void types(PinterestFields fields) {
        fields.text("event_name", "event_id", "partner_name", "language");
        fields.text(APP_TEXTS);
        fields.oneOf("action_source", ACTION_SOURCES);
        fields.integer("event_time");
        fields.flag("opt_out");
        fields.flag("wifi");
        fields.object("user_data");
        fields.object("custom_data");
        fields.object("app_info");
        fields.object("device_info");
        JsonNode page = fields.get("event_source_url");
        fields.check("event_source_url", page.isTextual() || page.isNull(), "a string or null");
    }

    private static void name(PinterestAdAccount account, PinterestFields fields) {
        String name = fields.get("event_name").asText("custom");
        boolean known =
                NAMES.contains(name)
                        || account.eventNames().contains(name)
                        || (account.extendedEvents() && EXTENDED_NAMES.contains(name));
        if (!known) {
            fields.problems().fail("event_name_unknown", fields.at("event_name") + " is unknown");
        }
    }

    /** Unix seconds; a time in milliseconds lies far in the future. */
    private void time(PinterestFields fields) {
        JsonNode time = fields.get("event_time");
        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            return;
        }
        Instant now = clock.instant();
        if (time.longValue() > now.plus(CLOCK_SKEW).getEpochSecond()) {
            fields.problems().fail("time_in_future", fields.at("event_time") + " is ahead");
        } else if (time.longValue() < now.minus(MAX_AGE).getEpochSecond()) {
            fields.problems().fail("time_too_old", fields.at("event_time") + " is over 7 days old");
        }
    }

    private static void forms(PinterestFields fields) {
        failUnless(fields, "language", LANGUAGE, "language_invalid");
        failUnless(fields, "event_source_url", PAGE, "url_invalid");
        String partner = fields.get("partner_name").asText("ss-none");
        if (!PARTNER.matcher(partner).matches()) {
            fields.problems()
                    .note("partner_name_form", fields.at("partner_name") + " should be ss-name");
        }
    }

    private static void failUnless(
            PinterestFields fields, String name, Pattern form, String reason) {
        JsonNode value = fields.get(name);
        if (value.isTextual() && !form.matcher(value.textValue()).matches()) {
            fields.problems().fail(reason, fields.at(name) + " is not of the right form");
        }
    }

    private static Set<String> names(String names) {
        return Set.of(names.split(" "));
    }
}
