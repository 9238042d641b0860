// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import io.tracklayer.sandbox.platform.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the Meta checks find in one call or event. */
final class MetaProblems {
    static final int TOO_OLD = 2804003;
    static final int IN_FUTURE = 2804004;
    static final int CONTENT_WITHOUT_ID = 2804008;
    static final int PURCHASE_WITHOUT_VALUE = 2804009;
    static final int VALUE_WITHOUT_CURRENCY = 2804023;
    static final int BAD_EXTINFO = 2804043;
    static final int INSUFFICIENT_USER_DATA = 2804050;

    /** Enough to explain a refusal; an event made of nonsense must not fill the heap. */
    private static final int MAX_PROBLEMS = 100;

    private final List<MetaProblem> found = new ArrayList<>();

    void refuse(String code, String sentence) {
        refuse(0, code, sentence);
    }

    void refuse(int subcode, String code, String sentence) {
        add(MetaProblem.Severity.REFUSED, subcode, code, sentence);
    }

    void strict(String code, String sentence) {
        strict(0, code, sentence);
    }

    void strict(int subcode, String code, String sentence) {
        add(MetaProblem.Severity.STRICT, subcode, code, sentence);
    }

    void note(String code, String sentence) {
        add(MetaProblem.Severity.NOTE, 0, code, sentence);
    }

    Optional<MetaProblem> refusal(boolean strict) {
        return found.stream().filter(problem -> problem.refuses(strict)).findFirst();
    }

    /** What an accepted event is remarked upon with in the answer's {@code messages}. */
    List<MetaProblem> warnings() {
        return found.stream()
                .filter(problem -> problem.severity() == MetaProblem.Severity.STRICT)
                .toList();
    }

    List<MetaProblem> all() {
        return List.copyOf(found);
    }

    private void add(MetaProblem.Severity severity, int subcode, String code, String sentence) {
        // A refusal always finds room: hundreds of remarks must not hide it.
        if (found.size() < MAX_PROBLEMS || severity == MetaProblem.Severity.REFUSED) {
            found.add(new MetaProblem(severity, subcode, new Reason(code, sentence)));
        }
    }
}
