// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.core.access.Role;
import io.tracklayer.core.intake.HttpOutput;

/** Something operators ask for, or order by a JSON document. Who may is checked before. */
public interface OperatorDesk {
    /** Enough for an order that names things. */
    int SMALL = 16 * 1024;

    /** Enough for an order that brings files. */
    int LARGE = 4 * 1024 * 1024;

    /** Whether a request is meant for it. */
    boolean serves(String method, String path);

    /** What it takes to be answered. */
    default Role role(String method, String path) {
        return method.equals("GET") ? Role.VIEWER : Role.OPERATOR;
    }

    /**
     * Whether it keeps to the merchants the operator sees. Who sees some merchants only is refused
     * where it does not.
     */
    default boolean scoped() {
        return false;
    }

    /** The longest body it reads, in bytes; none is read when it is 0. */
    default int mostBytes(String path) {
        return SMALL;
    }

    /** Answers; may wait. */
    HttpOutput answer(OperatorRequest request);
}
