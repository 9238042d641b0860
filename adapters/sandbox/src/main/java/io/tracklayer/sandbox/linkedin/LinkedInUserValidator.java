// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.IpAddress;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Texts;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges {@code user} as the version of the call knows it. */
final class LinkedInUserValidator {
    private static final Set<String> KNOWN = Set.of("userIds", "userInfo", "externalIds", "lead");
    private static final Set<String> PERSON =
            Set.of(
                    "firstName",
                    "lastName",
                    "hashedFirstName",
                    "hashedLastName",
                    "title",
                    "companyName",
                    "countryCode");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private LinkedInUserValidator() {}

    static void check(LinkedInFields event, long version) {
        event.require("user");
        if (!event.is("user", event.get("user").isObject(), "a record")) {
            return;
        }
        LinkedInFields user = event.at("user");
        user.onlyKnown(KNOWN);
        user.require("userIds");
        if (user.is("userIds", user.get("userIds").isArray(), "an array")) {
            int index = 0;
            for (JsonNode id : user.get("userIds")) {
                String path = user.path() + "/userIds/" + index++;
                identifier(new LinkedInFields(id, path, user.problems()), version);
            }
        }
        if (user.is("userInfo", user.get("userInfo").isObject(), "a record")) {
            person(user.at("userInfo"), version);
        }
        externalIds(user);
        user.matching("lead", "urn:li:[A-Za-z]+:\\S+", "a URN");
        minimum(event, user, version);
    }

    private static void identifier(LinkedInFields id, long version) {
        if (!id.object().isObject()) {
            id.refuse("", "cannot be coerced to a record");
            return;
        }
        id.onlyKnown(Set.of("idType", "idValue"));
        List.of("idType", "idValue").forEach(id::require);
        if (id.text("idType") && id.text("idValue")) {
            value(id, id.get("idType").textValue(), id.get("idValue").textValue(), version);
        }
    }

    private static void value(LinkedInFields id, String type, String value, long version) {
        boolean known =
                switch (type) {
                    case "SHA256_EMAIL",
                            "LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID",
                            "ACXIOM_ID",
                            "GOOGLE_AID" ->
                            true;
                    case "ORACLE_MOAT_ID" -> version < 202609;
                    case "PLAINTEXT_IP_ADDRESS" -> version >= 202605;
                    case "SHA256_IP_ADDRESS" -> version >= 202607;
                    default -> false;
                };
        if (!known) {
            id.refuse("idType", "\"" + type + "\" is not an enum symbol");
        } else if (type.startsWith("SHA256") && !HASH.matcher(value).matches()) {
            id.refuse("idValue", "\"" + value + "\" is not a lower-case SHA-256 in hex");
        } else if (type.equals("PLAINTEXT_IP_ADDRESS")
                && (value.contains(":") || !IpAddress.isLiteral(value))) {
            id.refuse("idValue", "\"" + value + "\" is not an IPv4 address");
        } else if (type.equals("GOOGLE_AID")
                && (!UUID_TEXT.matcher(value).matches() || value.matches("[0-]+"))) {
            id.refuse("idValue", "\"" + value + "\" is not an advertising id");
        }
    }

    /** Whether plain and hashed names may be mixed is not said; here they may not. */
    private static void person(LinkedInFields person, long version) {
        person.onlyKnown(PERSON);
        PERSON.forEach(person::text);
        List<String> hashed = List.of("hashedFirstName", "hashedLastName");
        boolean anyHashed = hashed.stream().anyMatch(person::has);
        if (anyHashed && version < 202609) {
            hashed.forEach(name -> person.refuse(name, "unrecognized field found but not allowed"));
        }
        List.of("firstName", "lastName")
                .forEach(
                        name -> {
                            if (!anyHashed) {
                                person.require(name);
                            } else if (person.has(name)) {
                                person.refuse(name, "plain and hashed names exclude each other");
                            }
                        });
        if (anyHashed) {
            hashed.forEach(person::require);
            hashed.forEach(name -> person.matching(name, HASH.pattern(), "a SHA-256 in hex"));
        }
        person.matching("countryCode", "[A-Z]{2}", "an ISO 3166-1 code");
    }

    private static void externalIds(LinkedInFields user) {
        JsonNode ids = user.get("externalIds");
        if (!user.is("externalIds", Texts.areAll(ids), "an array of String")) {
            return;
        }
        if (ids.size() != 1 || ids.get(0).textValue().isBlank()) {
            user.refuse("externalIds", "exactly one external id is accepted");
        }
    }

    private static void minimum(LinkedInFields event, LinkedInFields user, long version) {
        JsonNode ids = user.get("userIds");
        boolean enough =
                !(ids.isArray() ? ids : Json.array()).isEmpty()
                        || user.has("userInfo")
                        || user.has("externalIds")
                        || user.has("lead") && version >= 202605;
        if (!enough) {
            event.refuse("user", "at least one identifier is required");
        }
    }
}
