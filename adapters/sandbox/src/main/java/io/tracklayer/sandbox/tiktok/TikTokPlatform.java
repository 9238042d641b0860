// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.DedupWindow;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Stands in for the TikTok Events API 2.0: {@code POST /tiktok/open_api/v1.3/event/track/}, with
 * the slash at the end. An account is a pixel or event set.
 */
public final class TikTokPlatform implements Platform {
    private static final String PATH = "/tiktok/open_api/v1.3/event/track/";

    /** TikTok: counted from the first copy received. */
    private static final Duration DEDUP_WINDOW = Duration.ofHours(48);

    /** TikTok: without event_id copies are told by the cookie {@code _ttp}, for this long. */
    private static final Duration COOKIE_WINDOW = Duration.ofMinutes(5);

    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the same call was refused");

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final TikTokAnswers answers;
    private final TikTokEventValidator validator;
    private final DedupWindow seen = new DedupWindow(DEDUP_WINDOW);
    private final DedupWindow cookies = new DedupWindow(COOKIE_WINDOW);

    public TikTokPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.answers = new TikTokAnswers(clock);
        this.validator = new TikTokEventValidator(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.TIKTOK;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return TikTokSource.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String id = TikTokRequest.of(call).sourceId();
        return accounts.knows(PlatformName.TIKTOK, id) ? id : Ledger.UNKNOWN_ACCOUNT;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        seen.clear();
        cookies.clear();
    }

    @Override
    public Answer receive(Call call) {
        if (!call.target().split("\\?", 2)[0].equals(PATH)) {
            return TikTokAnswers.notFound();
        }
        if (!call.isPost()) {
            return Answer.methodNotAllowed("POST");
        }
        TikTokRequest request = TikTokRequest.of(call);
        return tokenRefusal(call, request).orElseGet(() -> addressed(call, request));
    }

    /** The HTTP status is 200 for every code, so a status asked for plays no part. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        int code = fault.reply().code().map(Fault.PlatformCode::code).orElse(50000);
        return answers.of(code, fault.reply().body().orElse("Scripted error"));
    }

    private Optional<Answer> tokenRefusal(Call call, TikTokRequest request) {
        if (request.token().isEmpty()) {
            return refused(call, "token_missing", answers.tokenMissing());
        }
        List<TikTokSource> opened =
                accounts.all().stream()
                        .filter(TikTokSource.class::isInstance)
                        .map(TikTokSource.class::cast)
                        .filter(source -> source.token().equals(request.token()))
                        .toList();
        if (opened.isEmpty()) {
            return refused(call, "token_rejected", answers.tokenUnknown());
        }
        return opened.stream().anyMatch(TikTokSource::expired)
                ? refused(call, "token_expired", answers.tokenExpired())
                : Optional.empty();
    }

    private Optional<Answer> refused(Call call, String diagnosis, Answer answer) {
        ledger.diagnose(accountOf(call), diagnosis);
        return Optional.of(answer);
    }

    private Answer addressed(Call call, TikTokRequest request) {
        Optional<Reason> problem = request.addressProblem();
        if (!call.contentType().startsWith("application/json")) {
            problem = Optional.of(new Reason("not_json", "Content-Type: Not application/json."));
        }
        if (problem.isPresent()) {
            ledger.diagnose(accountOf(call), problem.get().code());
            return answers.invalid(problem.get());
        }
        boolean owned =
                accounts.find(PlatformName.TIKTOK, request.sourceId(), TikTokSource.class)
                        .filter(source -> source.token().equals(request.token()))
                        .filter(source -> source.source().equals(request.source()))
                        .isPresent();
        if (!owned) {
            ledger.diagnose(accountOf(call), "source_rejected");
            return answers.notPermitted(request.sourceId());
        }
        return framed(request);
    }

    private Answer framed(TikTokRequest request) {
        Optional<Reason> problem = request.frameProblem();
        if (problem.isPresent()) {
            ledger.diagnose(request.sourceId(), problem.get().code());
            return answers.invalid(problem.get());
        }
        List<Judged> events = new ArrayList<>();
        request.data()
                .forEach(
                        event ->
                                events.add(
                                        new Judged(
                                                event, validator.check(event, request.source()))));
        return IntStream.range(0, events.size())
                .filter(i -> events.get(i).problems().refusal().isPresent())
                .boxed()
                .findFirst()
                .map(culprit -> refuse(request, events, culprit))
                .orElseGet(() -> accept(request, events));
    }

    /** TikTok: one bad event refuses the whole call; the first error is named by position. */
    private Answer refuse(TikTokRequest request, List<Judged> events, int culprit) {
        for (Judged event : events) {
            Reason reason = event.problems().refusal().orElse(SIBLING);
            ledger.record(
                    Verdict.REJECTED,
                    Optional.of(reason),
                    TikTokSightings.of(request.sourceId(), event.json()));
        }
        Reason first = events.get(culprit).problems().refusal().orElseThrow();
        return answers.invalid(
                new Reason(first.code(), "Batch." + culprit + "." + first.sentence()));
    }

    private Answer accept(TikTokRequest request, List<Judged> events) {
        for (Judged event : events) {
            Sighting sighting = TikTokSightings.of(request.sourceId(), event.json());
            ledger.record(verdict(request, sighting, event.json()), sighting);
            event.problems().notes().forEach(note -> ledger.diagnose(request.sourceId(), note));
        }
        return answers.accepted();
    }

    /** TikTok: test events are seen in the test view only, so live copies are not their copies. */
    private Verdict verdict(TikTokRequest request, Sighting sighting, JsonNode event) {
        if (request.isTest()) {
            return Verdict.TEST;
        }
        return repeated(request.source() + "/" + sighting.account(), sighting, event)
                ? Verdict.DEDUPLICATED
                : Verdict.STORED;
    }

    private boolean repeated(String source, Sighting sighting, JsonNode event) {
        if (sighting.eventId().isPresent()) {
            String id = sighting.eventId().get();
            return !seen.firstSight(clock.instant(), source, sighting.eventName(), id);
        }
        return Texts.find(event.path("user"), "ttp")
                .filter(
                        ttp ->
                                !cookies.firstSight(
                                        clock.instant(), source, sighting.eventName(), ttp))
                .isPresent();
    }

    private record Judged(JsonNode json, TikTokProblems problems) {}
}
