// SPDX-License-Identifier: Apache-2.0
/**
 * Where a conversion is and why: five layers of one event, and symptoms of a window of time. Reads
 * the evidence only.
 */
package io.tracklayer.core.diagnose;
