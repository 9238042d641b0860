// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tracklayer.core.access.KeyCounts;
import io.tracklayer.core.access.KeyCounts.Count;
import io.tracklayer.core.access.Rate;
import io.tracklayer.core.access.Scope;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The write keys in force and what came with each since the start, as JSON and as meters. */
final class KeysView implements OperatorDesk {
    private static final String PATH = "/api/v1/keys";

    private static final String METER = "tracklayer.key.requests";

    private final Supplier<Configuration> configuration;
    private final KeyCounts counts;

    KeysView(Supplier<Configuration> configuration, KeyCounts counts) {
        this.configuration = configuration;
        this.counts = counts;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("GET") && path.equals(PATH);
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        List<Map<String, Object>> seen =
                keys().stream()
                        .filter(key -> request.operator().sees(key.merchant()))
                        .map(this::tree)
                        .toList();
        Map<String, Object> tree = Map.of("keys", seen);
        return new HttpOutput(200, "application/json", StrictJson.write(tree), Map.of());
    }

    /** Registers meters for keys that have none yet; those of revoked keys stay. */
    void register(MeterRegistry meters) {
        List<WriteKey> unknown =
                keys().stream()
                        .filter(key -> meters.find(METER).tag("key", key.id()).meters().isEmpty())
                        .toList();
        for (WriteKey key : unknown) {
            counter(meters, key, "accepted", Count::accepted);
            counter(meters, key, "refused", Count::refusals);
            counter(meters, key, "limited", Count::limited);
        }
    }

    private void counter(
            MeterRegistry meters, WriteKey key, String outcome, ToDoubleFunction<Count> number) {
        FunctionCounter.builder(METER, counts, all -> number.applyAsDouble(all.of(key.id())))
                .description("Requests with a write key")
                .tag("key", key.id())
                .tag("store", key.store())
                .tag("outcome", outcome)
                .register(meters);
    }

    private List<WriteKey> keys() {
        return configuration.get().writeKeys().values().stream()
                .sorted(Comparator.comparing(WriteKey::id))
                .toList();
    }

    private Map<String, Object> tree(WriteKey key) {
        Rate rate = configuration.get().edge().rate(key);
        Count count = counts.of(key.id());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", key.id());
        tree.put("merchant", key.merchant());
        tree.put("store", key.store());
        tree.put("source", key.source());
        tree.put("kind", key.kind().wire());
        tree.put("scopes", key.scopes().stream().map(Scope::wire).sorted().toList());
        tree.put("origins", key.origins());
        tree.put("rate", rate.toString());
        tree.put("burst", rate.burst());
        tree.put("accepted", count.accepted());
        tree.put("rate_limited", count.limited());
        tree.put("refused", count.refused());
        tree.put("last_seen", count.lastSeen().map(Instant::toString).orElse(null));
        return tree;
    }
}
