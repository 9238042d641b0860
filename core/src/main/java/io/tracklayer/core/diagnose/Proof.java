// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

/**
 * What a finding rests on.
 *
 * @param text a sentence with the values
 * @param link path of a page of the console that shows it, or empty
 */
public record Proof(String text, String link) {}
