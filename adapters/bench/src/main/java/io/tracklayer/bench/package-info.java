// SPDX-License-Identifier: Apache-2.0
/** {@code tl bench}: what a node costs, as ratios measured in one run. */
package io.tracklayer.bench;
