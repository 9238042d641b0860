// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

/**
 * Everything known of one event or order, redacted.
 *
 * @param name a file name
 * @param zip the file
 */
public record Bundle(String name, byte[] zip) {}
