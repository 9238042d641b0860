// SPDX-License-Identifier: Apache-2.0
/**
 * Writes what sets a destination up: its file, and its secrets apart from it. The one place for the
 * command line, which works without a node, and for the node.
 */
package io.tracklayer.core.connect;
