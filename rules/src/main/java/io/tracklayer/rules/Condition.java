// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.util.Set;

/**
 * One key of a rule's {@code when}, the event name excepted: rules are indexed by it. Each holds if
 * any of its options does.
 */
sealed interface Condition {

    boolean holds(Situation situation);

    record MerchantIn(Set<String> merchants) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            return merchants.contains(situation.event().merchant());
        }
    }

    record StoreIn(Set<String> stores) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            return stores.contains(situation.event().store());
        }
    }

    /** Any copy that was merged into the event came from one of these. */
    record SourceIn(Set<String> sources) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            for (String source : situation.event().sources()) {
                if (sources.contains(source)) {
                    return true;
                }
            }
            return false;
        }
    }

    record RegionIn(Set<String> countries) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            return countries.contains(situation.region());
        }
    }

    record ConsentIs(Purpose purpose, Set<ConsentState> states) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            return states.contains(situation.event().consent().state(purpose));
        }
    }

    record TestIs(boolean test) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            return situation.event().test() == test;
        }
    }

    record ActionSourceIn(Set<ActionSource> places) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            return places.contains(situation.event().actionSource());
        }
    }

    record CurrencyIn(Set<String> currencies) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            Object currency = situation.event().fields().get(EventField.CURRENCY);
            return currency != null && currencies.contains(currency);
        }
    }
}
