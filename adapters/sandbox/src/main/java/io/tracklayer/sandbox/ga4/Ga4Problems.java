// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import io.tracklayer.sandbox.platform.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the GA4 checks find in one body or event. */
final class Ga4Problems {
    private static final int MAX_PROBLEMS = 50;

    private final List<Ga4Problem> found = new ArrayList<>();
    private final List<Reason> marks = new ArrayList<>();

    void add(Ga4Problem.Code code, String fieldPath, String reason, String sentence) {
        if (found.size() < MAX_PROBLEMS) {
            found.add(new Ga4Problem(code, fieldPath, new Reason(reason, sentence)));
        }
    }

    /** Something the platform changes silently while it keeps the event. */
    void mark(String reason, String sentence) {
        marks.add(new Reason(reason, sentence));
    }

    Optional<Reason> firstReason() {
        return found.stream().findFirst().map(Ga4Problem::reason);
    }

    Optional<Reason> firstMark() {
        return marks.stream().findFirst();
    }

    List<Ga4Problem> all() {
        return List.copyOf(found);
    }
}
