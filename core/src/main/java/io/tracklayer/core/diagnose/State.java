// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import java.util.Locale;

/** How a layer stands. */
public enum State {
    /** As it should be. */
    OK,
    /** It goes on, but not as well as it could. */
    WARNING,
    /** Not over yet. */
    PENDING,
    /** Here it ends. */
    FAILED,
    /** The node cannot know, for instance what a platform counts. */
    UNKNOWN,
    /** An earlier layer failed. */
    NOT_REACHED;

    /** The name in JSON and style sheets. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
