// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.diagnose.Symptom;
import java.util.List;

/** Looks for one symptom and tells its causes apart. Has no state. */
interface SymptomCheck {
    Symptom symptom();

    /** What it looks at, as a sentence without an end. */
    String looksAt();

    /** The causes that are present; several may be. */
    List<WindowFinding> check(Window window);
}
