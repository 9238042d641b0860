// SPDX-License-Identifier: Apache-2.0
/**
 * Everything known of one event as one file to hand to somebody else: without personal data and
 * secrets, with an account of what was taken out.
 */
package io.tracklayer.core.bundle;
