// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which consent is looked for.
 *
 * @param purpose the purpose asked about, or null for all of them together
 * @param state what it has to be, or null for any. For all together: granted, when nothing was
 *     refused and something granted; denied, when anything was refused; unknown, when nothing is
 *     known
 */
public record ConsentWanted(Purpose purpose, ConsentState state) {
    /** Whatever the visitor said. */
    public static final ConsentWanted ANY = new ConsentWanted(null, null);

    /**
     * Reads one.
     *
     * @param text e.g. {@code denied} or {@code marketing:denied}; any when empty
     * @return empty when it is neither
     */
    public static Optional<ConsentWanted> read(String text) {
        return text.isEmpty()
                ? Optional.of(ANY)
                : all().stream().filter(one -> one.wire().equals(text)).findFirst();
    }

    /** All that can be asked for. */
    public static List<ConsentWanted> all() {
        List<ConsentWanted> all = new ArrayList<>();
        Arrays.stream(ConsentState.values()).forEach(s -> all.add(new ConsentWanted(null, s)));
        for (Purpose purpose : Purpose.values()) {
            Arrays.stream(ConsentState.values())
                    .forEach(s -> all.add(new ConsentWanted(purpose, s)));
        }
        return all;
    }

    /** As it stands in addresses. */
    public String wire() {
        if (state == null) {
            return "";
        }
        return purpose == null ? state.wire() : purpose.wire() + ":" + state.wire();
    }

    /** Whether the consent of an event is this. */
    public boolean fits(Function<Purpose, ConsentState> consent) {
        if (state == null) {
            return true;
        }
        return (purpose == null ? together(consent) : consent.apply(purpose)) == state;
    }

    private static ConsentState together(Function<Purpose, ConsentState> consent) {
        List<ConsentState> states = Arrays.stream(Purpose.values()).map(consent).toList();
        if (states.contains(ConsentState.DENIED)) {
            return ConsentState.DENIED;
        }
        return states.contains(ConsentState.GRANTED) ? ConsentState.GRANTED : ConsentState.UNKNOWN;
    }
}
