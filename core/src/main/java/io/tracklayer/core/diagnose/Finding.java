// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.List;
import java.util.Objects;

/**
 * How one layer stands, for one destination or for all.
 *
 * @param destination id, or empty for what is before destinations
 * @param cause closed code of what is wrong, of {@link Cause}; null when nothing is
 * @param sentence what was found
 * @param next what to do, or empty
 */
public record Finding(
        Layer layer,
        String destination,
        State state,
        Cause cause,
        String sentence,
        List<Proof> proofs,
        String next) {
    public Finding {
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(state, "state");
        proofs = List.copyOf(proofs);
    }

    /** Nothing is wrong. */
    public static Finding ok(Layer layer, String destination, String sentence, List<Proof> proofs) {
        return new Finding(layer, destination, State.OK, null, sentence, proofs, "");
    }
}
