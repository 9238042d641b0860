// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Judges the user identifiers of one event. */
final class GoogleAdsUserValidator {
    private static final String FIELD = "user_data.user_identifiers";
    private static final int MOST = 10;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final String HASH_OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final String encoding;
    private final Complaints complaints;

    GoogleAdsUserValidator(String encoding, Complaints complaints) {
        this.encoding = encoding;
        this.complaints = complaints;
    }

    /** Takes what is wrong. */
    interface Complaints {
        void violate(String field, String reason, String description);
    }

    void check(JsonNode identifiers) {
        if (identifiers.size() > MOST) {
            complaints.violate(FIELD, "TOO_MANY_USER_IDENTIFIERS", "More than 10 identifiers.");
        }
        for (JsonNode identifier : identifiers) {
            if (identifier.size() != 1) {
                complaints.violate(FIELD, "INVALID_FORMAT", "An identifier has one member.");
            }
            hash(identifier, "emailAddress", "email_address");
            hash(identifier, "phoneNumber", "phone_number");
            if (identifier.has("address")) {
                address(identifier.get("address"));
            }
        }
    }

    private void address(JsonNode address) {
        for (String name : List.of("givenName", "familyName", "regionCode", "postalCode")) {
            if (address.path(name).asText("").isBlank()) {
                complaints.violate(
                        FIELD + ".address", "REQUIRED_FIELD_MISSING", name + " is missing.");
            }
        }
        hash(address, "givenName", "address.given_name");
        hash(address, "familyName", "address.family_name");
        if (address.has("regionCode")
                && !COUNTRY.matcher(address.get("regionCode").asText()).matches()) {
            complaints.violate(
                    FIELD + ".address.region_code", "INVALID_REGION_CODE", "Not ISO 3166-1.");
        }
        if (address.path("postalCode").asText("").length() > 20) {
            complaints.violate(
                    FIELD + ".address.postal_code", "INVALID_POSTAL_CODE", "Not a postal code.");
        }
        for (String name : List.of("addressLine", "city", "administrativeArea")) {
            if (address.has(name)) {
                complaints.violate(FIELD + ".address", "INVALID_EVENT", "Not for Google Ads.");
            }
        }
    }

    private void hash(JsonNode object, String name, String field) {
        if (!object.has(name)) {
            return;
        }
        String hash = object.get(name).asText();
        if (encoding.equals("BASE64")) {
            base64(hash, field);
        } else if (!HEX.matcher(hash).matches()) {
            complaints.violate(FIELD + "." + field, "INVALID_HEX_ENCODING", "Not in hex.");
        } else if (hash.length() != 64 || hash.equalsIgnoreCase(HASH_OF_NOTHING)) {
            complaints.violate(FIELD + "." + field, "INVALID_SHA256_FORMAT", "Not a SHA-256.");
        }
    }

    private void base64(String hash, String field) {
        try {
            if (hash.length() == 44 && Base64.getDecoder().decode(hash).length == 32) {
                return;
            }
        } catch (IllegalArgumentException notBase64) {
            // reported below
        }
        complaints.violate(FIELD + "." + field, "INVALID_SHA256_FORMAT", "Not a SHA-256.");
    }
}
