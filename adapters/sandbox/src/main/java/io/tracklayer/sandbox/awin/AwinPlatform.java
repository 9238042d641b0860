// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands in for Awin: the Conversion API under {@code /awin/s2s}, the classic call at {@code
 * /awin/sread.php}. Both book into the same transactions.
 */
public final class AwinPlatform implements Platform {
    private static final int MAX_ORDERS = 1_000;
    private static final int MINUTE = 60;
    private static final Set<Integer> LISTED = Set.of(200, 202, 206, 400, 406, 422);

    private final Accounts accounts;
    private final Ledger ledger;
    private final AwinTransactions transactions;
    private final AwinClassic classic;
    private final AwinCalls calls;

    public AwinPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.ledger = new Ledger(clock);
        this.transactions = new AwinTransactions(ledger, clock);
        this.classic = new AwinClassic(accounts, ledger, transactions);
        this.calls = new AwinCalls(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.AWIN;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return AwinAdvertiser.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String id = classic(call) ? call.queryValue("merchant").orElse("") : call.segment(3);
        return accounts.knows(PlatformName.AWIN, id) ? id : Ledger.UNKNOWN_ACCOUNT;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        transactions.clear();
        calls.clear();
    }

    @Override
    public Answer receive(Call call) {
        if (classic(call)) {
            return classic.receive(call);
        }
        boolean path =
                call.segments().size() == 5
                        && call.segment(1).equals("s2s")
                        && call.segment(2).equals("advertiser")
                        && call.segment(4).equals("orders");
        if (!path) {
            return AwinAnswers.message(404, "unknown path");
        }
        return call.isPost() ? authorised(call) : Answer.methodNotAllowed("POST");
    }

    /** A status that lists orders lists every one as failed; any other has the message alone. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        int status = fault.reply().status();
        String text = fault.reply().body().orElse("Scripted error");
        if (classic(call)) {
            return Answer.empty(status);
        }
        return LISTED.contains(status)
                ? AwinAnswers.failed(status, orders(body(call)), text)
                : AwinAnswers.message(status, text);
    }

    private static boolean classic(Call call) {
        return call.segment(1).equals("sread.php") && call.segments().size() == 2;
    }

    /** The key stands in a header of its own; a bearer token is none. */
    private Answer authorised(Call call) {
        String key = call.header("x-api-key").orElse("");
        boolean known = advertisers().stream().anyMatch(one -> one.token().equals(key));
        if (!known) {
            ledger.diagnose(accountOf(call), "key_rejected");
            return AwinAnswers.message(401, "x-api-key is missing or not valid");
        }
        Optional<AwinAdvertiser> advertiser =
                accounts.find(PlatformName.AWIN, call.segment(3), AwinAdvertiser.class);
        if (advertiser.isEmpty()) {
            ledger.diagnose(Ledger.UNKNOWN_ACCOUNT, "advertiser_unknown");
            return AwinAnswers.message(404, "the advertiser does not exist");
        }
        if (!advertiser.get().token().equals(key)) {
            ledger.diagnose(advertiser.get().name(), "advertiser_forbidden");
            return AwinAnswers.message(403, "the user has no access to the advertiser");
        }
        return calls.allow(advertiser.get())
                ? read(advertiser.get(), call)
                : throttled(advertiser.get());
    }

    private Answer throttled(AwinAdvertiser advertiser) {
        ledger.diagnose(advertiser.name(), "throttled");
        return AwinAnswers.message(429, "too many calls").with("Retry-After", "" + MINUTE);
    }

    private Answer read(AwinAdvertiser advertiser, Call call) {
        JsonNode body = body(call);
        Optional<String> refusal = refusal(call, body, advertiser.strict());
        if (refusal.isPresent()) {
            ledger.diagnose(advertiser.name(), "call_refused");
            return AwinAnswers.message(400, refusal.get());
        }
        List<JsonNode> orders = orders(body);
        List<List<AwinFields.Problem>> problems = new ArrayList<>();
        for (JsonNode order : orders) {
            List<AwinFields.Problem> found = AwinOrderValidator.check(order, advertiser.strict());
            problems.add(found);
            transactions.book(advertiser.name(), AwinTransactions.of(order), found);
        }
        return AwinAnswers.judged(orders, problems, advertiser.immediate());
    }

    private static Optional<String> refusal(Call call, JsonNode body, boolean strict) {
        if (!call.contentType().startsWith("application/json")) {
            return Optional.of("Content-Type must be application/json");
        }
        JsonNode orders = body.path("orders");
        if (!orders.isArray() || orders.isEmpty() || orders.size() > MAX_ORDERS) {
            return Optional.of("orders must be an array of 1 to 1000 orders");
        }
        JsonNode webhook = body.path("webhook");
        boolean hooked =
                webhook.isMissingNode() || webhook.path("url").asText().startsWith("https://");
        boolean known = body.size() == (webhook.isMissingNode() ? 1 : 2);
        if (!hooked || strict && !known) {
            return Optional.of("the call takes orders and a webhook with an https url");
        }
        return Optional.empty();
    }

    private static JsonNode body(Call call) {
        return Json.read(call.body()).orElse(Json.object());
    }

    private static List<JsonNode> orders(JsonNode body) {
        List<JsonNode> orders = new ArrayList<>();
        body.path("orders").forEach(orders::add);
        return orders;
    }

    private List<AwinAdvertiser> advertisers() {
        return accounts.all().stream()
                .filter(AwinAdvertiser.class::isInstance)
                .map(AwinAdvertiser.class::cast)
                .toList();
    }
}
