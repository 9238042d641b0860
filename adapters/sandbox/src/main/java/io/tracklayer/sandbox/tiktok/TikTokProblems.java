// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import io.tracklayer.sandbox.platform.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the TikTok checks find in one event: the first refusal, which TikTok names, and notes. */
final class TikTokProblems {
    private static final int MAX_NOTES = 100;

    private final List<String> notes = new ArrayList<>();
    private Reason refusal;

    /** Refuses the event; the sentence begins with the path of the member. */
    void refuse(String code, String path, String sentence) {
        if (refusal == null) {
            refusal = new Reason(code, path + ": " + sentence);
        }
    }

    /** Remarks on something TikTok takes, though it may not be what was meant. */
    void note(String code) {
        if (notes.size() < MAX_NOTES) {
            notes.add(code);
        }
    }

    Optional<Reason> refusal() {
        return Optional.ofNullable(refusal);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
