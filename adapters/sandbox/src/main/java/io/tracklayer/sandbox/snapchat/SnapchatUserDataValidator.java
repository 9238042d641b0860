// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.IpAddress;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges {@code user_data}: what is hashed, what must not be, and whether it is enough. */
final class SnapchatUserDataValidator {
    private static final List<String> HASHED =
            List.of("em", "ph", "fn", "ln", "ge", "ct", "st", "zp", "country", "external_id", "db");
    private static final List<String> PLAIN =
            List.of(
                    "client_user_agent",
                    "sc_click_id",
                    "sc_cookie1",
                    "madid",
                    "mobile_ad_id",
                    "idfv",
                    "subscription_id",
                    "lead_id",
                    "anon_id",
                    "download_id",
                    "partner_id");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String IP = "client_ip_address";
    private static final String HASH_OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private SnapchatUserDataValidator() {}

    static void check(SnapchatFields event, boolean strict) {
        JsonNode data = event.get("user_data");
        SnapchatFields fields = new SnapchatFields(data, "user_data", event.problems());
        HASHED.forEach(key -> hashes(fields, key, strict));
        address(fields);
        minimum(fields);
        PLAIN.forEach(key -> plain(fields, key));
        if (strict) {
            Set<String> known = new HashSet<>(HASHED);
            known.addAll(PLAIN);
            known.add(IP);
            fields.onlyKnown(known);
        }
    }

    /** An array of hashes; a single one is taken too. */
    private static void hashes(SnapchatFields fields, String key, boolean strict) {
        JsonNode value = fields.get(key);
        boolean right = value.isTextual() || Texts.areAll(value);
        fields.check(key, right, "a string or an array of strings");
        for (JsonNode one : value.isArray() ? value : Json.array().add(value)) {
            if (!fields.has(key) || !right) {
                continue;
            }
            if (!HASH.matcher(one.asText()).matches()) {
                fields.refuse("not_hashed", fields.at(key) + " must be a SHA-256 hash");
            } else if (strict && one.asText().equals(HASH_OF_NOTHING)) {
                fields.refuse("hash_of_nothing", fields.at(key) + " is the hash of no text");
            }
        }
    }

    private static void address(SnapchatFields fields) {
        String address = fields.get(IP).asText("");
        if (fields.has(IP) && HASH.matcher(address).matches()) {
            fields.refuse("ip_hashed", fields.at(IP) + " must not be hashed");
        } else {
            fields.check(IP, IpAddress.isLiteral(address), "an IP address");
        }
    }

    private static void plain(SnapchatFields fields, String key) {
        fields.text(key);
        if (HASH.matcher(fields.get(key).asText("")).matches()) {
            fields.refuse("hashed_plain_key", fields.at(key) + " must not be hashed");
        }
    }

    private static void minimum(SnapchatFields fields) {
        boolean enough =
                List.of("em", "ph", "madid").stream().anyMatch(fields::has)
                        || fields.has(IP) && fields.has("client_user_agent");
        if (!enough) {
            fields.refuse(
                    "insufficient_identifiers",
                    "user_data needs em, ph, madid, or client_ip_address and client_user_agent");
        }
    }
}
