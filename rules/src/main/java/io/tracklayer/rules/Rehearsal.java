// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.enrich.Enricher;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.normalise.Normalised;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.Observation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an observation would become in an installation, without a node: the canonical event and how
 * it would be decided. Nothing is merged, remembered, stored or sent.
 */
public final class Rehearsal {
    private final SetUp setUp;
    private final StoreConfig store;

    /**
     * Reads an installation.
     *
     * @param store its id; empty when there is only one
     * @throws RulesDeskException if the configuration has problems or has no such store
     */
    public Rehearsal(Path config, String store) {
        try {
            this.setUp = SetUp.read(config, InstalledPlugins.load(config), System.getenv());
        } catch (InvalidConfigException invalid) {
            throw new RulesDeskException(
                    "the configuration has problems:\n" + invalid.getMessage(), invalid);
        }
        this.store = store(store);
    }

    private StoreConfig store(String id) {
        Map<String, StoreConfig> stores = new TreeMap<>(setUp.configuration().stores());
        Collection<StoreConfig> all = stores.values();
        if (id.isEmpty() && all.size() == 1) {
            return all.iterator().next();
        }
        StoreConfig named = stores.get(id);
        if (named == null) {
            throw new RulesDeskException(
                    (id.isEmpty() ? "name a store" : "there is no store \"" + id + "\"")
                            + "; known: "
                            + String.join(", ", stores.keySet()),
                    null);
        }
        return named;
    }

    /**
     * Makes the canonical event and decides it.
     *
     * @param source name of the source that made the observation
     * @return {@code event}, {@code origins} by field, {@code notes} and {@code decided} as {@code
     *     /api/v1/rules/explain} tells it; or {@code rejected} and {@code sentence}
     */
    public Map<String, Object> of(
            Observation observation, String source, Authority authority, Instant receivedAt) {
        Normalised normalised =
                new Normaliser()
                        .normalise(
                                observation,
                                new Normaliser.Context(
                                        "rehearsed", source, authority, store, receivedAt));
        Map<String, Object> tree = new LinkedHashMap<>();
        if (normalised instanceof Normalised.Rejected rejected) {
            tree.put("rejected", rejected.code());
            tree.put("sentence", rejected.sentence());
            return tree;
        }
        Normalised.Accepted accepted = (Normalised.Accepted) normalised;
        Enricher.Enriched enriched = new Enricher().enrich(accepted.event(), accepted.provenance());
        tree.put("event", EventJson.toTree(enriched.event()));
        tree.put("origins", origins(enriched.provenance()));
        tree.put("notes", accepted.notes());
        tree.put("decided", ExplanationJson.event(0, enriched.event(), setUp, ""));
        return tree;
    }

    private static Map<String, Object> origins(Map<String, Provenance> provenance) {
        Map<String, Object> origins = new TreeMap<>();
        provenance.forEach(
                (path, from) ->
                        origins.put(
                                path,
                                from.origin().isEmpty()
                                        ? from.rule()
                                        : from.origin() + ", " + from.rule()));
        return origins;
    }
}
