// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Persons, their keys, touches and joins within a unit of work. */
public interface IdentityRecords {

    /** A key by its hash. */
    Optional<KnownKey> key(String hash);

    /** Keeps a new key. */
    void insert(KnownKey key);

    /** Replaces a key. */
    void update(KnownKey key);

    /** The keys of one person, by hash, at most so many. */
    List<KnownKey> keysOf(long person, int limit);

    /** One person. */
    Optional<Person> person(long id);

    /** Everybody who is joined under a root, by id. */
    List<Person> members(long root);

    /** Keeps a new person. */
    void insert(Person person);

    /** Replaces a person. */
    void update(Person person);

    /** What was seen of one person. */
    Optional<Touches> touches(long person);

    /** What was seen of everybody under a root, of whom anything was, by person. */
    Map<Long, Touches> touchesUnder(long root);

    /** Keeps or replaces what was seen of a person, until a time. */
    void put(long person, Touches touches, Instant expires);

    /** One join. */
    Optional<Join> join(long id);

    /** The joins of one person, undone ones too, by id. */
    List<Join> joinsOf(long person);

    /** Keeps a new join. */
    void insert(Join join);

    /** Replaces a join. */
    void update(Join join);

    /** Removes a person with keys, touches, joins and the consent remembered under its keys. */
    void forget(long person);

    /** Removes the consent remembered under a key nobody has. */
    void forgetConsent(String hash);
}
