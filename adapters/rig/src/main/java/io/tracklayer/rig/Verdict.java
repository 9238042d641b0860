// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What came of one run.
 *
 * @param folder where its logs lie
 * @param counts what was counted, in the order to be shown
 */
record Verdict(Path folder, Map<String, Long> counts, List<Defect> defects) {
    boolean passed() {
        return defects.isEmpty();
    }
}
