// SPDX-License-Identifier: Apache-2.0
/**
 * The command line. It starts processes and talks HTTP to a node; it never links the pipeline. What
 * a destination needs is asked of the plugins on the class path.
 */
package io.tracklayer.cli;
