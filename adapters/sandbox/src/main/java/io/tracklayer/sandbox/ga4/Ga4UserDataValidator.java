// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Judges {@code user_data}: hashes in arrays, the coarse parts of an address plain. */
final class Ga4UserDataValidator {
    private static final Set<String> KNOWN =
            Set.of("sha256_email_address", "sha256_phone_number", "address");
    private static final Set<String> HASHED =
            Set.of("sha256_first_name", "sha256_last_name", "sha256_street");
    private static final Set<String> ADDRESS =
            Set.of(
                    "sha256_first_name",
                    "sha256_last_name",
                    "sha256_street",
                    "city",
                    "region",
                    "postal_code",
                    "country");
    private static final int MAX_TEXT = 200;

    private Ga4UserDataValidator() {}

    static void check(Ga4Fields userData) {
        userData.onlyKnown(KNOWN);
        userData.hashes("sha256_email_address");
        userData.hashes("sha256_phone_number");
        JsonNode addresses = userData.get("address");
        if (userData.has("address") && !addresses.isArray()) {
            userData.invalid("address", "wrong_type", "must be an array");
            return;
        }
        addresses.forEach(
                item -> address(new Ga4Fields(item, "user_data.address", userData.problems())));
    }

    private static void address(Ga4Fields address) {
        address.onlyKnown(ADDRESS);
        HASHED.stream().sorted().forEach(address::hash);
        address.text("city", MAX_TEXT);
        address.text("region", MAX_TEXT);
        address.text("postal_code", MAX_TEXT);
        address.pattern("country", "[A-Za-z]{2}", "a two-letter country code");
    }
}
