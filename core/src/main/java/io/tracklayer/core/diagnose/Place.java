// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

/**
 * Where a platform shows what it made of what it was sent.
 *
 * @param url a plain address of the platform, or empty
 * @param menu the way there through its menus
 * @param look what to look for
 */
public record Place(String url, String menu, String look) {}
