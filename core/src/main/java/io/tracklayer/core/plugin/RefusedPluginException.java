// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

/** A jar of the plugin folder is not taken; the message says why, without naming the jar. */
final class RefusedPluginException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedPluginException(String reason) {
        super(reason);
    }
}
