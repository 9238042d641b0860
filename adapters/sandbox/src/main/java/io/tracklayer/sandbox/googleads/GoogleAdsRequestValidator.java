// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges the body of {@code events:ingest} whose members have the right types. */
final class GoogleAdsRequestValidator {
    static final int MAX_EVENTS = 2_000;
    private static final int MAX_DESTINATIONS = 10;
    private static final Set<String> ENCODINGS = Set.of("HEX", "BASE64");

    private final GoogleAdsAccount account;
    private final Instant now;
    private final JsonNode body;
    private final List<GoogleAdsViolation> violations = new ArrayList<>();
    private final List<GoogleAdsViolation> warnings = new ArrayList<>();

    GoogleAdsRequestValidator(GoogleAdsAccount account, Instant now, JsonNode body) {
        this.account = account;
        this.now = now;
        this.body = body;
    }

    /** All that is wrong, nothing when the request is right. */
    List<GoogleAdsViolation> violations() {
        destinations();
        encoding();
        events();
        return violations;
    }

    List<GoogleAdsViolation> warnings() {
        return warnings;
    }

    /** The conversion actions an event goes to. */
    static List<String> actions(JsonNode body, JsonNode event) {
        List<String> actions = new ArrayList<>();
        Set<String> wanted = new HashSet<>();
        event.path("destinationReferences").forEach(name -> wanted.add(name.asText()));
        for (JsonNode destination : body.path("destinations")) {
            if (wanted.isEmpty() || wanted.contains(destination.path("reference").asText(""))) {
                actions.add(destination.path("productDestinationId").asText(""));
            }
        }
        return actions;
    }

    private void destinations() {
        JsonNode destinations = body.path("destinations");
        if (destinations.size() > MAX_DESTINATIONS) {
            violate("destinations", "TOO_MANY_DESTINATIONS", "More than 10 destinations.");
        }
        Set<String> references = new HashSet<>();
        int index = 0;
        for (JsonNode destination : destinations) {
            String at = "destinations[" + index++ + "].";
            String reference = destination.path("reference").asText("");
            if (!reference.isEmpty() && !references.add(reference)) {
                violate(at + "reference", "DUPLICATE_DESTINATION_REFERENCE", "Used twice.");
            }
            if (!destination.at("/operatingAccount/accountId").asText("").equals(account.name())) {
                violate(at + "operating_account", "INVALID_DESTINATION", "Another account.");
            }
            String action = destination.path("productDestinationId").asText("");
            if (action.isEmpty()) {
                violate(at + "product_destination_id", "REQUIRED_FIELD_MISSING", "Missing.");
            } else if (!account.hasAction(action)) {
                violate(
                        at + "product_destination_id",
                        "INVALID_CONVERSION_ACTION_ID",
                        "The account has no such conversion action.");
            }
        }
    }

    private void encoding() {
        boolean hashed = false;
        for (JsonNode event : body.path("events")) {
            hashed |= event.has("userData");
        }
        String encoding = body.path("encoding").asText("");
        if (hashed && encoding.isEmpty()) {
            violate("encoding", "REQUIRED_FIELD_MISSING", "Required with user data.");
        } else if (body.has("encoding") && !ENCODINGS.contains(encoding)) {
            violate("encoding", "INVALID_ENUM_VALUE", "HEX or BASE64.");
        }
    }

    private void events() {
        JsonNode events = body.path("events");
        if (events.isEmpty()) {
            violate("events", "REQUIRED_FIELD_MISSING", "Required field is missing.");
        }
        if (events.size() > MAX_EVENTS) {
            violate("events", "TOO_MANY_EVENTS", "More than 2000 events.");
            return;
        }
        int index = 0;
        for (JsonNode event : events.isArray() ? events : Json.array()) {
            List<String> actions = actions(body, event);
            GoogleAdsEventValidator one =
                    new GoogleAdsEventValidator(
                            now,
                            actions.stream().anyMatch(account.websiteActions()::contains),
                            body.path("encoding").asText(""),
                            event,
                            index);
            violations.addAll(one.violations());
            warnings.addAll(one.warnings());
            if (actions.isEmpty()) {
                violations.add(
                        new GoogleAdsViolation(
                                "events.events[" + index + "].destination_references",
                                "INVALID_DESTINATION",
                                "No such destination.",
                                index));
            }
            index++;
        }
    }

    private void violate(String field, String reason, String description) {
        violations.add(GoogleAdsViolation.ofRequest(field, reason, description));
    }
}
