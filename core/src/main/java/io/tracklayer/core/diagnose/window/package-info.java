// SPDX-License-Identifier: Apache-2.0
/**
 * What people see first when something is wrong, checked over a window of time: twelve symptoms,
 * each with the causes that are present. Every read is bounded and walks one index.
 */
package io.tracklayer.core.diagnose.window;
