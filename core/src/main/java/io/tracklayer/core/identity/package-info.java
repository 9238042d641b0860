// SPDX-License-Identifier: Apache-2.0
/**
 * Memory of visitors and customers: which keys belong to one person and why, and the click and
 * browser ids that were seen, for events that happen where no browser takes part.
 */
package io.tracklayer.core.identity;
