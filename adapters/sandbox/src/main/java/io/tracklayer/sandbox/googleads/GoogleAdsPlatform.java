// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Google Ads: the Data Manager API, the adjustments of the Google Ads API and the token endpoint.
 * Credentials are looked at first, then the quota, then the body.
 */
public final class GoogleAdsPlatform implements Platform {
    private static final String ADJUST = ":uploadConversionAdjustments";
    private static final Pattern ADS_VERSION = Pattern.compile("v2[2-5]");

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final GoogleAdsTokens tokens;
    private final GoogleAdsConversions conversions = new GoogleAdsConversions();
    private final GoogleAdsStatuses statuses;
    private final GoogleAdsIngestion ingestion;
    private final GoogleAdsAdjustments adjustments;
    private final GoogleAdsQuota writes;
    private final GoogleAdsQuota reads;

    public GoogleAdsPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.tokens = new GoogleAdsTokens(this::accounts, clock);
        this.statuses = new GoogleAdsStatuses(clock);
        this.ingestion = new GoogleAdsIngestion(conversions, statuses, ledger);
        this.adjustments = new GoogleAdsAdjustments(conversions, clock);
        this.writes = new GoogleAdsQuota(clock, "IngestionMutate");
        this.reads = new GoogleAdsQuota(clock, "IngestionRead");
    }

    @Override
    public PlatformName name() {
        return PlatformName.GOOGLE_ADS;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return GoogleAdsAccount.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String account = named(call);
        return accounts.knows(PlatformName.GOOGLE_ADS, account) ? account : Ledger.UNKNOWN_ACCOUNT;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        tokens.clear();
        conversions.clear();
        statuses.clear();
        writes.clear();
        reads.clear();
    }

    @Override
    public Answer receive(Call call) {
        String operation = String.join("/", call.segments().subList(1, call.segments().size()));
        if (operation.equals("token")) {
            return tokens.answer(call);
        }
        if (operation.equals("v1/events:ingest")) {
            return call.isPost() ? ingest(call) : Answer.methodNotAllowed("POST");
        }
        if (operation.equals("v1/requestStatus:retrieve")) {
            return call.isGet() ? status(call) : Answer.methodNotAllowed("GET");
        }
        boolean adjusts =
                ADS_VERSION.matcher(call.segment(1)).matches()
                        && call.segment(2).equals("customers")
                        && call.segment(3).endsWith(ADJUST);
        if (adjusts) {
            return call.isPost() ? adjust(call) : Answer.methodNotAllowed("POST");
        }
        return GoogleAdsAnswers.error(404, "NOT_FOUND", "Requested entity was not found.");
    }

    /** {@code body} is the reason, {@code subcode} the place of the event complained about. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        String reason = fault.reply().body().orElse("INVALID_ARGUMENT");
        Optional<Integer> event = fault.reply().code().flatMap(Fault.PlatformCode::subcode);
        String field = event.map(index -> "events.events[" + index + "]").orElse("destinations[0]");
        int status = fault.reply().status();
        if (status == 429) {
            return GoogleAdsAnswers.exhausted(reason);
        }
        List<GoogleAdsViolation> violations =
                status == 400
                        ? List.of(
                                new GoogleAdsViolation(
                                        field, reason, "Scripted error", event.orElse(-1)))
                        : List.of();
        return GoogleAdsAnswers.error(status, reason, "Scripted error", violations, Map.of());
    }

    private Answer ingest(Call call) {
        return unauthorised(call, GoogleAdsAccount.DATA_MANAGER)
                .or(() -> inaccessible(call))
                .or(() -> exhausted(call, writes))
                .orElseGet(() -> ingestion.receive(account(call).orElseThrow(), call, clock));
    }

    private Answer status(Call call) {
        return unauthorised(call, GoogleAdsAccount.DATA_MANAGER)
                .or(() -> exhausted(call, reads))
                .orElseGet(() -> statuses.answer(call.queryValue("requestId").orElse("")));
    }

    private Answer adjust(Call call) {
        Optional<Answer> refusal =
                unauthorised(call, GoogleAdsAccount.ADWORDS).or(() -> inaccessible(call));
        if (refusal.isPresent()) {
            int status = refusal.get().status();
            return status == 401
                    ? GoogleAdsAdjustments.error(
                            401,
                            "UNAUTHENTICATED",
                            "authenticationError",
                            "OAUTH_TOKEN_INVALID",
                            "Request had invalid authentication credentials.")
                    : GoogleAdsAdjustments.error(
                            403,
                            "PERMISSION_DENIED",
                            "authorizationError",
                            "USER_PERMISSION_DENIED",
                            "User doesn't have permission to access customer.");
        }
        JsonNode body = Json.read(call.body()).orElse(Json.object());
        Answer answer = adjustments.receive(account(call).orElseThrow(), body);
        ledger.diagnose(accountOf(call), "adjustments_" + answer.status());
        return answer;
    }

    private Optional<Answer> unauthorised(Call call, String scope) {
        Optional<GoogleAdsTokens.Access> access = tokens.access(call);
        if (access.isEmpty()) {
            ledger.diagnose(accountOf(call), "token_rejected");
            return Optional.of(
                    GoogleAdsAnswers.error(
                            401,
                            "ACCESS_TOKEN_EXPIRED",
                            "Request had invalid authentication credentials."));
        }
        if (!access.get().scopes().contains(scope)) {
            ledger.diagnose(accountOf(call), "scope_missing");
            return Optional.of(
                    GoogleAdsAnswers.error(
                            403,
                            "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                            "Request had insufficient authentication scopes."));
        }
        return Optional.empty();
    }

    private Optional<Answer> inaccessible(Call call) {
        boolean open =
                account(call)
                        .filter(
                                account ->
                                        login(call).map(managers(account)::contains).orElse(true))
                        .filter(account -> tokens.access(call).orElseThrow().opens(account))
                        .isPresent();
        if (open) {
            return Optional.empty();
        }
        ledger.diagnose(accountOf(call), "account_forbidden");
        return Optional.of(
                GoogleAdsAnswers.error(
                        403, "PERMISSION_DENIED", "The caller does not have permission."));
    }

    private Optional<Answer> exhausted(Call call, GoogleAdsQuota quota) {
        return account(call).flatMap(quota::exhausted).map(GoogleAdsAnswers::exhausted);
    }

    /** The manager through which the call says it comes. */
    private static Optional<String> login(Call call) {
        return call.segment(1).equals("v1")
                ? body(call)
                        .map(body -> body.at("/destinations/0/loginAccount/accountId").asText(""))
                        .filter(id -> !id.isEmpty())
                : call.header("login-customer-id");
    }

    private static List<String> managers(GoogleAdsAccount account) {
        return List.copyOf(account.managers());
    }

    private Optional<GoogleAdsAccount> account(Call call) {
        return accounts.find(PlatformName.GOOGLE_ADS, named(call), GoogleAdsAccount.class);
    }

    private String named(Call call) {
        if (call.segment(3).endsWith(ADJUST)) {
            return call.segment(3).replace(ADJUST, "");
        }
        if (call.segment(2).startsWith("requestStatus")) {
            return statuses.accountOf(call.queryValue("requestId").orElse(""));
        }
        return body(call)
                .map(body -> body.at("/destinations/0/operatingAccount/accountId").asText(""))
                .orElse("");
    }

    private static Optional<JsonNode> body(Call call) {
        return Json.read(call.body());
    }

    private List<GoogleAdsAccount> accounts() {
        return accounts.all().stream()
                .filter(GoogleAdsAccount.class::isInstance)
                .map(GoogleAdsAccount.class::cast)
                .toList();
    }
}
