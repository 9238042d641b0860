// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Money;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** {@code events:ingest}: one wrong event refuses the request, and nothing of it is kept. */
final class GoogleAdsIngestion {
    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the request is wrong");

    private final GoogleAdsConversions conversions;
    private final GoogleAdsStatuses statuses;
    private final Ledger ledger;
    private final AtomicLong requests = new AtomicLong();

    GoogleAdsIngestion(
            GoogleAdsConversions conversions, GoogleAdsStatuses statuses, Ledger ledger) {
        this.conversions = conversions;
        this.statuses = statuses;
        this.ledger = ledger;
    }

    Answer receive(GoogleAdsAccount account, Call call, Clock clock) {
        JsonNode body = Json.read(call.body()).orElse(Json.array());
        Optional<String> malformed = GoogleAdsSchema.problem(body, GoogleAdsSchema.INGEST);
        if (malformed.isPresent()) {
            ledger.diagnose(account.name(), "malformed_request");
            return GoogleAdsAnswers.error(400, "INVALID_ARGUMENT", malformed.get());
        }
        String id = "t-" + requests.incrementAndGet();
        GoogleAdsRequestValidator validator =
                new GoogleAdsRequestValidator(account, clock.instant(), body);
        List<GoogleAdsViolation> violations = validator.violations();
        if (!violations.isEmpty()) {
            refuse(account, body, violations);
            return GoogleAdsAnswers.refused(id, violations);
        }
        if (body.path("validateOnly").asBoolean()) {
            for (JsonNode event : body.path("events")) {
                ledger.record(Verdict.TEST, sighting(account, body, event));
            }
        } else {
            take(id, account, body);
        }
        return GoogleAdsAnswers.taken(id, validator.warnings());
    }

    private void refuse(
            GoogleAdsAccount account, JsonNode body, List<GoogleAdsViolation> violations) {
        violations.stream()
                .filter(one -> one.event() < 0)
                .forEach(one -> ledger.diagnose(account.name(), one.reason()));
        int index = 0;
        for (JsonNode event : body.path("events")) {
            int at = index++;
            Reason reason =
                    violations.stream()
                            .filter(one -> one.event() == at)
                            .findFirst()
                            .map(one -> new Reason(one.reason(), one.field()))
                            .orElse(SIBLING);
            ledger.record(Verdict.REJECTED, Optional.of(reason), sighting(account, body, event));
        }
    }

    private void take(String id, GoogleAdsAccount account, JsonNode body) {
        List<GoogleAdsStatuses.Share> shares = new ArrayList<>();
        for (JsonNode destination : body.path("destinations")) {
            String action = destination.path("productDestinationId").asText();
            Map<String, List<Integer>> failures = new HashMap<>();
            int index = 0;
            int records = 0;
            for (JsonNode event : body.path("events")) {
                int at = index++;
                if (!GoogleAdsRequestValidator.actions(body, event).contains(action)) {
                    continue;
                }
                records++;
                GoogleAdsConversions.Processed processed =
                        conversions.take(account.name(), action, withConsent(event, body));
                ledger.record(
                        processed.verdict(), processed.reason(), sighting(account, body, event));
                processed
                        .processingReason()
                        .ifPresent(
                                reason ->
                                        failures.computeIfAbsent(reason, r -> new ArrayList<>())
                                                .add(at));
            }
            shares.add(new GoogleAdsStatuses.Share(destination, records, failures));
        }
        statuses.note(id, account, shares);
    }

    /** The consent of the request holds for events without their own. */
    private static JsonNode withConsent(JsonNode event, JsonNode body) {
        if (event.has("consent") || !body.has("consent")) {
            return event;
        }
        com.fasterxml.jackson.databind.node.ObjectNode copy = event.deepCopy();
        return copy.set("consent", body.get("consent"));
    }

    private static Sighting sighting(GoogleAdsAccount account, JsonNode body, JsonNode event) {
        TreeSet<String> keys = new TreeSet<>();
        event.path("adIdentifiers").fieldNames().forEachRemaining(keys::add);
        for (JsonNode identifier : event.path("userData").path("userIdentifiers")) {
            identifier.fieldNames().forEachRemaining(keys::add);
        }
        List<String> actions = GoogleAdsRequestValidator.actions(body, event);
        return new Sighting(
                account.name(),
                String.join(",", actions.isEmpty() ? Collections.singletonList("") : actions),
                Texts.find(event, "transactionId"),
                Texts.find(event, "transactionId"),
                Money.text(event.path("conversionValue")),
                Texts.find(event, "currency"),
                List.copyOf(keys),
                Json.write(event));
    }
}
