// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.DedupWindow;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stands in for the GA4 Measurement Protocol: {@code POST /ga4/mp/collect} answers 204 whatever it
 * is given, so that the verdict is in the ledger alone, and {@code POST /ga4/debug/mp/collect}
 * tells what it thinks and records nothing.
 */
public final class Ga4Platform implements Platform {
    /** GA4 does not document how long it remembers a transaction; longer than any test. */
    private static final Duration DEDUP_WINDOW = Duration.ofDays(365);

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final Ga4BodyValidator bodies;
    private final Ga4EventValidator events;
    private final DedupWindow transactions = new DedupWindow(DEDUP_WINDOW);

    public Ga4Platform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.bodies = new Ga4BodyValidator(clock);
        this.events = new Ga4EventValidator(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.GA4;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return Ga4Stream.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        return call.queryValue("measurement_id")
                .filter(id -> accounts.knows(PlatformName.GA4, id))
                .orElse(Ledger.UNKNOWN_ACCOUNT);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        transactions.clear();
    }

    @Override
    public Answer receive(Call call) {
        List<String> path = call.segments().subList(1, call.segments().size());
        boolean debug = path.equals(List.of("debug", "mp", "collect"));
        if (!debug && !path.equals(List.of("mp", "collect"))) {
            return Answer.unknownPath();
        }
        if (!call.isPost()) {
            return Answer.methodNotAllowed("POST");
        }
        if (debug) {
            return messages(call);
        }
        collect(call);
        return Answer.empty(204);
    }

    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        int code = fault.reply().code().map(Fault.PlatformCode::code).orElse(0);
        var error = Json.object().put("code", code).put("message", "Scripted error");
        return Answer.json(fault.reply().status(), Json.object().set("error", error));
    }

    private void collect(Call call) {
        String account = accountOf(call);
        Optional<JsonNode> body = readBody(call);
        Ga4Problems problems = new Ga4Problems();
        if (!secretFits(call)) {
            new Ga4Fields(Json.object(), "", problems)
                    .invalid("api_secret", "bad_secret", "does not open this measurement_id");
        } else {
            problems = bodyProblems(call, body);
        }
        JsonNode list = body.map(json -> json.path("events")).orElse(Json.array());
        if (body.isEmpty() || !list.isArray() || list.isEmpty()) {
            Sighting sighting = Ga4Sightings.unreadable(account);
            ledger.record(Verdict.DROPPED, problems.firstReason(), sighting);
            return;
        }
        for (JsonNode event : list) {
            judge(body.get(), event, Ga4Sightings.of(account, body.get(), event), problems);
        }
    }

    private void judge(JsonNode body, JsonNode event, Sighting sighting, Ga4Problems ofBody) {
        Ga4Problems ofEvent = events.check(event, body, enforced(body));
        Optional<Reason> dropped = ofBody.firstReason().or(ofEvent::firstReason);
        if (dropped.isPresent()) {
            ledger.record(Verdict.DROPPED, dropped, sighting);
        } else if (repeatedPurchase(body, event)) {
            ledger.record(Verdict.DEDUPLICATED, sighting);
        } else {
            ledger.record(Verdict.STORED, ofEvent.firstMark(), sighting);
        }
    }

    /** GA4: per client and transaction, purchases only; a refund is never deduplicated. */
    private boolean repeatedPurchase(JsonNode body, JsonNode event) {
        return event.path("name").asText().equals("purchase")
                && !transactions.firstSight(
                        clock.instant(),
                        body.path("client_id").asText(),
                        event.path("params").path("transaction_id").asText());
    }

    private Ga4Problems bodyProblems(Call call, Optional<JsonNode> body) {
        Ga4Problems problems = new Ga4Problems();
        Ga4Fields frame = new Ga4Fields(Json.object(), "", problems);
        if (call.body().length >= Ga4BodyValidator.MAX_BYTES) {
            frame.outOfBounds("events", "body_too_large", "body is not below 130 kB");
            return problems;
        }
        if (body.isEmpty()) {
            frame.invalid("events", "body_not_json", "body is no JSON object");
            return problems;
        }
        return bodies.check(body.get());
    }

    private Answer messages(Call call) {
        Optional<JsonNode> body = readBody(call);
        List<Ga4Problem> found = new ArrayList<>(bodyProblems(call, body).all());
        ArrayNode messages = Json.array();
        found.forEach(problem -> addMessage(messages, problem, ""));
        if (body.isPresent() && body.get().path("events").isArray()) {
            int index = 0;
            for (JsonNode event : body.get().get("events")) {
                String where = "Event at index: [" + index++ + "] ";
                events.check(event, body.get(), enforced(body.get()))
                        .all()
                        .forEach(problem -> addMessage(messages, problem, where));
            }
        }
        return Answer.json(200, Json.object().set("validationMessages", messages));
    }

    private static void addMessage(ArrayNode messages, Ga4Problem problem, String where) {
        messages.addObject()
                .put("fieldPath", problem.fieldPath())
                .put("description", where + problem.reason().sentence())
                .put("validationCode", problem.code().name());
    }

    private boolean secretFits(Call call) {
        String secret = call.queryValue("api_secret").orElse("");
        return call.queryValue("measurement_id")
                .flatMap(id -> accounts.find(PlatformName.GA4, id, Ga4Stream.class))
                .map(stream -> stream.secret().equals(secret))
                .orElse(false);
    }

    private static Optional<JsonNode> readBody(Call call) {
        return Json.read(call.body()).filter(JsonNode::isObject);
    }

    private static boolean enforced(JsonNode body) {
        return body.path("validation_behavior").asText().equals("ENFORCE_RECOMMENDATIONS");
    }
}
