// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.util.List;

/**
 * Some of the candidates of a replay, in its order.
 *
 * @param candidates may be few or none although more follow
 * @param next where to go on
 * @param exhausted whether nothing follows
 */
public record Selection(List<Candidate> candidates, ReplayCursor next, boolean exhausted) {
    public Selection {
        candidates = List.copyOf(candidates);
    }
}
