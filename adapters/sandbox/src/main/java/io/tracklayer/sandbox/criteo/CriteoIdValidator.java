// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges {@code id}: the cookie's pair, the three digests of an e-mail, and whether one is there.
 */
final class CriteoIdValidator {
    /** The service's own name for it, of which one source tells. */
    static final String NO_IDENTIFIER = "no_identifier";

    private static final Set<String> KNOWN =
            Set.of("mapping_key", "mapped_user_id", "email", "gaid", "idfa");
    private static final Set<String> EMAIL = Set.of("md5", "sha256", "sha256_md5", "raw");
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> OF_NOTHING =
            Set.of(
                    "d41d8cd98f00b204e9800998ecf8427e",
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private CriteoIdValidator() {}

    static void check(CriteoFields body, CriteoAdvertiser advertiser) {
        CriteoFields id = new CriteoFields(body.get("id"), "id", body.problems());
        CriteoFields email = new CriteoFields(id.get("email"), "id.email", body.problems());
        id.check("email", id.get("email").isObject(), "an object");
        if (!identified(id)) {
            id.refuse(NO_IDENTIFIER, "id holds no usable identifier");
        }
        mapping(id, advertiser);
        List.of("gaid", "idfa").forEach(id::text);
        digests(email);
        if (advertiser.strict()) {
            id.onlyKnown(KNOWN);
            email.onlyKnown(EMAIL);
            if (email.has("raw")) {
                email.refuse("plain_email", "id.email.raw must not be sent");
            }
        }
    }

    private static boolean identified(CriteoFields id) {
        return id.has("mapping_key") && id.has("mapped_user_id")
                || !id.get("email").isEmpty()
                || id.has("gaid")
                || id.has("idfa");
    }

    private static void mapping(CriteoFields id, CriteoAdvertiser advertiser) {
        id.digits("mapping_key");
        id.text("mapped_user_id");
        if (id.has("mapping_key") != id.has("mapped_user_id")) {
            id.refuse("mapping_incomplete", "mapping_key and mapped_user_id go together");
        }
        String key = id.get("mapping_key").asText();
        if (id.has("mapping_key")
                && advertiser.callerId().filter(known -> !known.equals(key)).isPresent()) {
            id.refuse("caller_unknown", "id.mapping_key is not the caller id of this account");
        }
    }

    private static void digests(CriteoFields email) {
        email.matches("md5", MD5, "an MD5 in lower-case hex");
        email.matches("sha256", SHA256, "a SHA-256 in lower-case hex");
        email.matches("sha256_md5", SHA256, "a SHA-256 in lower-case hex");
        email.text("raw");
        for (JsonNode digest : email.object()) {
            if (OF_NOTHING.contains(digest.asText())) {
                email.refuse("hash_of_nothing", "id.email holds the hash of no text");
            }
        }
        String chained = sha256(email.get("md5").asText());
        if (email.has("md5")
                && email.has("sha256_md5")
                && !chained.equals(email.get("sha256_md5").asText())) {
            email.refuse("hash_mismatch", "id.email.sha256_md5 is not the hash of id.email.md5");
        }
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
