// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * User-provided data as Google's tag packs it: {@code tv.1~em.HASH~pn0.HASH…} with SHA-256 in
 * base64url. Google does not document it; what does not look so is left alone.
 */
final class ProvidedData {
    private static final Pattern PART = Pattern.compile("(em|pn)\\d?\\.([A-Za-z0-9_-]{43})=?");
    private static final Map<String, String> NAMES =
            Map.of("em", "sha256_email_address", "pn", "sha256_phone_number");

    private ProvidedData() {}

    static Map<String, String> read(String packed) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : packed.split("~")) {
            Matcher known = PART.matcher(part);
            if (known.matches()) {
                hex(known.group(2))
                        .ifPresent(hash -> found.putIfAbsent(NAMES.get(known.group(1)), hash));
            }
        }
        return found;
    }

    private static Optional<String> hex(String base64) {
        try {
            return Optional.of(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
