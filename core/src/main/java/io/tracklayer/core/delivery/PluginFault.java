// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

/** A plugin broke its contract: it threw, blocked, or gave what it must not. */
final class PluginFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean made;

    PluginFault(String what, Throwable cause) {
        this(what, cause, true);
    }

    private PluginFault(String what, Throwable cause, boolean made) {
        super(what, cause);
        this.made = made;
    }

    /** A call that was not made, because the plugin is called no more. */
    static PluginFault suspended() {
        return new PluginFault("it is suspended", null, false);
    }

    /** Whether the plugin was called at all. */
    boolean made() {
        return made;
    }
}
