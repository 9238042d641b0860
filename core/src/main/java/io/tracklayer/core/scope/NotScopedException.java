// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

/** Something was asked for that only operators who see all merchants are told. */
public final class NotScopedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotScopedException() {
        this("this is about all merchants, and you see some only; ask who sees all of them");
    }

    public NotScopedException(String message) {
        super(message);
    }
}
