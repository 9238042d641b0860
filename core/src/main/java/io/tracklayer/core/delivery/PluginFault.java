// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

/** A plugin broke its contract: it threw, blocked, or gave what it must not. */
final class PluginFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PluginFault(String what, Throwable cause) {
        super(what, cause);
    }
}
