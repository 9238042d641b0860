// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import java.util.Set;

/**
 * The names of an installation that rules may use.
 *
 * @param destinations ids of configured destinations and of installed destination plugins
 * @param merchants ids of merchants; empty when they are not known, then any is taken
 * @param stores ids of stores; empty when they are not known
 * @param sources ids of sources; empty when they are not known
 */
public record Vocabulary(
        Set<String> destinations, Set<String> merchants, Set<String> stores, Set<String> sources) {

    public Vocabulary {
        destinations = Set.copyOf(destinations);
        merchants = Set.copyOf(merchants);
        stores = Set.copyOf(stores);
        sources = Set.copyOf(sources);
    }

    /** Destinations only, where nothing is known of the installation's merchants. */
    public static Vocabulary of(Set<String> destinations) {
        return new Vocabulary(destinations, Set.of(), Set.of(), Set.of());
    }
}
