// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Stands in for Klaviyo: {@code POST /klaviyo/api/events} and its neighbours. Here are the checks
 * that concern the call; {@link KlaviyoJobs} judges what it carries.
 */
public final class KlaviyoPlatform implements Platform {
    private static final String SCHEME = "Klaviyo-API-Key ";
    private static final int MAX_BYTES = 5_000_000;

    /** Those within two years of the newest. */
    private static final Set<String> REVISIONS =
            Set.of(
                    "2024-10-15",
                    "2025-01-15",
                    "2025-04-15",
                    "2025-07-15",
                    "2025-10-15",
                    "2026-01-15",
                    "2026-04-15",
                    "2026-07-15");

    private static final Set<String> MEDIA_TYPES =
            Set.of("application/vnd.api+json", "application/json");

    private final Accounts accounts;
    private final Ledger ledger;
    private final KlaviyoJobs jobs;
    private final KlaviyoWindows windows;

    public KlaviyoPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.ledger = new Ledger(clock);
        this.jobs = new KlaviyoJobs(ledger, clock);
        this.windows = new KlaviyoWindows(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.KLAVIYO;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return KlaviyoAccount.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        return account(call).map(KlaviyoAccount::name).orElse(Ledger.UNKNOWN_ACCOUNT);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        jobs.clear();
        windows.clear();
    }

    @Override
    public Answer receive(Call call) {
        Optional<KlaviyoEndpoint> endpoint =
                call.segments().size() == 3 && call.segment(1).equals("api")
                        ? KlaviyoEndpoint.find(call.segment(2))
                        : Optional.empty();
        if (endpoint.isEmpty()) {
            return KlaviyoAnswers.refused(404, "The path does not exist.");
        }
        if (endpoint.get().reads() != call.isGet() || !call.isGet() && !call.isPost()) {
            return Answer.methodNotAllowed(endpoint.get().reads() ? "GET" : "POST");
        }
        Optional<KlaviyoAccount> account = account(call);
        if (account.isEmpty()) {
            ledger.diagnose(Ledger.UNKNOWN_ACCOUNT, "key_rejected");
            return KlaviyoAnswers.refused(401, "Missing or invalid private key.");
        }
        return refusal(call, endpoint.get())
                .orElseGet(() -> admitted(account.get(), endpoint.get(), call));
    }

    /**
     * {@code subcode} is the place of the profile in a bulk call that is complained about, {@code
     * body} what is said.
     */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        String pointer =
                fault.reply()
                        .code()
                        .flatMap(Fault.PlatformCode::subcode)
                        .map(place -> KlaviyoJobs.GROUPS + "/" + place)
                        .orElse("");
        String detail = fault.reply().body().orElse("Scripted error");
        int status = fault.reply().status();
        return pointer.isEmpty()
                ? KlaviyoAnswers.refused(status, detail)
                : KlaviyoAnswers.refused(status, "invalid", pointer, detail);
    }

    /** Revision and content type, before anything is read. */
    private static Optional<Answer> refusal(Call call, KlaviyoEndpoint endpoint) {
        String revision = call.header("revision").orElse("");
        if (revision.isEmpty()) {
            return Optional.of(KlaviyoAnswers.refused(400, "The header revision is required."));
        }
        if (!REVISIONS.contains(revision)) {
            return Optional.of(KlaviyoAnswers.refused(410, "The revision is not served any more."));
        }
        String mediaType = call.contentType().split(";", 2)[0].strip();
        return endpoint.reads() || MEDIA_TYPES.contains(mediaType)
                ? Optional.empty()
                : Optional.of(KlaviyoAnswers.refused(415, "Unsupported media type."));
    }

    private Answer admitted(KlaviyoAccount account, KlaviyoEndpoint endpoint, Call call) {
        if (!account.scopes().containsAll(endpoint.scopes())) {
            ledger.diagnose(account.name(), "scope_missing");
            return KlaviyoAnswers.refused(
                    403, "The key lacks one of " + endpoint.scopes().stream().sorted().toList());
        }
        OptionalLong wait = windows.admit(account.name(), endpoint);
        if (wait.isPresent()) {
            ledger.diagnose(account.name(), "throttled");
            return KlaviyoAnswers.refused(429, "Request was throttled.")
                    .with("Retry-After", Long.toString(wait.getAsLong()));
        }
        return windows.mark(judged(account, endpoint, call), account.name(), endpoint);
    }

    private Answer judged(KlaviyoAccount account, KlaviyoEndpoint endpoint, Call call) {
        if (endpoint.reads()) {
            return KlaviyoAnswers.account(account.name());
        }
        return call.body().length > MAX_BYTES
                ? KlaviyoAnswers.refused(413, "The payload is larger than 5 MB.")
                : jobs.answer(account, endpoint, call.body());
    }

    private Optional<KlaviyoAccount> account(Call call) {
        String key =
                call.header("authorization")
                        .filter(value -> value.startsWith(SCHEME))
                        .map(value -> value.substring(SCHEME.length()))
                        .orElse("");
        return accounts.all().stream()
                .filter(KlaviyoAccount.class::isInstance)
                .map(KlaviyoAccount.class::cast)
                .filter(account -> account.token().equals(key))
                .findFirst();
    }
}
