// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.diagnose.Symptom;
import java.util.List;

/**
 * What became of one check.
 *
 * @param lookedAt what the check looks at, as a sentence
 * @param findings the causes that are present, the most frequent first; none when the symptom is
 *     absent
 */
public record SymptomReport(Symptom symptom, String lookedAt, List<WindowFinding> findings) {
    public SymptomReport {
        findings = List.copyOf(findings);
    }

    /** Whether there is anything to do. */
    public boolean present() {
        return !findings.isEmpty();
    }
}
