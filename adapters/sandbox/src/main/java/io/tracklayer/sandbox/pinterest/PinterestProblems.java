// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import io.tracklayer.sandbox.platform.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the Pinterest checks find in one call or event. */
final class PinterestProblems {
    /** Enough to explain a verdict; an event made of nonsense must not fill the heap. */
    private static final int MAX_NOTES = 100;

    private final boolean strict;
    private final List<Reason> notes = new ArrayList<>();
    private Optional<Reason> refusal = Optional.empty();
    private Optional<Reason> failure = Optional.empty();
    private Optional<Reason> warning = Optional.empty();

    PinterestProblems(boolean strict) {
        this.strict = strict;
    }

    /** The description is violated: the whole call is refused. */
    void refuse(String code, String sentence) {
        refusal = refusal.or(() -> Optional.of(new Reason(code, sentence)));
    }

    /** A key the description does not have; the live service may only remark upon it. */
    void unknownKey(String sentence) {
        Reason reason = new Reason("unknown_field", sentence);
        if (strict) {
            refuse(reason.code(), sentence);
        } else {
            warning = warning.or(() -> Optional.of(reason));
        }
    }

    /** This event alone is not processed. */
    void fail(String code, String sentence) {
        failure = failure.or(() -> Optional.of(new Reason(code, sentence)));
    }

    /** Counted among the diagnostics, nothing else. */
    void note(String code, String sentence) {
        if (notes.size() < MAX_NOTES) {
            notes.add(new Reason(code, sentence));
        }
    }

    Optional<Reason> refusal() {
        return refusal;
    }

    Optional<Reason> failure() {
        return failure;
    }

    Optional<Reason> warning() {
        return warning;
    }

    List<Reason> notes() {
        return List.copyOf(notes);
    }
}
