// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the keys of an event lead to.
 *
 * @param nodes one per person, by the strongest key that leads there, strongest first
 * @param known the keys that lead somewhere
 * @param unknown the keys nobody had yet, strongest first; shared ones are in neither
 */
record Recognised(List<Node> nodes, List<KnownKey> known, List<IdentityKey> unknown) {

    /**
     * A person an event shows.
     *
     * @param key the strongest key of the event that leads there
     * @param since number of the message that brought the key
     */
    record Node(IdentityKey key, long since, Person person) {}

    Recognised {
        nodes = List.copyOf(nodes);
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /** Looks the keys up. */
    static Recognised of(IdentityRecords records, List<IdentityKey> keys) {
        List<KnownKey> known = new ArrayList<>();
        List<IdentityKey> unknown = new ArrayList<>();
        Map<Long, Node> nodes = new HashMap<>();
        List<Node> inOrder = new ArrayList<>();
        for (IdentityKey key : keys) {
            Optional<KnownKey> found = records.key(key.hash());
            if (found.isEmpty()) {
                unknown.add(key);
            } else if (!found.get().shared()) {
                known.add(found.get());
                if (!nodes.containsKey(found.get().person())) {
                    Node node = node(records, key, found.get());
                    nodes.put(found.get().person(), node);
                    inOrder.add(node);
                }
            }
        }
        return new Recognised(inOrder, known, unknown);
    }

    private static Node node(IdentityRecords records, IdentityKey key, KnownKey found) {
        Person person =
                records.person(found.person())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "key " + key + " belongs to nobody"));
        return new Node(key, found.since(), person);
    }

    /** The person of the strongest key. */
    Optional<Person> anchor() {
        return nodes.stream().map(Node::person).findFirst();
    }
}
