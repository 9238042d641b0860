// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The classic call: it is judged like the other one, and never told so. */
final class AwinClassic {
    private static final int LONGEST_TARGET = 8_192;

    private final Accounts accounts;
    private final Ledger ledger;
    private final AwinTransactions transactions;

    AwinClassic(Accounts accounts, Ledger ledger, AwinTransactions transactions) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.transactions = transactions;
    }

    Answer receive(Call call) {
        if (!call.isGet()) {
            return Answer.methodNotAllowed("GET");
        }
        if (call.target().length() > LONGEST_TARGET) {
            return Answer.empty(414);
        }
        Map<String, String> query = call.query();
        Optional<AwinAdvertiser> advertiser =
                accounts.find(
                        PlatformName.AWIN,
                        query.getOrDefault("merchant", ""),
                        AwinAdvertiser.class);
        List<AwinFields.Problem> problems =
                AwinClassicValidator.check(
                        query, advertiser.map(AwinAdvertiser::strict).orElse(true));
        String account = advertiser.map(Account::name).orElse(Ledger.UNKNOWN_ACCOUNT);
        if (advertiser.isEmpty()) {
            ledger.diagnose(account, "advertiser_unknown");
        } else {
            remark(account, query);
            transactions.book(account, order(query), problems);
        }
        return Answer.empty(200);
    }

    /** Consent of any other value counts as not given a word. */
    private void remark(String account, Map<String, String> query) {
        String consent = query.getOrDefault("cons", "1");
        if (consent.equals("0")) {
            ledger.diagnose(account, "consent_rejected");
        } else if (!consent.equals("1")) {
            ledger.diagnose(account, "consent_not_read");
        }
    }

    private static AwinTransactions.Order order(Map<String, String> query) {
        return new AwinTransactions.Order(
                find(query, "ref"),
                find(query, "amount").filter(text -> text.matches(AwinClassicValidator.AMOUNT)),
                find(query, "cr"),
                query.getOrDefault("ch", ""),
                Stream.of("cks", "vc").filter(name -> find(query, name).isPresent()).toList(),
                "1".equals(query.get("testmode")),
                payload(query));
    }

    private static String payload(Map<String, String> query) {
        var json = Json.object();
        query.forEach(json::put);
        return Json.write(json);
    }

    private static Optional<String> find(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
    }
}
