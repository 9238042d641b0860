// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.IpAddress;
import io.tracklayer.sandbox.platform.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges {@code user_data}: hashes, plain identifiers and whether they suffice. */
final class MetaUserDataValidator {
    private static final Set<String> HASHED =
            Set.of("em", "ph", "fn", "ln", "db", "ge", "ct", "st", "zp", "country");
    private static final Set<String> PLAIN =
            Set.of(
                    "subscription_id",
                    "anon_id",
                    "madid",
                    "page_id",
                    "page_scoped_user_id",
                    "ctwa_clid",
                    "ig_account_id",
                    "ig_sid");
    private static final Set<String> INTEGERS = Set.of("fb_login_id", "lead_id");
    private static final Set<String> OTHERS =
            Set.of("external_id", "client_ip_address", "client_user_agent", "fbc", "fbp");

    /** Meta: none of these sets, nor a part of one, identifies anybody (2804050). */
    private static final List<Set<String>> INSUFFICIENT =
            List.of(
                    Set.of("ct", "country", "st", "zp", "ge", "client_user_agent"),
                    Set.of("db", "client_user_agent"),
                    Set.of("fn", "ge"),
                    Set.of("ln", "ge"));

    /** With the ending of 2 or 8 characters that Meta's own parameter builder appends. */
    private static final Pattern HASH =
            Pattern.compile("[0-9a-f]{64}(\\.[A-Za-z0-9_-]{2}|\\.[A-Za-z0-9_-]{8})?");

    private static final Pattern ANY_HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String EMPTY_HASH =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Pattern FBP =
            Pattern.compile(
                    "fb\\.[0-9]\\.(\\d{10,13})\\.\\d{1,20}"
                            + "(\\.[A-Za-z0-9_-]{2}|\\.[A-Za-z0-9_-]{8})?");
    private static final Pattern FBC =
            Pattern.compile(
                    "fb\\.[0-9]\\.(\\d{10,13})\\.[^.]+"
                            + "(\\.[A-Za-z0-9_-]{2}|\\.[A-Za-z0-9_-]{8})?");
    private static final int MILLIS_DIGITS = 13;

    private final Clock clock;

    MetaUserDataValidator(Clock clock) {
        this.clock = clock;
    }

    void check(JsonNode userData, MetaProblems problems) {
        MetaFields fields = new MetaFields(userData, "user_data", problems);
        fields.onlyKnown(known());
        HASHED.stream().sorted().forEach(key -> hashes(fields, key));
        externalId(fields);
        PLAIN.forEach(fields::text);
        INTEGERS.forEach(fields::integer);
        address(fields);
        userAgent(fields);
        click(fields, "fbp", FBP);
        click(fields, "fbc", FBC);
        minimum(fields);
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(OTHERS);
        known.addAll(HASHED);
        known.addAll(PLAIN);
        known.addAll(INTEGERS);
        return known;
    }

    private static void hashes(MetaFields fields, String key) {
        if (!hasTexts(fields, key)) {
            return;
        }
        for (String value : values(fields.get(key))) {
            String at = fields.at(key);
            if (value.startsWith(EMPTY_HASH)) {
                fields.problems().strict("hash_of_nothing", at + " is the hash of no text");
            } else if (value.contains("@")) {
                fields.problems().strict("not_hashed", at + " holds a plain e-mail address");
            } else if (!HASH.matcher(value).matches()) {
                fields.problems()
                        .strict("hash_invalid", at + " must be 64 lower-case hex characters");
            }
        }
    }

    /** Meta: hashing is recommended for this one, not required. */
    private static void externalId(MetaFields fields) {
        if (!hasTexts(fields, "external_id")) {
            return;
        }
        for (String value : values(fields.get("external_id"))) {
            if (value.startsWith(EMPTY_HASH)) {
                fields.problems().strict("hash_of_nothing", "user_data.external_id hashes no text");
            } else if (value.contains("@")) {
                fields.problems()
                        .strict("not_hashed", "user_data.external_id holds an e-mail address");
            } else if (!HASH.matcher(value).matches()) {
                fields.problems().note("external_id_plain", "user_data.external_id is not hashed");
            }
        }
    }

    private static boolean hasTexts(MetaFields fields, String key) {
        JsonNode value = fields.get(key);
        boolean right = value.isTextual() || Texts.areAll(value);
        fields.check(key, right, "a string or an array of strings");
        return fields.has(key) && right;
    }

    private static List<String> values(JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isTextual()) {
            values.add(value.textValue());
        }
        value.forEach(item -> values.add(item.textValue()));
        return values;
    }

    private static void address(MetaFields fields) {
        String key = "client_ip_address";
        fields.text(key);
        String text = fields.get(key).asText("");
        if (!fields.get(key).isTextual() || text.isEmpty()) {
            return;
        }
        if (ANY_HASH.matcher(text).matches()) {
            fields.problems().strict("hashed_plain_key", fields.at(key) + " must not be hashed");
        } else if (!IpAddress.isLiteral(text)) {
            fields.problems().strict("ip_invalid", fields.at(key) + " is not an IP address");
        } else if (!IpAddress.isPublic(text)) {
            fields.problems().strict("ip_not_public", fields.at(key) + " is not a public address");
        }
    }

    private static void userAgent(MetaFields fields) {
        String key = "client_user_agent";
        fields.text(key);
        if (ANY_HASH.matcher(fields.get(key).asText("")).matches()) {
            fields.problems().strict("hashed_plain_key", fields.at(key) + " must not be hashed");
        }
    }

    /** Meta: the third part is a time in milliseconds, and one in the future is refused. */
    private void click(MetaFields fields, String key, Pattern pattern) {
        fields.text(key);
        if (!fields.get(key).isTextual()) {
            return;
        }
        Matcher parts = pattern.matcher(fields.get(key).textValue());
        if (!parts.matches()) {
            fields.problems()
                    .strict("click_id_invalid", fields.at(key) + " is not fb.n.milliseconds.id");
            return;
        }
        String time = parts.group(1);
        long latest = clock.instant().plus(MetaEventValidator.CLOCK_SKEW).toEpochMilli();
        if (Long.parseLong(time) > latest) {
            fields.problems()
                    .refuse("click_id_in_future", fields.at(key) + " was created in the future");
        } else if (time.length() < MILLIS_DIGITS) {
            fields.problems()
                    .note("click_id_in_seconds", fields.at(key) + " holds seconds, not millis");
        }
    }

    private static void minimum(MetaFields fields) {
        Set<String> present = new HashSet<>();
        fields.object().fieldNames().forEachRemaining(present::add);
        if (INSUFFICIENT.stream().anyMatch(set -> set.containsAll(present))) {
            fields.problems()
                    .refuse(
                            MetaProblems.INSUFFICIENT_USER_DATA,
                            "insufficient_user_data",
                            "user_data identifies nobody");
        } else if (present.equals(Set.of("client_ip_address"))) {
            fields.problems()
                    .strict(
                            MetaProblems.INSUFFICIENT_USER_DATA,
                            "insufficient_user_data",
                            "user_data holds an IP address only");
        }
    }
}
