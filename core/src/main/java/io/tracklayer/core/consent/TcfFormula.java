// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.ConsentState;
import java.util.List;
import java.util.Set;

/**
 * Which TCF purposes a visitor must have consented to.
 *
 * @param all numbers of which none may be missing
 * @param any numbers of which one is enough; empty asks for none
 */
public record TcfFormula(List<Integer> all, List<Integer> any) {
    public TcfFormula {
        all = List.copyOf(all);
        any = List.copyOf(any);
    }

    ConsentState of(Set<Integer> consented) {
        boolean fulfilled =
                consented.containsAll(all)
                        && (any.isEmpty() || any.stream().anyMatch(consented::contains));
        return fulfilled ? ConsentState.GRANTED : ConsentState.DENIED;
    }
}
