// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

/** Nothing answers where a node, or the sandbox, should be. */
final class NodeSilentFailure extends CliFailure {
    private static final long serialVersionUID = 1L;

    NodeSilentFailure(String text, Throwable cause) {
        super(text, cause);
    }
}
