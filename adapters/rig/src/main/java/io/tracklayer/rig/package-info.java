// SPDX-License-Identifier: Apache-2.0
/**
 * Proves on a running node, from outside, that nothing acknowledged is lost and nothing is counted
 * twice. Load and platforms keep ledgers; the checker reads nothing but these and what the node
 * says of itself. Shares no code with the node.
 */
package io.tracklayer.rig;
