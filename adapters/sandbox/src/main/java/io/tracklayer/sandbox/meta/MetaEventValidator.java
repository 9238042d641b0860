// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Judges one event of a Meta call. */
final class MetaEventValidator {
    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final Duration MAX_AGE = Duration.ofDays(7);
    private static final Duration MAX_AGE_IN_STORE = Duration.ofDays(62);
    private static final Set<String> ACTION_SOURCES =
            new LinkedHashSet<>(
                    List.of(
                            "website",
                            "app",
                            "email",
                            "phone_call",
                            "chat",
                            "physical_store",
                            "system_generated",
                            "business_messaging",
                            "other"));
    private static final Set<String> KNOWN =
            Set.of(
                    "event_name",
                    "event_time",
                    "user_data",
                    "action_source",
                    "event_id",
                    "event_source_url",
                    "referrer_url",
                    "opt_out",
                    "data_processing_options",
                    "data_processing_options_country",
                    "data_processing_options_state",
                    "custom_data",
                    "app_data",
                    "original_event_data",
                    "customer_segmentation",
                    "messaging_channel");
    private static final Set<String> STANDARD_NAMES =
            Set.of(
                    ("PageView ViewContent Search AddToCart AddToWishlist InitiateCheckout"
                                    + " AddPaymentInfo Purchase Lead CompleteRegistration Contact"
                                    + " CustomizeProduct Donate FindLocation Schedule StartTrial"
                                    + " SubmitApplication Subscribe")
                            .split(" "));

    private final Clock clock;
    private final MetaUserDataValidator userData;
    private final MetaCustomDataValidator customData = new MetaCustomDataValidator();

    MetaEventValidator(Clock clock) {
        this.clock = clock;
        this.userData = new MetaUserDataValidator(clock);
    }

    MetaProblems check(JsonNode event) {
        MetaProblems problems = new MetaProblems();
        if (!event.isObject()) {
            problems.refuse("wrong_type", "each member of data must be an object");
            return problems;
        }
        MetaFields fields = new MetaFields(event, "", problems);
        required(fields);
        time(fields);
        name(fields);
        fields.oneOf("action_source", ACTION_SOURCES);
        optional(fields);
        purchase(fields);
        if (fields.get("user_data").isObject()) {
            userData.check(fields.get("user_data"), problems);
        }
        if (fields.get("custom_data").isObject()) {
            customData.check(fields.get("custom_data"), problems);
        }
        MetaPrivacyValidator.check(fields);
        MetaAppValidator.check(fields);
        fields.onlyKnown(KNOWN);
        emptiness(event, "", problems);
        return problems;
    }

    private static void required(MetaFields fields) {
        List.of("event_name", "event_time", "action_source", "user_data")
                .forEach(
                        name -> {
                            if (!fields.has(name)) {
                                fields.problems().refuse("field_missing", name + " is missing");
                            }
                        });
        fields.check("event_name", isFilledText(fields.get("event_name")), "a non-empty string");
        fields.text("action_source");
        fields.object("user_data");
    }

    /** Meta: unix seconds; a time in milliseconds lies far in the future and is refused as such. */
    private void time(MetaFields fields) {
        JsonNode time = fields.get("event_time");
        long seconds;
        if (time.isTextual() && time.textValue().matches("\\d{1,15}")) {
            fields.problems().strict("number_as_text", "event_time must be a number");
            seconds = Long.parseLong(time.textValue());
        } else if (time.isIntegralNumber() && time.canConvertToLong()) {
            seconds = time.longValue();
        } else {
            fields.check("event_time", false, "an integer");
            return;
        }
        Instant now = clock.instant();
        if (seconds > now.plus(CLOCK_SKEW).getEpochSecond()) {
            fields.problems()
                    .refuse(
                            MetaProblems.IN_FUTURE,
                            "event_in_future",
                            "event_time lies in the future, or is not in seconds");
        }
        boolean inStore = fields.get("action_source").asText().equals("physical_store");
        Duration age = inStore ? MAX_AGE_IN_STORE : MAX_AGE;
        if (seconds < now.minus(age).getEpochSecond()) {
            fields.problems()
                    .refuse(
                            MetaProblems.TOO_OLD,
                            "event_too_old",
                            "event_time is more than " + age.toDays() + " days back");
        }
    }

    private static void name(MetaFields fields) {
        String name = fields.get("event_name").asText("");
        Predicate<String> otherCase = known -> known.equalsIgnoreCase(name) && !known.equals(name);
        if (STANDARD_NAMES.stream().anyMatch(otherCase)) {
            fields.problems()
                    .note("name_case", "event_name differs from a standard event in case only");
        }
    }

    private static void optional(MetaFields fields) {
        fields.text("event_id");
        fields.url("event_source_url");
        fields.url("referrer_url");
        fields.flag("opt_out");
        fields.object("custom_data");
        fields.object("original_event_data");
        fields.text("customer_segmentation");
        if (!fields.has("event_id")) {
            fields.problems().note("event_id_missing", "without event_id nothing is deduplicated");
        }
        if (fields.get("action_source").asText().equals("website")) {
            if (!fields.has("event_source_url")) {
                fields.problems()
                        .note("event_source_url_missing", "documented as required for websites");
            }
            if (!fields.get("user_data").has("client_user_agent")) {
                fields.problems()
                        .note("client_user_agent_missing", "documented as required for websites");
            }
        }
    }

    private static void purchase(MetaFields fields) {
        JsonNode custom = fields.get("custom_data");
        if (fields.get("event_name").asText().equals("Purchase")
                && (!custom.hasNonNull("value") || !custom.hasNonNull("currency"))) {
            fields.problems()
                    .refuse(
                            MetaProblems.PURCHASE_WITHOUT_VALUE,
                            "purchase_without_value",
                            "a Purchase needs custom_data.value and custom_data.currency");
        }
    }

    /** Meta: absent fields are left out; only {@code data_processing_options} may be empty. */
    private static void emptiness(JsonNode node, String path, MetaProblems problems) {
        node.properties()
                .forEach(
                        member ->
                                emptyValue(
                                        member.getValue(),
                                        path.isEmpty()
                                                ? member.getKey()
                                                : path + "." + member.getKey(),
                                        problems));
        if (node.isArray()) {
            node.forEach(item -> emptyValue(item, path + "[]", problems));
        }
    }

    private static void emptyValue(JsonNode value, String path, MetaProblems problems) {
        boolean empty =
                value.isNull()
                        || (value.isTextual() && value.textValue().isEmpty())
                        || (value.isContainerNode() && value.isEmpty());
        if (empty && !path.equals("data_processing_options")) {
            problems.strict("empty_value", path + " is empty and should be left out");
        }
        if (path.length() < 200) {
            emptiness(value, path, problems);
        }
    }

    private static boolean isFilledText(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty();
    }
}
