// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import java.util.List;

/**
 * All twelve symptoms of a window.
 *
 * @param symptoms those that are present first
 */
public record WindowReport(WindowQuestion question, List<SymptomReport> symptoms) {
    public WindowReport {
        symptoms = List.copyOf(symptoms);
    }

    /** How many symptoms are present. */
    public long present() {
        return symptoms.stream().filter(SymptomReport::present).count();
    }
}
