// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Counters;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import io.tracklayer.sandbox.platform.RecentList;
import java.util.Map;
import java.util.Optional;

/** The JSON calls that show what a platform was given and what it made of it. */
final class Inspection {
    private final Map<PlatformName, Platform> platforms;
    private final Map<PlatformName, RecentList<RecordedExchange>> exchanges;

    Inspection(
            Map<PlatformName, Platform> platforms,
            Map<PlatformName, RecentList<RecordedExchange>> exchanges) {
        this.platforms = platforms;
        this.exchanges = exchanges;
    }

    Answer answer(Call call) {
        Optional<PlatformName> name = PlatformName.find(call.segment(1));
        if (name.isEmpty() || call.segments().size() > 3) {
            return Answer.unknownPath();
        }
        if (!call.isGet()) {
            return Answer.methodNotAllowed("GET");
        }
        Optional<String> account = call.queryValue("account");
        if (call.segments().size() == 2) {
            return events(platforms.get(name.get()), account);
        }
        return call.segment(2).equals("requests")
                ? requests(name.get(), account)
                : Answer.unknownPath();
    }

    private static Answer events(Platform platform, Optional<String> account) {
        Ledger ledger = platform.ledger();
        Counters counters = ledger.counters(account);
        ObjectNode json = Json.object();
        json.put("platform", platform.name().wire());
        account.ifPresent(wanted -> json.put("account", wanted));
        json.put("requests", counters.requests());
        json.put("received", counters.received());
        json.put("stored", counters.stored());
        json.put("deduplicated", counters.deduplicated());
        json.put("rejected", counters.rejected());
        json.put("dropped", counters.dropped());
        ObjectNode diagnostics = json.putObject("diagnostics");
        counters.diagnostics().forEach(diagnostics::put);
        var events = json.putArray("events");
        ledger.recent(account).forEach(entry -> events.add(entry.toJson()));
        return Answer.json(200, json);
    }

    private Answer requests(PlatformName name, Optional<String> account) {
        ObjectNode json = Json.object();
        json.put("platform", name.wire());
        var list = json.putArray("requests");
        exchanges.get(name).newestFirst().stream()
                .filter(exchange -> account.map(exchange.account()::equals).orElse(true))
                .forEach(exchange -> list.add(exchange.toJson()));
        return Answer.json(200, json);
    }
}
