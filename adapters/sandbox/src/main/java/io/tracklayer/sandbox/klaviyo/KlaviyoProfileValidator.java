// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import io.tracklayer.sandbox.platform.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges the attributes of a profile. */
final class KlaviyoProfileValidator {
    static final List<String> IDENTIFIERS =
            List.of("external_id", "email", "phone_number", "anonymous_id", "_kx");

    private static final Set<String> KNOWN =
            Set.of(
                    "email",
                    "phone_number",
                    "external_id",
                    "anonymous_id",
                    "_kx",
                    "first_name",
                    "last_name",
                    "organization",
                    "locale",
                    "title",
                    "image",
                    "location",
                    "properties",
                    "meta");
    private static final Set<String> PLACE =
            Set.of(
                    "address1",
                    "address2",
                    "city",
                    "country",
                    "region",
                    "zip",
                    "timezone",
                    "latitude",
                    "longitude",
                    "ip");
    private static final Set<String> META = Set.of("patch_properties", "patch_identifiers");
    private static final Set<String> NUMBERS = Set.of("latitude", "longitude");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern PHONE = Pattern.compile("\\+(?!1)[1-9]\\d{6,14}|\\+1[2-9]\\d{9}");
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\\d{3}))?");

    private KlaviyoProfileValidator() {}

    /**
     * Checks a profile.
     *
     * @param hasId whether Klaviyo's id stands beside the attributes
     * @param without attributes that this call does not take
     */
    static void check(KlaviyoFields profile, boolean hasId, String... without) {
        Set<String> known = new HashSet<>(KNOWN);
        List.of(without).forEach(known::remove);
        profile.onlyKnown(known);
        if (!hasId && IDENTIFIERS.stream().noneMatch(profile::has)) {
            profile.refuse("no_identifier", "", "at least one profile identifier is required");
        }
        KNOWN.stream()
                .filter(name -> !Set.of("location", "properties", "meta").contains(name))
                .forEach(profile::text);
        formats(profile);
        profile.object("location").ifPresent(KlaviyoProfileValidator::location);
        profile.object("properties");
        profile.object("meta").ifPresent(meta -> meta.onlyKnown(META));
    }

    /** The formats of identifiers, wherever they stand. */
    static void formats(KlaviyoFields profile) {
        matches(profile, "email", EMAIL, "email_invalid", "Invalid email address");
        matches(profile, "phone_number", PHONE, "phone_invalid", "Invalid phone number format");
        matches(profile, "locale", LANGUAGE, "locale_invalid", "must be a BCP 47 tag");
        profile.check(
                "external_id",
                profile.get("external_id").asText("").length() <= 255,
                "too_long",
                "must have at most 255 characters");
    }

    private static void location(KlaviyoFields place) {
        place.onlyKnown(PLACE);
        for (String name : PLACE) {
            boolean number = NUMBERS.contains(name) && place.get(name).isNumber();
            place.check(
                    name, number || place.get(name).isTextual(), "wrong_type", "must be a string");
        }
        place.check(
                "ip",
                IpAddress.isLiteral(place.get("ip").asText("")),
                "ip_invalid",
                "must be an IP address");
    }

    private static void matches(
            KlaviyoFields fields, String name, Pattern form, String diagnosis, String detail) {
        fields.check(name, form.matcher(fields.get(name).asText("")).matches(), diagnosis, detail);
    }
}
