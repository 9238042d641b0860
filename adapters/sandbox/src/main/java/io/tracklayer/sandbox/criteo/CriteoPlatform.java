// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Stands in for {@code POST /m/event?version=s2s_v0} of Criteo. */
public final class CriteoPlatform implements Platform {
    private static final String VERSION = "s2s_v0";

    /** Criteo does not say how long it knows an id. */
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final CriteoBodyValidator validator;
    private final DedupWindow seen = new DedupWindow(KNOWN_FOR);

    public CriteoPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.validator = new CriteoBodyValidator(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.CRITEO;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return CriteoAdvertiser.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        return body(call)
                .flatMap(body -> Texts.find(body, "account"))
                .filter(account -> accounts.knows(PlatformName.CRITEO, account))
                .orElse(Ledger.UNKNOWN_ACCOUNT);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        seen.clear();
    }

    @Override
    public Answer receive(Call call) {
        boolean known = call.segment(1).equals("m") && call.segment(2).equals("event");
        if (!known || call.segments().size() > 3) {
            return CriteoAnswers.error(404, "unknown path");
        }
        if (!call.isPost() && !call.isGet()) {
            return Answer.methodNotAllowed("POST");
        }
        if (call.isPost() && !call.contentType().startsWith("application/json")) {
            return CriteoAnswers.error(415, "Content-Type must be application/json");
        }
        Optional<JsonNode> body = body(call).filter(JsonNode::isObject);
        if (body.isEmpty() || !call.queryValue("version").filter(VERSION::equals).isPresent()) {
            return CriteoAnswers.error(400, "a JSON object and version=s2s_v0 are needed");
        }
        return judged(body.get(), accountOf(call));
    }

    /** {@code body} is the entry in {@code errors}. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        return CriteoAnswers.error(
                fault.reply().status(), fault.reply().body().orElse("ScriptedError"));
    }

    private Answer judged(JsonNode body, String account) {
        Optional<CriteoAdvertiser> advertiser =
                accounts.find(PlatformName.CRITEO, account, CriteoAdvertiser.class);
        Optional<Reason> problem =
                advertiser.isEmpty()
                        ? Optional.of(new Reason("account_unknown", "account is not known"))
                        : validator.check(body, advertiser.get());
        if (problem.isPresent()) {
            return refuse(account, body, problem.get());
        }
        for (JsonNode event : body.path("events")) {
            Sighting sighting = CriteoSightings.of(account, body, event);
            ledger.record(verdict(sighting), sighting);
        }
        return CriteoAnswers.taken();
    }

    /** What is wrong concerns all events of the call. */
    private Answer refuse(String account, JsonNode body, Reason reason) {
        JsonNode events = body.path("events");
        for (JsonNode event : events.isArray() ? events : Json.array()) {
            ledger.record(
                    Verdict.REJECTED,
                    Optional.of(reason),
                    CriteoSightings.of(account, body, event));
        }
        if (!events.isArray() || events.isEmpty()) {
            ledger.diagnose(account, reason.code());
        }
        return CriteoAnswers.refused(reason);
    }

    /** A sale is known by its order id, all others by a page view id, if they have one. */
    private Verdict verdict(Sighting sighting) {
        boolean sale = sighting.eventName().equals("trackTransaction");
        Optional<String> id = sale ? sighting.orderId() : sighting.eventId();
        boolean first =
                id.map(
                                text ->
                                        seen.firstSight(
                                                clock.instant(),
                                                sighting.account(),
                                                sighting.eventName(),
                                                text))
                        .orElse(true);
        return first ? Verdict.STORED : Verdict.DEDUPLICATED;
    }

    /** The GET form carries the same JSON in {@code data}. */
    private static Optional<JsonNode> body(Call call) {
        return Json.read(
                call.isGet()
                        ? call.queryValue("data").orElse("").getBytes(StandardCharsets.UTF_8)
                        : call.body());
    }
}
