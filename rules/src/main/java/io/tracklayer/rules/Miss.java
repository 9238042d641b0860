// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

/**
 * The first condition of a rule that did not hold.
 *
 * @param key the key under {@code when}, e.g. {@code region} or {@code field user.email}
 * @param wanted what the rule asks for
 * @param actual what the event has; personal data is not shown
 */
public record Miss(String key, String wanted, String actual) {}
