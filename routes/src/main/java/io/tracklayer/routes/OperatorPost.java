// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.intake.HttpOutput;

/** Something operators order by a small JSON document. Who may is checked before. */
interface OperatorPost {

    /** Whether a POST to the path is meant for it. */
    boolean serves(String path);

    /** Answers a POST; may wait. */
    HttpOutput post(String path, byte[] body);
}
