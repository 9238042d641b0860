// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges {@code user}: hashes and plain identifiers. */
final class TikTokUserValidator {
    private static final List<String> HASHED_LISTS = List.of("email", "phone", "external_id");
    private static final List<String> HASHED = List.of("first_name", "last_name", "zip_code");
    private static final List<String> PLAIN =
            List.of("ttclid", "ttp", "ip", "user_agent", "idfa", "idfv", "gaid");
    private static final List<String> ATT =
            List.of("AUTHORIZED", "DENIED", "NOT_DETERMINED", "RESTRICTED", "NOT_APPLICABLE");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CITY = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{N}]+");
    private static final Pattern NO_CAPITALS = Pattern.compile("[^\\p{Lu}]+");
    private static final Pattern COUNTRY = Pattern.compile("[a-z]{2}");
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    private static final String HASH_OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** Hashes of well-known test numbers as platforms want them that drop the plus sign. */
    private static final Set<String> WITHOUT_PLUS =
            Set.of(
                    "c0f8f0bebbbac96451ee8d8def84a02ae9e34c877775437cb9d458328315afa7",
                    "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176");

    private static final Set<String> KNOWN = known();

    private TikTokUserValidator() {}

    static void check(TikTokFields user) {
        HASHED_LISTS.forEach(name -> hashes(user, name));
        HASHED.forEach(name -> hash(user, user.at(name), user.get(name)));
        user.texts(PLAIN);
        PLAIN.forEach(name -> notHashed(user, name));
        user.matching("city", CITY, "Only lower-case letters and digits.");
        user.matching("state", NO_CAPITALS, "Must be lower case.");
        user.matching("country", COUNTRY, "Not a lower-case ISO 3166-1 code.");
        user.matching("locale", LOCALE, "Not a BCP 47 language tag.");
        user.oneOf("att_status", ATT);
        if (user.has("ip") && !IpAddress.isPublic(user.text("ip"))) {
            user.problems().refuse("ip_invalid", user.at("ip"), "Not a public IP address.");
        }
        user.onlyKnown(KNOWN);
    }

    private static void hashes(TikTokFields user, String name) {
        JsonNode value = user.get(name);
        if (!value.isArray()) {
            hash(user, user.at(name), value);
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            hash(user, user.at(name) + "." + i, value.get(i));
        }
    }

    private static void hash(TikTokFields user, String where, JsonNode value) {
        if (value.isMissingNode()) {
            return;
        }
        String text = value.isTextual() ? value.textValue() : "";
        if (!HASH.matcher(text).matches()) {
            user.problems().refuse("hash_invalid", where, "Not a SHA-256 hash.");
        } else if (text.equals(HASH_OF_NOTHING)) {
            user.problems().refuse("hash_of_nothing", where, "The hash of no text.");
        } else if (WITHOUT_PLUS.contains(text)) {
            user.problems().note("phone_without_plus");
        }
    }

    private static void notHashed(TikTokFields user, String name) {
        if (HASH.matcher(user.text(name)).matches()) {
            user.problems().refuse("hashed_plain_key", user.at(name), "Must not be hashed.");
        }
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(HASHED_LISTS);
        known.addAll(HASHED);
        known.addAll(PLAIN);
        known.addAll(List.of("city", "state", "country", "locale", "att_status"));
        return Set.copyOf(known);
    }
}
