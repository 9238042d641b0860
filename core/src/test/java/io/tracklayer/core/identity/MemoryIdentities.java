// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Persons in memory. */
public final class MemoryIdentities implements IdentityRecords {
    private final Map<String, KnownKey> keys = new TreeMap<>();
    private final Map<Long, Person> persons = new TreeMap<>();
    private final Map<Long, Touches> touches = new TreeMap<>();
    private final Map<Long, Join> joins = new TreeMap<>();

    /** The same rows, to change without changing these. */
    public MemoryIdentities copy() {
        MemoryIdentities copy = new MemoryIdentities();
        copy.keys.putAll(keys);
        copy.persons.putAll(persons);
        copy.touches.putAll(touches);
        copy.joins.putAll(joins);
        return copy;
    }

    /** Why persons are joined. */
    public List<Join> joins() {
        return List.copyOf(joins.values());
    }

    /** Everybody remembered. */
    public List<Person> persons() {
        return List.copyOf(persons.values());
    }

    @Override
    public Optional<KnownKey> key(String hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public void insert(KnownKey key) {
        insert(keys, key.key().hash(), key);
    }

    @Override
    public void update(KnownKey key) {
        update(keys, key.key().hash(), key);
    }

    @Override
    public List<KnownKey> keysOf(long person, int limit) {
        return keys.values().stream().filter(k -> k.person() == person).limit(limit).toList();
    }

    @Override
    public Optional<Person> person(long id) {
        return Optional.ofNullable(persons.get(id));
    }

    @Override
    public List<Person> members(long root) {
        return persons.values().stream().filter(person -> person.root() == root).toList();
    }

    @Override
    public void insert(Person person) {
        insert(persons, person.id(), person);
    }

    @Override
    public void update(Person person) {
        update(persons, person.id(), person);
    }

    @Override
    public Optional<Touches> touches(long person) {
        return Optional.ofNullable(touches.get(person));
    }

    @Override
    public Map<Long, Touches> touchesUnder(long root) {
        Map<Long, Touches> found = new TreeMap<>(touches);
        found.keySet().removeIf(person -> persons.get(person).root() != root);
        return found;
    }

    @Override
    public void put(long person, Touches seen, Instant expires) {
        touches.put(person, seen);
    }

    @Override
    public Optional<Join> join(long id) {
        return Optional.ofNullable(joins.get(id));
    }

    @Override
    public List<Join> joinsOf(long person) {
        return joins.values().stream()
                .filter(join -> join.one() == person || join.other() == person)
                .toList();
    }

    @Override
    public void insert(Join join) {
        insert(joins, join.id(), join);
    }

    @Override
    public void update(Join join) {
        update(joins, join.id(), join);
    }

    @Override
    public void forget(long person) {
        keys.values().removeIf(key -> key.person() == person);
        touches.remove(person);
        joins.values().removeIf(join -> join.one() == person || join.other() == person);
        persons.remove(person);
    }

    @Override
    public void forgetConsent(String hash) {}

    private <K, V> void insert(Map<K, V> table, K key, V row) {
        if (table.putIfAbsent(key, row) != null) {
            throw new IllegalStateException("there is a row " + key + " already");
        }
    }

    private <K, V> void update(Map<K, V> table, K key, V row) {
        if (table.replace(key, row) == null) {
            throw new IllegalStateException("there is no row " + key);
        }
    }
}
