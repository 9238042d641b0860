// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.DedupWindow;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.FaultKind;
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

/** Stands in for the Meta Conversions API: {@code POST /meta/{version}/{dataset}/events}. */
public final class MetaPlatform implements Platform {
    /** Meta: an event version lives two years; v26.0 is the newest. */
    private static final Set<String> VERSIONS = Set.of("v22.0", "v23.0", "v24.0", "v25.0", "v26.0");

    /** Meta: counted from the first copy received. */
    private static final Duration DEDUP_WINDOW = Duration.ofHours(48);

    private static final Reason SIBLING =
            new Reason("call_refused", "another event of the same call was refused");

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final MetaEventValidator validator;
    private final DedupWindow seen = new DedupWindow(DEDUP_WINDOW);

    public MetaPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.validator = new MetaEventValidator(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.META;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return MetaDataset.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String dataset = call.segment(2);
        return accounts.knows(PlatformName.META, dataset) ? dataset : Ledger.UNKNOWN_ACCOUNT;
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
        if (call.segments().size() != 4 || !call.segment(3).equals("events")) {
            return Answer.unknownPath();
        }
        if (!call.isPost()) {
            return Answer.methodNotAllowed("POST");
        }
        MetaRequest request = MetaRequest.of(call);
        String token = request.token().orElse("");
        Optional<MetaDataset> dataset =
                accounts.find(PlatformName.META, request.dataset(), MetaDataset.class);
        if (!knownToken(token)) {
            ledger.diagnose(accountOf(call), "token_rejected");
            return MetaAnswers.tokenRejected();
        }
        if (dataset.isEmpty() || !same(dataset.get().token(), token)) {
            ledger.diagnose(accountOf(call), "dataset_rejected");
            return MetaAnswers.datasetRejected();
        }
        if (!proven(dataset.get(), request)) {
            ledger.diagnose(dataset.get().name(), "proof_rejected");
            return MetaAnswers.proofRejected();
        }
        return versioned(dataset.get(), request);
    }

    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        if (fault.kind() == FaultKind.RECEIVED_ZERO) {
            return MetaAnswers.received(0, List.of());
        }
        Fault.PlatformCode code =
                fault.reply().code().orElse(new Fault.PlatformCode(100, Optional.empty(), false));
        String message = fault.reply().body().orElse("(#" + code.code() + ") Scripted error");
        Answer answer = MetaAnswers.error(fault.reply().status(), code, message, "Scripted.");
        return fault.reply()
                .usageMinutes()
                .map(
                        minutes ->
                                answer.with(
                                        "x-business-use-case-usage",
                                        usage(call.segment(2), minutes)))
                .orElse(answer);
    }

    private boolean knownToken(String token) {
        return accounts.all().stream()
                .anyMatch(
                        account ->
                                account instanceof MetaDataset dataset
                                        && same(dataset.token(), token));
    }

    /** Meta: lower-case hex of HMAC-SHA256 with the app secret over the token. */
    private static boolean proven(MetaDataset dataset, MetaRequest request) {
        return dataset.appSecret()
                .map(
                        secret ->
                                same(
                                        AppSecretProof.of(secret, dataset.token()),
                                        request.proof().orElse("")))
                .orElse(true);
    }

    private Answer versioned(MetaDataset dataset, MetaRequest request) {
        if (VERSIONS.contains(request.version())) {
            return judged(dataset, request);
        }
        if (!request.version().matches("v\\d+\\.\\d+")) {
            return MetaAnswers.pathRejected();
        }
        ledger.diagnose(dataset.name(), "version_unsupported");
        return dataset.warnOnOldVersion()
                ? judged(dataset, request)
                        .with(
                                "X-Ad-Api-Version-Warning",
                                "The call has been auto-upgraded as "
                                        + request.version()
                                        + " has been deprecated")
                : MetaAnswers.versionRejected();
    }

    private Answer judged(MetaDataset dataset, MetaRequest request) {
        MetaProblems frame = MetaCallValidator.check(request);
        Optional<MetaProblem> refusal = frame.refusal(dataset.strict());
        if (refusal.isPresent()) {
            ledger.diagnose(dataset.name(), refusal.get().reason().code());
            return MetaAnswers.problem(refusal.get());
        }
        List<Judged> events = new ArrayList<>();
        for (JsonNode event : request.data()) {
            events.add(new Judged(event, validator.check(event)));
        }
        return events.stream()
                .flatMap(event -> event.problems().refusal(dataset.strict()).stream())
                .findFirst()
                .map(problem -> refuse(dataset, events, problem))
                .orElseGet(() -> accept(dataset, request, frame, events));
    }

    /** Meta: one bad event refuses the whole call, and nothing of it is kept. */
    private Answer refuse(MetaDataset dataset, List<Judged> events, MetaProblem firstProblem) {
        for (Judged event : events) {
            Reason reason =
                    event.problems()
                            .refusal(dataset.strict())
                            .map(MetaProblem::reason)
                            .orElse(SIBLING);
            ledger.record(
                    Verdict.REJECTED,
                    Optional.of(reason),
                    MetaSightings.of(dataset.name(), event.json()));
        }
        return MetaAnswers.problem(firstProblem);
    }

    private Answer accept(
            MetaDataset dataset, MetaRequest request, MetaProblems frame, List<Judged> events) {
        List<MetaProblem> warnings = new ArrayList<>(frame.warnings());
        for (Judged event : events) {
            Sighting sighting = MetaSightings.of(dataset.name(), event.json());
            ledger.record(verdict(request, sighting), sighting);
            event.problems()
                    .all()
                    .forEach(problem -> ledger.diagnose(dataset.name(), problem.reason().code()));
            warnings.addAll(event.problems().warnings());
        }
        return MetaAnswers.received(
                events.size(), warnings.subList(0, Math.min(warnings.size(), 100)));
    }

    private Verdict verdict(MetaRequest request, Sighting sighting) {
        boolean repeated =
                sighting.eventId().isPresent()
                        && !seen.firstSight(
                                clock.instant(),
                                sighting.account(),
                                sighting.eventName(),
                                sighting.eventId().get());
        if (repeated) {
            return Verdict.DEDUPLICATED;
        }
        return request.isTest() ? Verdict.TEST : Verdict.STORED;
    }

    private static String usage(String dataset, int minutes) {
        ObjectNode json = Json.object();
        json.putArray(dataset)
                .addObject()
                .put("type", "ads_management")
                .put("call_count", 100)
                .put("total_cputime", 25)
                .put("total_time", 25)
                .put("estimated_time_to_regain_access", minutes);
        return Json.write(json);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private record Judged(JsonNode json, MetaProblems problems) {}
}
