// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.other;

import com.fasterxml.jackson.databind.node.TextNode;
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
import io.tracklayer.sandbox.platform.Sighting;
import io.tracklayer.sandbox.platform.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes any call to {@code /other/{account}/…} and shows it, for plugins of platforms that have no
 * stand-in here. It knows nothing of the platform, so it judges nothing but the token.
 */
public final class OtherPlatform implements Platform {
    private static final String BEARER = "Bearer ";

    private final Accounts accounts;
    private final Ledger ledger;

    public OtherPlatform(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.ledger = new Ledger(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.OTHER;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return OtherApi.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String api = call.segment(1);
        return accounts.knows(PlatformName.OTHER, api) ? api : Ledger.UNKNOWN_ACCOUNT;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
    }

    @Override
    public Answer receive(Call call) {
        Optional<OtherApi> api = accounts.find(PlatformName.OTHER, call.segment(1), OtherApi.class);
        if (api.isEmpty()) {
            return Answer.unknownPath();
        }
        if (api.get().token().isPresent() && !carries(call, api.get().token().get())) {
            ledger.diagnose(api.get().name(), "bad_token");
            return Answer.json(401, Json.object().put("error", "bad token"));
        }
        ledger.record(Verdict.STORED, sighting(api.get().name(), call));
        return Answer.of(api.get().status(), "application/json", api.get().body());
    }

    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        return Answer.text(fault.reply().status(), fault.reply().body().orElse("scripted error"));
    }

    private static boolean carries(Call call, String token) {
        return call.header("authorization").filter((BEARER + token)::equals).isPresent();
    }

    private static Sighting sighting(String api, Call call) {
        return new Sighting(
                api,
                call.method() + " " + call.target(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Json.write(Json.read(call.body()).orElseGet(() -> TextNode.valueOf(call.text()))));
    }
}
