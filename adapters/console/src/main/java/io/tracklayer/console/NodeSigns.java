// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.config.Configuration;
import java.time.Instant;
import java.util.List;

/**
 * What the running node knows about itself and no row tells.
 *
 * @param applied the first journal offset that is not in the evidence
 * @param journalled the next offset of the journal
 * @param perSecond records applied per second of late; 0 when not known
 * @param rebuilding whether the evidence is still behind where it was at the start, so that nothing
 *     is sent
 * @param stall why nothing becomes evidence, or null while it does
 * @param journalProblem why requests are turned away, or empty
 * @param imports imports that had a part of late
 */
public record NodeSigns(
        long applied,
        long journalled,
        double perSecond,
        boolean rebuilding,
        Stall stall,
        String journalProblem,
        List<Import> imports) {

    /** All is well and nothing is under way. */
    public static final NodeSigns QUIET = new NodeSigns(0, 0, 0, false, null, "", List.of());

    public NodeSigns {
        imports = List.copyOf(imports);
    }

    /** The same without the imports of stores an operator does not see. */
    NodeSigns of(Operator operator, Configuration configuration) {
        List<Import> theirs =
                imports.stream()
                        .filter(
                                one ->
                                        configuration
                                                .store(one.store())
                                                .filter(store -> operator.sees(store.merchant()))
                                                .isPresent())
                        .toList();
        return new NodeSigns(
                applied, journalled, perSecond, rebuilding, stall, journalProblem, theirs);
    }

    /** Journal records that are not in the evidence yet. */
    long behind() {
        return Math.max(0, journalled - applied);
    }

    /** Nothing becomes evidence since then. */
    public record Stall(Instant since, String problem) {}

    /**
     * An import whose parts come one after the other; how many more there will be only the sender
     * knows.
     *
     * @param stored records taken in so far
     */
    public record Import(String id, String store, Instant begunAt, Instant lastAt, long stored) {}
}
