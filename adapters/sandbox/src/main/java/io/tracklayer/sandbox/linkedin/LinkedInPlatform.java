// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Stands in for the LinkedIn Conversions API, {@code POST /linkedin/rest/conversionEvents}, and for
 * its token endpoint, {@code POST /linkedin/token}.
 */
public final class LinkedInPlatform implements Platform {
    /** Not published; a day is what connectors assume. */
    private static final Duration DEDUPLICATED_FOR = Duration.ofDays(1);

    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the same call was refused");

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final LinkedInTokens tokens;
    private final LinkedInEventValidator validator;
    private final LinkedInRate rate;
    private final DedupWindow events = new DedupWindow(DEDUPLICATED_FOR);

    public LinkedInPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.tokens = new LinkedInTokens(clock);
        this.validator = new LinkedInEventValidator(clock);
        this.rate = new LinkedInRate(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.LINKEDIN;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return LinkedInAccount.read(fields, clock.instant());
    }

    @Override
    public String accountOf(Call call) {
        return tokens.find(LinkedInCall.token(call), ours()) instanceof LinkedInTokens.Known known
                ? known.account().name()
                : Ledger.UNKNOWN_ACCOUNT;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        events.clear();
        rate.clear();
    }

    @Override
    public Answer receive(Call call) {
        if (call.segments().equals(List.of("linkedin", "token"))) {
            return tokens.answer(call, ours());
        }
        LinkedInTokens.Bearer bearer = tokens.find(LinkedInCall.token(call), ours());
        if (bearer instanceof LinkedInTokens.Refused refused) {
            ledger.diagnose(Ledger.UNKNOWN_ACCOUNT, "token_refused");
            return LinkedInAnswers.unauthorised(refused.code());
        }
        LinkedInTokens.Known known = (LinkedInTokens.Known) bearer;
        LinkedInAccount account = known.account();
        Optional<Answer> refusal = LinkedInCall.version(call, account.window());
        if (refusal.isPresent()) {
            ledger.diagnose(account.name(), "version_refused");
            return refusal.get();
        }
        if (!rate.allows(account)) {
            ledger.diagnose(account.name(), "rate_exceeded");
            return LinkedInAnswers.refused(429, "Resource level throttle limit reached");
        }
        return routed(known, call);
    }

    /** {@code code} is LinkedIn's {@code serviceErrorCode}, {@code body} its message. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        int status = fault.reply().status();
        String message = fault.reply().body().orElse("Scripted error");
        return fault.reply()
                .code()
                .map(code -> LinkedInAnswers.error(status, code.code(), message))
                .orElseGet(() -> LinkedInAnswers.refused(status, message));
    }

    private Answer routed(LinkedInTokens.Known known, Call call) {
        String resource = call.segment(1) + "/" + call.segment(2);
        if (resource.equals("rest/conversionEvents") && call.segments().size() == 3) {
            return !call.isPost()
                    ? Answer.methodNotAllowed("POST")
                    : known.scope().contains("rw_conversions")
                            ? judged(known.account(), call)
                            : LinkedInAnswers.denied();
        }
        if (resource.equals("rest/conversions") && call.segments().size() == 4 && call.isGet()) {
            return known.scope().contains("r_ads")
                    ? rule(known.account(), call)
                    : LinkedInAnswers.denied();
        }
        return LinkedInAnswers.refused(404, "No resource for " + resource);
    }

    private static Answer rule(LinkedInAccount account, Call call) {
        String owner = call.queryValue("account").orElse("");
        String number = call.segment(3);
        if (!owner.startsWith("urn:li:sponsoredAccount:")) {
            return LinkedInAnswers.refused(400, "account is required");
        }
        if (!owner.endsWith(":" + account.name())) {
            return LinkedInAnswers.denied();
        }
        if (!account.rules().exists(number)) {
            return LinkedInAnswers.refused(404, "Could not find the conversion");
        }
        ObjectNode json = Json.object().put("account", owner);
        json.put("id", Long.parseLong(number));
        json.put("enabled", !account.rules().disabled().contains(number));
        json.put(
                "conversionMethod",
                account.rules().ofTag().contains(number) ? "INSIGHT_TAG" : "CONVERSIONS_API");
        return Answer.json(200, json);
    }

    private Answer judged(LinkedInAccount account, Call call) {
        LinkedInCall.Shape shape = LinkedInCall.shape(call);
        if (shape.refusal().isPresent()) {
            ledger.diagnose(account.name(), "call_refused");
            return shape.refusal().get();
        }
        long version = LinkedInCall.version(call);
        List<List<String>> problems =
                shape.events().stream().map(event -> validator.check(event, version)).toList();
        if (problems.stream().anyMatch(found -> !found.isEmpty())) {
            refuse(account, shape, i -> first("field_invalid", problems.get(i)));
            return LinkedInAnswers.invalid(problems, shape.batch());
        }
        List<Integer> unusable = unusable(account, shape.events());
        if (!unusable.isEmpty()) {
            Reason reason = new Reason("rule_unusable", "the conversion rule cannot take events");
            refuse(account, shape, i -> Optional.of(reason).filter(r -> unusable.contains(i)));
            return LinkedInAnswers.rulesUnusable(unusable);
        }
        shape.events().forEach(event -> accept(LinkedInEvents.sighting(account.name(), event)));
        return LinkedInAnswers.accepted(shape.batch(), shape.events().size());
    }

    private static List<Integer> unusable(LinkedInAccount account, List<JsonNode> sent) {
        return IntStream.range(0, sent.size())
                .filter(i -> !account.rules().live().contains(LinkedInEvents.rule(sent.get(i))))
                .boxed()
                .toList();
    }

    private static Optional<Reason> first(String code, List<String> problems) {
        return problems.stream().findFirst().map(text -> new Reason(code, text));
    }

    /** One bad event refuses the whole call, and nothing of it is kept. */
    private void refuse(
            LinkedInAccount account,
            LinkedInCall.Shape shape,
            Function<Integer, Optional<Reason>> reasons) {
        for (int i = 0; i < shape.events().size(); i++) {
            ledger.record(
                    Verdict.REJECTED,
                    Optional.of(reasons.apply(i).orElse(SIBLING)),
                    LinkedInEvents.sighting(account.name(), shape.events().get(i)));
        }
    }

    private void accept(Sighting sighting) {
        boolean seen =
                sighting.eventId()
                        .filter(id -> !events.firstSight(clock.instant(), sighting.account(), id))
                        .isPresent();
        ledger.record(seen ? Verdict.DEDUPLICATED : Verdict.STORED, sighting);
    }

    private List<LinkedInAccount> ours() {
        return accounts.all().stream()
                .filter(LinkedInAccount.class::isInstance)
                .map(LinkedInAccount.class::cast)
                .toList();
    }
}
