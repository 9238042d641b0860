// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.IpAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges {@code user}: what may be plain or hashed, and limited data use. */
final class RedditUserValidator {
    private static final String HEX = "[0-9a-f]{64}";
    private static final Pattern HASH = Pattern.compile(HEX);
    private static final Pattern EMAIL = Pattern.compile(HEX + "|[^@\\s]+@[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile(HEX + "|\\+[1-9]\\d{6,14}");
    private static final Pattern DEVICE =
            Pattern.compile(HEX + "|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern BROWSER =
            Pattern.compile("(\\d{13}\\.)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern REGION = Pattern.compile("([A-Z]{2}-)?[A-Z0-9]{1,3}");
    private static final String HASH_OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final int LARGEST_SCREEN = 32_767;
    private static final List<String> KEYS =
            List.of(
                    "email",
                    "phone_number",
                    "external_id",
                    "ip_address",
                    "user_agent",
                    "uuid",
                    "aaid",
                    "idfa");
    private static final Set<String> KNOWN =
            Set.of(
                    "email",
                    "phone_number",
                    "external_id",
                    "ip_address",
                    "user_agent",
                    "uuid",
                    "aaid",
                    "idfa",
                    "screen_dimensions",
                    "data_processing_options");

    private RedditUserValidator() {}

    static void check(RedditFields fields, String actionSource) {
        if (!fields.object().isObject()) {
            return;
        }
        fields.matching("email", EMAIL, "an address or its SHA-256");
        fields.matching("phone_number", PHONE, "E.164 with plus or its SHA-256");
        fields.matching("uuid", BROWSER, "the cookie _rdt_uuid");
        fields.texts("external_id", "ip_address", "user_agent");
        for (String device : List.of("aaid", "idfa")) {
            fields.matching(device, DEVICE, "a device id or its SHA-256");
            if (fields.has(device) && !actionSource.equals("APP")) {
                fields.refuse("device_without_app", device, "is for APP only");
            }
        }
        KEYS.forEach(key -> meaningful(fields, key));
        address(fields);
        screen(fields.child("screen_dimensions"));
        options(fields.child("data_processing_options"));
        fields.onlyKnown(KNOWN);
    }

    /** The names of the keys an event can be matched by, as far as it has them. */
    static List<String> matchKeys(JsonNode user) {
        return KEYS.stream().filter(user::has).toList();
    }

    private static void meaningful(RedditFields fields, String key) {
        if (fields.text(key).equals(HASH_OF_NOTHING)) {
            fields.refuse("hash_of_nothing", key, "is the hash of no text");
        }
    }

    private static void address(RedditFields fields) {
        String address = fields.text("ip_address");
        boolean right = IpAddress.isLiteral(address) || HASH.matcher(address).matches();
        if (!address.isEmpty() && !right) {
            fields.refuse("value_invalid", "ip_address", "must be an IP address or its SHA-256");
        }
        if (HASH.matcher(fields.text("user_agent")).matches()) {
            fields.refuse("hashed_plain_key", "user_agent", "must not be hashed");
        }
    }

    private static void screen(RedditFields screen) {
        if (screen.object().isObject()) {
            for (String side : List.of("width", "height")) {
                screen.require(side);
                screen.integer(side, LARGEST_SCREEN);
            }
            screen.onlyKnown(Set.of("width", "height"));
        }
    }

    private static void options(RedditFields options) {
        if (!options.object().isObject()) {
            return;
        }
        options.require("modes");
        JsonNode modes = options.get("modes");
        options.check("modes", modes.isArray(), "an array");
        if (modes.isArray() && !(modes.size() == 1 && modes.get(0).asText().equals("LDU"))) {
            options.refuse("value_unknown", "modes", "must be [\"LDU\"]");
        }
        options.matching("country", COUNTRY, "an ISO 3166-1 code");
        options.matching("region", REGION, "an ISO 3166-2 code");
        options.onlyKnown(Set.of("modes", "country", "region"));
    }
}
