// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.replay.ReplayFilter;
import java.util.Optional;
import java.util.TreeSet;

/** Whose things an operator may see, and to whom stores and destinations belong. */
record Merchants(Visit visit) {

    boolean sees(String merchant) {
        return visit.operator().sees(merchant);
    }

    /** Whether what concerns the whole node may be shown. */
    boolean all() {
        return visit.operator().merchants().isEmpty();
    }

    boolean sees(ReplayFilter filter) {
        return filter.merchant().isEmpty()
                ? seesDestination(filter.destination())
                : sees(filter.merchant());
    }

    boolean seesDestination(String id) {
        Optional<DestinationConfig> known = configuration().destination(id);
        return known.map(one -> sees(one.merchant())).orElse(all());
    }

    boolean seesStore(String id) {
        Optional<StoreConfig> known = configuration().store(id);
        return known.map(one -> sees(one.merchant())).orElse(all());
    }

    /** Those that are set up and may be seen. */
    TreeSet<String> known() {
        TreeSet<String> known = new TreeSet<>(configuration().merchants());
        configuration().destinations().forEach(one -> known.add(one.merchant()));
        known.removeIf(merchant -> !sees(merchant));
        return known;
    }

    private Configuration configuration() {
        return visit.evidence().board().configuration();
    }
}
