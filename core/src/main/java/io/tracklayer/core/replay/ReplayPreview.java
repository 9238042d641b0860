// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.util.List;
import java.util.Map;

/**
 * What a replay would do, before it does it.
 *
 * @param matched how many deliveries match
 * @param complete whether all that match were looked at; otherwise only the first ones were
 * @param admitted how many would be sent
 * @param excluded how many would be left alone, by reason code
 * @param groups what matches, by where it stands
 * @param first the first ones
 */
public record ReplayPreview(
        ReplayOrder order,
        long matched,
        boolean complete,
        long admitted,
        Map<String, Long> excluded,
        Map<Group, Long> groups,
        List<Example> first) {

    /**
     * Deliveries that stand alike.
     *
     * @param status {@code none} when there is no delivery yet
     */
    public record Group(String destination, String status, String reason, String eventName) {
        static Group of(Candidate candidate) {
            return new Group(
                    candidate.destination(),
                    candidate.present().map(d -> d.status().wire()).orElse("none"),
                    candidate.present().map(d -> d.reason()).orElse(""),
                    candidate.eventName());
        }
    }

    /**
     * One of them.
     *
     * @param excluded why it would be left alone, or empty
     */
    public record Example(long eventSeq, Group group, String excluded, String sentence) {}
}
