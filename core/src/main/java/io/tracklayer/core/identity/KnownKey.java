// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.time.Instant;

/**
 * A key that was seen.
 *
 * @param person whose it is
 * @param since number of the message that brought it
 * @param shared whether too many have it: then it finds and joins nobody
 * @param expires when it goes; one that names somebody goes with that person
 */
public record KnownKey(IdentityKey key, long person, long since, boolean shared, Instant expires) {
    KnownKey asShared() {
        return new KnownKey(key, person, since, true, expires);
    }

    KnownKey until(Instant later) {
        return new KnownKey(key, person, since, shared, later);
    }
}
