// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one message brought to light: one browser, or one customer. Persons that are joined have the
 * same root and are shown as one.
 *
 * @param id made of the number of the message, so that a rebuilt store numbers alike
 * @param browser whether it is a browser rather than a customer
 * @param named which kinds of keys name the customer; empty for a browser
 * @param keys how many keys it has
 * @param root the lowest id among those it is joined with
 * @param lastSeen when an event last showed one of its keys, to the day
 * @param expires when it is forgotten unless it is seen again
 */
public record Person(
        long id,
        String merchant,
        boolean browser,
        Set<KeyKind> named,
        int keys,
        long root,
        Instant lastSeen,
        Instant expires) {
    public Person {
        named = Collections.unmodifiableSet(new TreeSet<>(named));
    }

    Person below(long other) {
        return new Person(id, merchant, browser, named, keys, other, lastSeen, expires);
    }

    Person seen(Instant at, Instant until) {
        return new Person(id, merchant, browser, named, keys, root, at, until);
    }

    Person with(int further) {
        return new Person(id, merchant, browser, named, keys + further, root, lastSeen, expires);
    }
}
