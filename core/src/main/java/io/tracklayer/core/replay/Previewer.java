// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at what a replay would take up, as it would, and changes nothing. */
final class Previewer {
    private static final int PAGE = 500;
    private static final int EXAMPLES = 20;

    private final EvidenceQueries evidence;
    private final int most;

    /**
     * @param most how many candidates are looked at
     */
    Previewer(EvidenceQueries evidence, int most) {
        this.evidence = evidence;
        this.most = most;
    }

    ReplayPreview of(ReplayOrder order, ActiveConfiguration active, Instant now) {
        Examiner examiner = new Examiner(evidence, order, active, now);
        Counting counting = new Counting();
        Selection page = new Selection(List.of(), ReplayCursor.START, false);
        while (!page.exhausted() && counting.matched < most) {
            page = evidence.replays().select(order, page.next(), PAGE);
            page.candidates().forEach(c -> counting.add(c, examiner.examine(c)));
        }
        return counting.toPreview(order, page.exhausted());
    }

    private static final class Counting {
        private final Map<String, Long> excluded = new TreeMap<>();
        private final Map<ReplayPreview.Group, Long> groups = new LinkedHashMap<>();
        private final List<ReplayPreview.Example> first = new ArrayList<>();
        private long matched;
        private long admitted;

        void add(Candidate candidate, Examiner.Finding finding) {
            ReplayPreview.Group group = ReplayPreview.Group.of(candidate);
            matched++;
            groups.merge(group, 1L, Long::sum);
            if (finding.admitted()) {
                admitted++;
            } else {
                excluded.merge(finding.reason(), 1L, Long::sum);
            }
            if (first.size() < EXAMPLES) {
                first.add(
                        new ReplayPreview.Example(
                                candidate.eventSeq(), group, finding.reason(), finding.sentence()));
            }
        }

        ReplayPreview toPreview(ReplayOrder order, boolean complete) {
            return new ReplayPreview(order, matched, complete, admitted, excluded, groups, first);
        }
    }
}
