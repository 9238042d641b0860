// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.taboola;

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
import io.tracklayer.sandbox.platform.Texts;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stands in for Taboola's postback and bulk call. Both answer 204 without a body; what a bulk call
 * holds is judged after the answer, so there the verdict is in the inspection alone.
 */
public final class TaboolaPlatform implements Platform {
    private static final List<String> POSTBACK =
            List.of("actions-handler", "log", "3", "s2s-action");
    private static final List<String> BULK = List.of("log", "3", "bulk-s2s-action");
    private static final int MAX_ACTIONS = 1_000;
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final TaboolaValidator validator;
    private final DedupWindow orders = new DedupWindow(REMEMBERED);

    public TaboolaPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.validator = new TaboolaValidator(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.TABOOLA;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return TaboolaAdvertiser.read(fields);
    }

    /** A postback names no account: the first one registered stands for the owner of the click. */
    @Override
    public String accountOf(Call call) {
        boolean postback = call.segment(1).equals(POSTBACK.get(0));
        return accounts.all().stream()
                .filter(account -> account.platform() == PlatformName.TABOOLA)
                .map(Account::name)
                .filter(name -> postback || name.equals(call.segment(1)))
                .findFirst()
                .orElse(Ledger.UNKNOWN_ACCOUNT);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        orders.clear();
    }

    @Override
    public Answer receive(Call call) {
        List<String> path = call.segments().subList(1, call.segments().size());
        if (path.equals(POSTBACK)) {
            return call.isGet() || call.isPost()
                    ? postback(call)
                    : Answer.methodNotAllowed("GET, POST");
        }
        if (call.segment(1).equals(POSTBACK.get(0))) {
            return Answer.text(400, "the path is misspelled");
        }
        if (!call.segment(1).matches("[0-9]+") || !path.subList(1, path.size()).equals(BULK)) {
            return Answer.text(404, "unknown path");
        }
        return call.isPost() ? bulk(call) : Answer.methodNotAllowed("POST");
    }

    /** The texts of Taboola's errors are not documented; {@code body} says which. */
    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        return Answer.text(fault.reply().status(), fault.reply().body().orElse("scripted error"));
    }

    private Answer postback(Call call) {
        String account = accountOf(call);
        ObjectNode conversion = Json.object();
        call.query().forEach(conversion::put);
        Optional<Reason> refusal =
                validator
                        .unusable(conversion, false)
                        .or(() -> strictly(account, conversion, false));
        if (refusal.isPresent()) {
            ledger.record(Verdict.REJECTED, refusal, sighting(account, conversion));
            return Answer.text(400, refusal.get().sentence());
        }
        count(account, conversion);
        return Answer.empty(204);
    }

    private Answer bulk(Call call) {
        String account = accountOf(call);
        Optional<JsonNode> body = Json.read(call.body());
        if (body.isEmpty() || !call.contentType().startsWith("application/json")) {
            ledger.diagnose(account, "malformed_json");
            return Answer.text(400, "malformed JSON");
        }
        JsonNode actions = body.get().path("actions");
        if (actions.size() > MAX_ACTIONS) {
            ledger.diagnose(account, "too_many_actions");
            return Answer.text(400, "more than " + MAX_ACTIONS + " actions");
        }
        if (!actions.isArray() || actions.isEmpty()) {
            ledger.diagnose(account, "actions_missing");
        }
        actions.forEach(action -> action(account, action));
        return Answer.empty(204);
    }

    private void action(String account, JsonNode action) {
        Optional<Reason> loss =
                validator.unusable(action, true).or(() -> strictly(account, action, true));
        if (loss.isPresent()) {
            ledger.record(Verdict.DROPPED, loss, sighting(account, action));
        } else {
            count(account, action);
        }
    }

    private Optional<Reason> strictly(String account, JsonNode conversion, boolean bulk) {
        Optional<TaboolaAdvertiser> advertiser = advertiser(account);
        return advertiser.map(TaboolaAdvertiser::strict).orElse(true)
                ? validator.undocumented(conversion, bulk)
                : Optional.empty();
    }

    /** Also what counts nowhere is answered by a 204. */
    private void count(String account, JsonNode conversion) {
        Sighting sighting = sighting(account, conversion);
        Optional<TaboolaAdvertiser> advertiser = advertiser(account);
        Optional<Reason> loss =
                advertiser.isEmpty()
                        ? Optional.of(new Reason("account_unknown", "nobody has this account"))
                        : Optional.of(advertiser.get().eventNames())
                                .filter(names -> !names.isEmpty())
                                .filter(names -> !names.contains(sighting.eventName()))
                                .map(
                                        names ->
                                                new Reason(
                                                        "event_name_unknown",
                                                        "no rule in Realize has this event name"));
        ledger.record(loss.isPresent() ? Verdict.DROPPED : Verdict.STORED, loss, sighting);
        boolean again =
                loss.isEmpty()
                        && sighting.orderId().isPresent()
                        && !orders.firstSight(
                                clock.instant(),
                                account,
                                sighting.eventName(),
                                sighting.orderId().get());
        if (again) {
            // No document says that Taboola knows an order again, so it counts once more.
            ledger.diagnose(account, "order_counted_again");
        }
    }

    private Optional<TaboolaAdvertiser> advertiser(String account) {
        return accounts.find(PlatformName.TABOOLA, account, TaboolaAdvertiser.class);
    }

    private static Sighting sighting(String account, JsonNode conversion) {
        return new Sighting(
                account,
                conversion.path("name").asText(""),
                Optional.empty(),
                Texts.find(conversion, "orderid"),
                Optional.of(conversion.path("revenue").asText(""))
                        .filter(text -> text.matches("\\d{1,30}(\\.\\d{1,30})?")),
                Texts.find(conversion, "currency"),
                Texts.find(conversion, "click-id").map(id -> List.of("click-id")).orElse(List.of()),
                Json.write(conversion));
    }
}
