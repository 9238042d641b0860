// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

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
import io.tracklayer.sandbox.platform.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Stands in for the Pinterest API for Conversions: {@code POST
 * /pinterest/v5/ad_accounts/{account}/events}.
 */
public final class PinterestPlatform implements Platform {
    private static final int MAX_EVENTS = 1_000;
    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{1,18}");

    /** Pinterest does not document it; 24 h is commonly quoted. */
    private static final Duration DEDUP_WINDOW = Duration.ofHours(24);

    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the same call was refused");
    private static final Reason TESTED = new Reason("test_call", "checked and not recorded");
    private static final Reason OFFLINE =
            new Reason("filed_as_offline", "offline or over 1 h old, so not deduplicated");

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final PinterestEventValidator validator;
    private final DedupWindow seen = new DedupWindow(DEDUP_WINDOW);

    public PinterestPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.validator = new PinterestEventValidator(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.PINTEREST;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return PinterestAdAccount.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String account = call.segment(3);
        return accounts.knows(PlatformName.PINTEREST, account) ? account : Ledger.UNKNOWN_ACCOUNT;
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
        boolean known =
                call.segments().size() == 5
                        && call.segment(1).equals("v5")
                        && call.segment(2).equals("ad_accounts")
                        && call.segment(4).equals("events");
        if (!known) {
            return Answer.unknownPath();
        }
        if (!call.isPost()) {
            return Answer.methodNotAllowed("POST");
        }
        return opened(call, bearer(call));
    }

    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        int code =
                fault.reply()
                        .code()
                        .map(Fault.PlatformCode::code)
                        .orElse(PinterestAnswers.REQUEST_INVALID);
        return PinterestAnswers.error(
                fault.reply().status(), code, fault.reply().body().orElse("Scripted error"));
    }

    private Answer opened(Call call, String token) {
        Optional<PinterestAdAccount> account =
                accounts.find(PlatformName.PINTEREST, call.segment(3), PinterestAdAccount.class);
        if (!knownToken(token)) {
            ledger.diagnose(accountOf(call), "token_rejected");
            return PinterestAnswers.tokenRejected();
        }
        if (!ACCOUNT_ID.matcher(call.segment(3)).matches()) {
            ledger.diagnose(accountOf(call), "account_malformed");
            return PinterestAnswers.accountMalformed();
        }
        if (account.isEmpty() || !same(account.get().token(), token)) {
            ledger.diagnose(accountOf(call), "account_rejected");
            return PinterestAnswers.accountRejected();
        }
        return framed(account.get(), call);
    }

    private Answer framed(PinterestAdAccount account, Call call) {
        PinterestProblems frame = new PinterestProblems(true);
        JsonNode body = Json.read(call.body()).orElse(Json.array());
        JsonNode data = body.path("data");
        if (!call.contentType().startsWith("application/json") || !body.isObject()) {
            frame.refuse("body_unreadable", "the body is not a JSON object");
        } else if (!data.isArray() || data.isEmpty() || data.size() > MAX_EVENTS) {
            frame.refuse("data_invalid", "data must be an array of 1 to 1000 events");
        }
        new PinterestFields(body, "", frame).onlyKnown(Set.of("data"));
        if (frame.refusal().isPresent()) {
            ledger.diagnose(account.name(), frame.refusal().get().code());
            return PinterestAnswers.requestInvalid(frame.refusal().get());
        }
        return judged(account, data, call.queryValue("test").filter("true"::equals).isPresent());
    }

    private Answer judged(PinterestAdAccount account, JsonNode data, boolean test) {
        List<PinterestProblems> events = new ArrayList<>();
        for (JsonNode event : data) {
            events.add(validator.check(account, event, "data[" + events.size() + "]"));
        }
        Optional<Reason> refusal =
                events.stream().flatMap(event -> event.refusal().stream()).findFirst();
        for (int i = 0; i < events.size(); i++) {
            Sighting sighting = PinterestSightings.of(account.name(), data.get(i));
            if (refusal.isPresent()) {
                reject(events.get(i).refusal().orElse(SIBLING), sighting);
            } else {
                record(events.get(i), sighting, data.get(i), test);
            }
        }
        return refusal.map(PinterestAnswers::requestInvalid)
                .orElseGet(() -> PinterestAnswers.judged(events, account.partialStatus()));
    }

    private void record(
            PinterestProblems problems, Sighting sighting, JsonNode event, boolean test) {
        problems.notes().forEach(note -> ledger.diagnose(sighting.account(), note.code()));
        if (problems.failure().isPresent()) {
            reject(problems.failure().get(), sighting);
        } else if (test) {
            ledger.record(Verdict.DROPPED, Optional.of(TESTED), sighting);
        } else if (validator.offline(event)) {
            ledger.record(Verdict.STORED, Optional.of(OFFLINE), sighting);
        } else {
            ledger.record(
                    repeated(sighting) ? Verdict.DEDUPLICATED : Verdict.STORED,
                    problems.warning(),
                    sighting);
        }
    }

    private void reject(Reason reason, Sighting sighting) {
        ledger.record(Verdict.REJECTED, Optional.of(reason), sighting);
    }

    private boolean repeated(Sighting sighting) {
        return !seen.firstSight(
                clock.instant(),
                sighting.account(),
                sighting.eventName(),
                sighting.eventId().orElse(""));
    }

    private boolean knownToken(String token) {
        return accounts.all().stream()
                .anyMatch(
                        account ->
                                account instanceof PinterestAdAccount known
                                        && same(known.token(), token));
    }

    private static String bearer(Call call) {
        String value = call.header("authorization").orElse("");
        return value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : "";
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
