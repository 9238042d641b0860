// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayFilter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one operator sees of an installation. */
public record Sight(Operator operator, Configuration configuration) {

    /** Whether what is a merchant's may be shown. */
    public boolean sees(String merchant) {
        return operator.sees(merchant);
    }

    /** Whether a destination that is set up sends for a merchant they see. */
    public boolean seesDestination(String id) {
        return operator.merchants().isEmpty()
                || configuration.destination(id).filter(one -> sees(one.merchant())).isPresent();
    }

    /** The merchants to ask for when a filter names one, or none. */
    List<String> merchants(String wanted) {
        return wanted.isEmpty()
                ? operator.merchants().stream().sorted().toList()
                : List.of(wanted).stream().filter(this::sees).toList();
    }

    /**
     * The merchant an order is limited to.
     *
     * @param wanted what the order names; empty when it names none
     * @return empty when it may concern all
     * @throws NotScopedException when the operator does not see it, or has to choose
     */
    public String limit(String wanted) {
        if (!wanted.isEmpty() && !sees(wanted)) {
            throw new NotScopedException("you do not see the merchant \"" + wanted + "\"");
        }
        if (!wanted.isEmpty() || operator.merchants().isEmpty()) {
            return wanted;
        }
        if (operator.merchants().size() > 1) {
            throw new NotScopedException(
                    "name one of the merchants you see: " + String.join(", ", merchants("")));
        }
        return operator.merchants().iterator().next();
    }

    /** The destinations they see that are set up. */
    List<String> destinations(String wanted) {
        return configuration.destinations().stream()
                .filter(one -> sees(one.merchant()))
                .map(DestinationConfig::id)
                .filter(id -> wanted.isEmpty() || wanted.equals(id))
                .toList();
    }

    /** Whether all a replay means is of merchants they see. */
    public boolean sees(Replay replay) {
        ReplayFilter filter = replay.order().filter();
        if (!filter.merchant().isEmpty()) {
            return sees(filter.merchant());
        }
        return operator.merchants().isEmpty()
                || seesDestination(filter.destination())
                || configuration
                        .store(filter.store())
                        .filter(store -> sees(store.merchant()))
                        .isPresent();
    }

    /** The installation as if there were no others. */
    public Configuration seen() {
        Configuration all = configuration;
        if (operator.merchants().isEmpty()) {
            return all;
        }
        Map<String, StoreConfig> stores =
                all.stores().entrySet().stream()
                        .filter(entry -> sees(entry.getValue().merchant()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Configuration(
                all.node(),
                all.reconciliation(),
                all.retention(),
                all.identity(),
                all.journal(),
                all.edge(),
                stores,
                all.destinations().stream().filter(one -> sees(one.merchant())).toList(),
                all.writeKeys().entrySet().stream()
                        .filter(entry -> sees(entry.getValue().merchant()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
