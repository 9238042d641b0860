// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.util.List;

/**
 * What changed from one journal offset on, oldest first.
 *
 * @param changes of each event its latest change
 * @param next the offset to go on from
 * @param more whether there is more than was read
 */
public record LiveChanges(List<LiveEvent> changes, long next, boolean more) {
    public LiveChanges {
        changes = List.copyOf(changes);
    }
}
