// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.function.Consumer;

/** One fault, or kind of fault, played from an empty node to a verdict. */
interface Scenario {
    /**
     * @param progress takes lines for a person who watches
     * @throws SkippedException if it needs what is not here
     * @throws RigException if the node cannot be brought to the end
     */
    Verdict play(RigOptions options, Consumer<String> progress) throws Exception;
}
