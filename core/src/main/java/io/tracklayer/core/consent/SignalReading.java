// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one signal says.
 *
 * @param source the signal's name on an event
 * @param states purposes it speaks of; unknown where it should decide and cannot be read, so that
 *     no signal after it may grant the purpose
 * @param optOuts purposes that are denied whatever other signals say
 * @param notes what is wrong with it, as sentences
 */
record SignalReading(
        String source,
        Map<Purpose, ConsentState> states,
        Set<Purpose> optOuts,
        List<String> notes) {

    static final Set<Purpose> OPT_OUT_OF_SALE =
            Set.copyOf(EnumSet.of(Purpose.SALE_OF_DATA, Purpose.AD_PERSONALIZATION));

    SignalReading {
        states = Map.copyOf(states);
        optOuts = Set.copyOf(optOuts);
        notes = List.copyOf(notes);
    }

    static SignalReading of(String source, Map<Purpose, ConsentState> states) {
        return new SignalReading(source, states, Set.of(), List.of());
    }

    /** A signal that is there and says nothing. */
    static SignalReading silent(String source) {
        return of(source, Map.of());
    }

    static SignalReading optOut(String source, Set<Purpose> purposes) {
        return new SignalReading(source, Map.of(), purposes, List.of());
    }

    /** A signal that cannot be read: what it would decide stays unknown. */
    static SignalReading unreadable(
            String source, String signal, String why, Collection<Purpose> concerned) {
        return new SignalReading(
                source,
                concerned.stream()
                        .collect(Collectors.toMap(Function.identity(), p -> ConsentState.UNKNOWN)),
                Set.of(),
                List.of(note(signal, why + ", so it reads as unknown")));
    }

    static String note(String signal, String sentence) {
        return "consent." + signal + ": " + sentence;
    }

    /** Both as one signal: where they disagree, no before not known before yes. */
    SignalReading and(SignalReading other) {
        Map<Purpose, ConsentState> joined = new EnumMap<>(Purpose.class);
        joined.putAll(states);
        other.states.forEach(
                (purpose, state) -> joined.merge(purpose, state, SignalReading::stricter));
        Set<Purpose> out = EnumSet.noneOf(Purpose.class);
        out.addAll(optOuts);
        out.addAll(other.optOuts);
        List<String> all = new ArrayList<>(notes);
        all.addAll(other.notes);
        return new SignalReading(source, joined, out, all);
    }

    /** Whether it decides anything. */
    boolean decides() {
        return !optOuts.isEmpty()
                || states.values().stream().anyMatch(state -> state != ConsentState.UNKNOWN);
    }

    private static ConsentState stricter(ConsentState one, ConsentState other) {
        if (one == ConsentState.DENIED || other == ConsentState.DENIED) {
            return ConsentState.DENIED;
        }
        return one == other ? one : ConsentState.UNKNOWN;
    }
}
