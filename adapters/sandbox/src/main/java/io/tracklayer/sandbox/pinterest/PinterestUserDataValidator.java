// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.IpAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Judges {@code user_data}, the one object of Pinterest's description that is not closed. */
final class PinterestUserDataValidator {
    private static final List<String> HASHED =
            List.of(
                    "em",
                    "ph",
                    "fn",
                    "ln",
                    "ge",
                    "db",
                    "ct",
                    "st",
                    "zp",
                    "country",
                    "external_id",
                    "hashed_maids");
    private static final List<String> PLAIN =
            List.of("client_ip_address", "client_user_agent", "click_id", "partner_id");
    private static final Set<String> KNOWN =
            Set.copyOf(Stream.concat(HASHED.stream(), PLAIN.stream()).toList());
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private PinterestUserDataValidator() {}

    static void check(PinterestFields fields) {
        HASHED.forEach(name -> hashes(fields, name));
        PLAIN.forEach(fields::text);
        boolean enough =
                fields.has("em")
                        || fields.has("hashed_maids")
                        || (fields.has("client_ip_address") && fields.has("client_user_agent"));
        if (!enough) {
            fields.problems()
                    .refuse(
                            "identifiers_insufficient",
                            fields.path()
                                    + " needs em, hashed_maids, or client_ip_address and"
                                    + " client_user_agent");
        }
        address(fields);
        fields.object()
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!KNOWN.contains(name)) {
                                fields.problems()
                                        .note("unknown_user_data", fields.at(name) + " is unknown");
                            }
                        });
    }

    private static void hashes(PinterestFields fields, String name) {
        fields.texts(name);
        for (JsonNode value : fields.get(name)) {
            if (value.isTextual() && !HASH.matcher(value.textValue()).matches()) {
                fields.problems()
                        .fail("hash_invalid", fields.at(name) + " is not 64 lower-case hex");
            }
        }
    }

    private static void address(PinterestFields fields) {
        String address = fields.get("client_ip_address").asText("");
        if (address.isEmpty()) {
            return;
        }
        if (!IpAddress.isLiteral(address)) {
            fields.problems()
                    .fail("ip_invalid", fields.at("client_ip_address") + " is no IP address");
        } else if (!IpAddress.isPublic(address)) {
            fields.problems()
                    .note("ip_not_public", fields.at("client_ip_address") + " is not public");
        }
    }
}
