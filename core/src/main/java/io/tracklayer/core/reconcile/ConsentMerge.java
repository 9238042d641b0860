// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Joins what two sides know about consent, purpose by purpose. Known beats unknown; a denial
 * without a time beats everything, because nothing shows that a grant came after it; then the later
 * decision counts and of two at one time the denial; a grant without a time counts last.
 *
 * <p>That is one order over all states, so any order of joining ends with the same consent.
 *
 * @param consent the union, under the name of the latest signal
 * @param provenance paths {@code consent}, and {@code consent.<purpose>} where a purpose came from
 *     another signal than that
 */
record ConsentMerge(Consent consent, Map<String, Provenance> provenance) {
    static final String PATH = "consent";

    private static final Comparator<Instant> LATER_FIRST =
            Comparator.nullsLast(Comparator.reverseOrder());
    private static final Comparator<Signal> SIGNALS =
            Comparator.<Signal, Boolean>comparing(signal -> !signal.consent.known())
                    .thenComparing(signal -> signal.consent.collectedAt(), LATER_FIRST)
                    .thenComparing(signal -> signal.consent.source())
                    .thenComparing(signal -> new TreeMap<>(signal.consent.raw()).toString())
                    .thenComparing(signal -> signal.consent.region())
                    .thenComparing(signal -> signal.consent.gdpr().toString())
                    .thenComparing(Signal::from, Claim.BY_ORIGIN)
                    .thenComparing(Signal::from, Claim.BY_TIME);
    private static final Comparator<Decision> DECISIONS =
            Comparator.comparingInt(Decision::place)
                    .thenComparing(decision -> decision.from.at(), LATER_FIRST)
                    .thenComparing(decision -> decision.state != ConsentState.DENIED)
                    .thenComparing(Decision::from, Claim.BY_ORIGIN);

    static ConsentMerge of(Side one, Side other) {
        Signal signal = first(SIGNALS, Signal.of(one), Signal.of(other));
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        Map<String, Provenance> provenance = new HashMap<>();
        if (signal.consent.known()) {
            provenance.put(PATH, signal.from);
        }
        for (Purpose purpose : Purpose.values()) {
            Decision decision =
                    first(DECISIONS, Decision.of(one, purpose), Decision.of(other, purpose));
            if (decision.state != ConsentState.UNKNOWN) {
                states.put(purpose, decision.state);
                if (!signal.gave(decision)) {
                    provenance.put(path(purpose), decision.from);
                }
            }
        }
        Consent named = signal.consent;
        return new ConsentMerge(
                new Consent(
                        states,
                        named.source(),
                        named.raw(),
                        named.region(),
                        named.gdprApplies(),
                        named.collectedAt()),
                provenance);
    }

    /** Whether the path tells where consent came from. */
    static boolean covers(String path) {
        return path.equals(PATH) || path.startsWith(PATH + ".");
    }

    private static String path(Purpose purpose) {
        return PATH + "." + purpose.wire();
    }

    private static <T> T first(Comparator<T> order, T one, T other) {
        return order.compare(one, other) <= 0 ? one : other;
    }

    private record Signal(Consent consent, Provenance from) {
        static Signal of(Side side) {
            return new Signal(side.event().consent(), side.from(PATH));
        }

        /** Of two copies with one signal it does not matter which one is named. */
        boolean gave(Decision decision) {
            return Claim.BY_ORIGIN.compare(from, decision.from) == 0
                    && Objects.equals(consent.collectedAt(), decision.from.at());
        }
    }

    /** The time of {@code from} is that of the decision. */
    private record Decision(ConsentState state, Provenance from) {
        static Decision of(Side side, Purpose purpose) {
            Consent consent = side.event().consent();
            Provenance own = side.provenance().get(path(purpose));
            return new Decision(
                    consent.state(purpose),
                    own == null ? side.from(PATH).at(consent.collectedAt()) : own);
        }

        int place() {
            if (state == ConsentState.UNKNOWN) {
                return 3;
            }
            if (from.at() == null) {
                return state == ConsentState.DENIED ? 0 : 2;
            }
            return 1;
        }
    }
}
