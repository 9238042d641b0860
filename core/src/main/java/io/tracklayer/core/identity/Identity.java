// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everybody who is joined under one root, as operators see them.
 *
 * @param id the root
 * @param keys by person, at most so many as are shown
 * @param touches by person
 * @param joins undone ones too, oldest first
 */
public record Identity(
        long id,
        List<Person> persons,
        Map<Long, List<KnownKey>> keys,
        Map<Long, Touches> touches,
        List<Join> joins) {
    private static final int MOST_KEYS = 200;

    /** Whose it is. */
    public String merchant() {
        return persons.get(0).merchant();
    }

    /** All keys. */
    public List<KnownKey> allKeys() {
        return persons.stream().flatMap(one -> keys.get(one.id()).stream()).toList();
    }

    /** Who is joined with a person, or with whom it is; empty when nobody is remembered there. */
    static Optional<Identity> of(IdentityRecords records, long id) {
        long root = records.person(id).map(Person::root).orElse(id);
        List<Person> persons = records.members(root);
        if (persons.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, List<KnownKey>> keys = new TreeMap<>();
        Map<Long, Join> joins = new TreeMap<>();
        for (Person person : persons) {
            keys.put(person.id(), records.keysOf(person.id(), MOST_KEYS));
            records.joinsOf(person.id()).forEach(join -> joins.put(join.id(), join));
        }
        return Optional.of(
                new Identity(
                        root,
                        persons,
                        keys,
                        new TreeMap<>(records.touchesUnder(root)),
                        new ArrayList<>(joins.values())));
    }
}
