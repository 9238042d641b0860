// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.webhook;

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
import io.tracklayer.sandbox.platform.Money;
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
import java.util.Set;
import java.util.TreeSet;

/** Stands in for consumers of Standard Webhooks: {@code POST /webhook/{name}}. */
public final class WebhookReceiver implements Platform {
    /** Standard Webhooks asks for five minutes at least; long enough for every redelivery. */
    private static final Duration DEDUP_WINDOW = Duration.ofHours(96);

    private final Accounts accounts;
    private final Clock clock;
    private final Ledger ledger;
    private final StandardWebhookVerifier verifier;
    private final DedupWindow messages = new DedupWindow(DEDUP_WINDOW);

    public WebhookReceiver(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        this.verifier = new StandardWebhookVerifier(clock);
    }

    @Override
    public PlatformName name() {
        return PlatformName.WEBHOOK;
    }

    @Override
    public Account readAccount(ControlFields fields) {
        return WebhookEndpoint.read(fields);
    }

    @Override
    public String accountOf(Call call) {
        String endpoint = call.segment(1);
        return accounts.knows(PlatformName.WEBHOOK, endpoint) ? endpoint : Ledger.UNKNOWN_ACCOUNT;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void reset() {
        ledger.clear();
        messages.clear();
    }

    @Override
    public Answer receive(Call call) {
        Optional<WebhookEndpoint> endpoint =
                accounts.find(PlatformName.WEBHOOK, call.segment(1), WebhookEndpoint.class);
        if (call.segments().size() != 2 || endpoint.isEmpty()) {
            return Answer.unknownPath();
        }
        if (!call.isPost()) {
            return Answer.methodNotAllowed("POST");
        }
        if (call.body().length > WebhookBodyValidator.MAX_BYTES) {
            ledger.diagnose(endpoint.get().name(), "body_too_large");
            return Answer.text(413, "the body is larger than 256 kB");
        }
        Optional<Reason> distrust = verifier.distrust(call, endpoint.get().keys());
        if (distrust.isPresent()) {
            // Not shown as an event: what nobody signed may come from anybody.
            ledger.diagnose(endpoint.get().name(), distrust.get().code());
            return Answer.text(401, distrust.get().text());
        }
        return trusted(call, endpoint.get().name());
    }

    @Override
    public Answer errorAnswer(Call call, Fault fault) {
        return Answer.text(fault.reply().status(), fault.reply().body().orElse("scripted error"));
    }

    private Answer trusted(Call call, String endpoint) {
        Optional<JsonNode> body = Json.read(call.body());
        Sighting sighting = sighting(endpoint, body.orElse(Json.object()));
        Optional<Reason> refusal = WebhookBodyValidator.refusal(call, body);
        if (refusal.isPresent()) {
            ledger.record(Verdict.REJECTED, refusal, sighting);
            return Answer.text(400, refusal.get().text());
        }
        String id = call.header("webhook-id").orElse("");
        boolean first = messages.firstSight(clock.instant(), endpoint, id);
        ledger.record(first ? Verdict.STORED : Verdict.DEDUPLICATED, sighting);
        return Answer.json(200, Json.object().put("ok", true));
    }

    private static Sighting sighting(String endpoint, JsonNode body) {
        JsonNode data = body.path("data");
        return new Sighting(
                endpoint,
                body.path("type").asText(""),
                Texts.find(data, "event_id"),
                Texts.find(data, "order_id"),
                Money.text(data.path("value")),
                Texts.find(data, "currency"),
                matchKeys(data),
                Json.write(body));
    }

    private static List<String> matchKeys(JsonNode data) {
        Set<String> keys = new TreeSet<>();
        data.path("user").fieldNames().forEachRemaining(keys::add);
        data.path("click_ids").fieldNames().forEachRemaining(keys::add);
        return List.copyOf(keys);
    }
}
