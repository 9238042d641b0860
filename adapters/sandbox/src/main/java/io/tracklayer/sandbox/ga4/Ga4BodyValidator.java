// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.EmailLike;
import io.tracklayer.sandbox.platform.IpAddress;
import java.time.Clock;
import java.util.Set;

/** Judges everything of a GA4 body outside its events. */
final class Ga4BodyValidator {
    static final int MAX_BYTES = 130_000;
    static final int MAX_EVENTS = 25;

    private static final int MAX_PROPERTIES = 25;
    private static final int MAX_USER_ID = 256;
    private static final int MAX_PROPERTY_VALUE = 36;
    private static final int MAX_TEXT = 500;
    private static final Set<String> KNOWN =
            Set.of(
                    "client_id",
                    "user_id",
                    "timestamp_micros",
                    "user_properties",
                    "user_data",
                    "consent",
                    "non_personalized_ads",
                    "user_location",
                    "ip_override",
                    "device",
                    "user_agent",
                    "validation_behavior",
                    "events");
    private static final Set<String> CONSENT = Set.of("ad_user_data", "ad_personalization");
    private static final Set<String> LOCATION =
            Set.of("city", "region_id", "country_id", "subcontinent_id", "continent_id");
    private static final Set<String> DEVICE =
            Set.of(
                    "category",
                    "language",
                    "screen_resolution",
                    "operating_system",
                    "operating_system_version",
                    "model",
                    "brand",
                    "browser",
                    "browser_version");

    private final Ga4Times times;

    Ga4BodyValidator(Clock clock) {
        this.times = new Ga4Times(clock);
    }

    Ga4Problems check(JsonNode body) {
        Ga4Problems problems = new Ga4Problems();
        Ga4Fields fields = new Ga4Fields(body, "", problems);
        client(fields);
        events(fields);
        times.checkShape(fields);
        fields.onlyKnown(KNOWN);
        if (fields.has("non_personalized_ads")) {
            fields.invalid("non_personalized_ads", "deprecated_field", "is replaced by consent");
        }
        consent(fields);
        fields.object("user_properties");
        userProperties(fields);
        userData(fields);
        location(fields);
        device(fields);
        if (fields.has("ip_override") && !IpAddress.isLiteral(fields.get("ip_override").asText())) {
            fields.invalid("ip_override", "ip_invalid", "is not an IP address");
        }
        fields.text("user_agent", MAX_BYTES);
        fields.oneOf("validation_behavior", Set.of("RELAXED", "ENFORCE_RECOMMENDATIONS"));
        return problems;
    }

    private static void client(Ga4Fields fields) {
        if (!fields.get("client_id").isTextual() || fields.get("client_id").asText().isEmpty()) {
            fields.required("client_id", "client_id_missing");
        }
        fields.text("user_id", MAX_USER_ID);
        for (String name : new String[] {"client_id", "user_id"}) {
            if (EmailLike.in(fields.get(name))) {
                fields.invalid(name, "pii_in_params", "holds an e-mail address");
            }
        }
    }

    private static void events(Ga4Fields fields) {
        JsonNode events = fields.get("events");
        if (!events.isArray() || events.isEmpty()) {
            fields.required("events", "events_missing");
        } else if (events.size() > MAX_EVENTS) {
            fields.tooMany("events", "too_many_events", "holds more than 25 events");
        }
    }

    private static void consent(Ga4Fields fields) {
        fields.object("consent");
        if (fields.get("consent").isObject()) {
            Ga4Fields consent = new Ga4Fields(fields.get("consent"), "consent", fields.problems());
            consent.onlyKnown(CONSENT);
            CONSENT.stream()
                    .sorted()
                    .filter(consent::has)
                    .filter(name -> !consent.get(name).asText().matches("GRANTED|DENIED"))
                    .forEach(
                            name ->
                                    consent.invalid(
                                            name, "consent_invalid", "must be GRANTED or DENIED"));
        }
    }

    private static void userProperties(Ga4Fields fields) {
        JsonNode properties = fields.get("user_properties");
        if (properties.size() > MAX_PROPERTIES) {
            fields.tooMany("user_properties", "too_many_properties", "holds more than 25");
        }
        Ga4Fields all = new Ga4Fields(properties, "user_properties", fields.problems());
        properties
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!Ga4Names.isPropertyName(name)) {
                                all.badName(name, "property_name_invalid", "is no valid name");
                            } else if (Ga4Names.isReservedProperty(name)) {
                                all.reservedName(name, "property_name_reserved", "is reserved");
                            }
                            property(all, name);
                        });
    }

    private static void property(Ga4Fields all, String name) {
        Ga4Fields property = new Ga4Fields(all.get(name), all.at(name), all.problems());
        JsonNode value = property.get("value");
        if (!value.isTextual() && !value.isNumber()) {
            all.invalid(name, "property_value_invalid", "must hold a string or number as value");
        } else if (value.asText().length() > MAX_PROPERTY_VALUE) {
            all.outOfBounds(name, "value_too_long", "is longer than 36 characters");
        } else if (EmailLike.in(value)) {
            all.invalid(name, "pii_in_params", "holds an e-mail address");
        }
        property.onlyKnown(Set.of("value", "timestamp_micros"));
        if (property.has("timestamp_micros")
                && !property.get("timestamp_micros").asText().matches("\\d{16}")) {
            property.invalid("timestamp_micros", "timestamp_not_micros", "must be 16 digits");
        }
    }

    private static void userData(Ga4Fields fields) {
        fields.object("user_data");
        if (fields.get("user_data").isObject()) {
            Ga4UserDataValidator.check(
                    new Ga4Fields(fields.get("user_data"), "user_data", fields.problems()));
        }
    }

    private static void location(Ga4Fields fields) {
        fields.object("user_location");
        if (fields.get("user_location").isObject()) {
            Ga4Fields location =
                    new Ga4Fields(fields.get("user_location"), "user_location", fields.problems());
            location.onlyKnown(LOCATION);
            location.text("city", MAX_TEXT);
            location.pattern("country_id", "[A-Z]{2}", "an ISO 3166-1 code");
            location.pattern("region_id", "[A-Z]{2}-[A-Z0-9]{1,3}", "an ISO 3166-2 code");
            location.pattern("subcontinent_id", "\\d{3}", "a UN M49 number");
            location.pattern("continent_id", "\\d{3}", "a UN M49 number");
        }
    }

    private static void device(Ga4Fields fields) {
        fields.object("device");
        if (fields.get("device").isObject()) {
            Ga4Fields device = new Ga4Fields(fields.get("device"), "device", fields.problems());
            device.onlyKnown(DEVICE);
            DEVICE.forEach(name -> device.text(name, MAX_TEXT));
            device.pattern("screen_resolution", "\\d+x\\d+", "like 1440x900");
        }
    }
}
