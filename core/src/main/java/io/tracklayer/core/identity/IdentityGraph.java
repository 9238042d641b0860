// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.identity.Recognised.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Learns from the keys that stand together in one message. New keys that name somebody are a new
 * person; whatever connects persons is a {@link Join} of its own and can be undone. What may join:
 * docs/identity.md.
 */
final class IdentityGraph {
    private static final int MOST_KEYS = 500;
    private static final Duration REFRESHED = Duration.ofDays(1);
    private static final Duration KEY_REFRESHED = Duration.ofDays(30);

    private final IdentityRecords records;
    private final IdentitySettings settings;

    IdentityGraph(IdentityRecords records, IdentitySettings settings) {
        this.records = records;
        this.settings = settings;
    }

    /** Learns, and says whom the message is about then. */
    Recognised learn(Message message, Recognised seen) {
        List<Node> fresh = fresh(message, seen);
        List<Node> nodes = new ArrayList<>(seen.nodes());
        nodes.addAll(fresh);
        nodes.sort(Comparator.comparing(node -> node.key().kind()));
        if (nodes.isEmpty()) {
            return seen;
        }
        Clusters clusters = new Clusters(records, settings);
        Set<Long> unwritten = fresh.stream().map(n -> n.person().id()).collect(Collectors.toSet());
        if (nodes.stream().map(n -> n.person().root()).distinct().count() == 1) {
            clusters.areOne(nodes.stream().map(Node::person).toList());
        }
        nodes.forEach(n -> clusters.of(n.person(), unwritten.contains(n.person().id())));
        List<Join> joins = new ArrayList<>();
        Node anchor = nodes.get(0);
        for (Node node : nodes.subList(1, nodes.size())) {
            Clusters.Verdict verdict = clusters.verdict(anchor, node);
            if (verdict == Clusters.Verdict.TOO_MANY) {
                return without(hub(clusters, anchor, node), message, seen);
            }
            if (verdict == Clusters.Verdict.JOIN) {
                joins.add(join(message, joins.size(), anchor, node));
                clusters.join(anchor.person(), node.person());
            }
        }
        Map<IdentityKey, Long> owners = owners(message, seen, nodes);
        List<Node> written = write(message, nodes, clusters, unwritten, owners.values());
        joins.forEach(records::insert);
        owners.forEach((key, owner) -> records.insert(known(message, key, owner)));
        refresh(message, seen);
        return new Recognised(written, seen.known(), List.of());
    }

    /**
     * The persons the new keys make: of those that name somebody, or of all when nobody is known.
     */
    private List<Node> fresh(Message message, Recognised seen) {
        List<Node> fresh = new ArrayList<>();
        Set<KeyKind> names = EnumSet.noneOf(KeyKind.class);
        for (IdentityKey key : seen.unknown()) {
            if (key.kind().namesCustomer()) {
                names.add(key.kind());
            }
        }
        for (IdentityKey key : seen.unknown()) {
            boolean browser = key.kind().ofBrowser();
            boolean first = fresh.stream().noneMatch(n -> n.person().browser() == browser);
            if (first && (key.kind().names())) {
                fresh.add(node(message, key, browser ? Set.of() : names));
            }
        }
        if (fresh.isEmpty() && seen.nodes().isEmpty() && !seen.unknown().isEmpty()) {
            fresh.add(node(message, seen.unknown().get(0), Set.of()));
        }
        return fresh;
    }

    private Node node(Message message, IdentityKey key, Set<KeyKind> names) {
        long id = message.person(key.kind().ofBrowser());
        Person person =
                new Person(
                        id,
                        message.merchant(),
                        key.kind().ofBrowser(),
                        names,
                        0,
                        id,
                        message.received(),
                        message.received().plus(settings.ttl()));
        return new Node(key, message.number(), person);
    }

    /** The key by which too many would be one: that of the larger side. */
    private static IdentityKey hub(Clusters clusters, Node anchor, Node node) {
        return clusters.of(node.person(), false).size() > clusters.of(anchor.person(), false).size()
                ? node.key()
                : anchor.key();
    }

    private Recognised without(IdentityKey hub, Message message, Recognised seen) {
        seen.known().stream()
                .filter(known -> known.key().equals(hub))
                .forEach(known -> records.update(known.asShared()));
        List<IdentityKey> left = new ArrayList<>();
        seen.known().forEach(known -> left.add(known.key()));
        left.addAll(seen.unknown());
        left.remove(hub);
        left.sort(Comparator.comparing(IdentityKey::kind));
        return learn(message, Recognised.of(records, left));
    }

    private static Join join(Message message, int index, Node anchor, Node node) {
        boolean byAnchor = node.key().kind().ofBrowser() && !anchor.key().kind().ofBrowser();
        return new Join(
                message.join(index),
                message.happened(),
                byAnchor ? anchor.key() : node.key(),
                byAnchor ? node.key() : anchor.key(),
                anchor.person().id(),
                node.person().id(),
                message.eventId(),
                message.source(),
                null);
    }

    /** Keeps new persons, new roots, and that known ones were seen or have more keys. */
    private List<Node> write(
            Message message,
            List<Node> nodes,
            Clusters clusters,
            Set<Long> unwritten,
            Collection<Long> owners) {
        Set<Long> shown = nodes.stream().map(n -> n.person().id()).collect(Collectors.toSet());
        Map<Long, Person> after = new HashMap<>();
        for (Node node : nodes) {
            List<Person> members = clusters.of(node.person(), false);
            long root = members.stream().mapToLong(Person::root).min().orElseThrow();
            for (Person member : members) {
                if (!after.containsKey(member.id())) {
                    Person now = member.root() == root ? member : member.below(root);
                    now = shown.contains(now.id()) ? seen(now, message) : now;
                    int further = Collections.frequency(owners, now.id());
                    now = further == 0 ? now : now.with(further);
                    after.put(now.id(), now);
                    if (unwritten.contains(now.id())) {
                        records.insert(now);
                    } else if (now != member) {
                        records.update(now);
                    }
                }
            }
        }
        return nodes.stream()
                .map(node -> new Node(node.key(), node.since(), after.get(node.person().id())))
                .toList();
    }

    private Person seen(Person person, Message message) {
        Instant at = message.received();
        return at.isAfter(person.lastSeen().plus(REFRESHED))
                ? person.seen(at, at.plus(settings.ttl()))
                : person;
    }

    /** Whose the new keys are. */
    private static Map<IdentityKey, Long> owners(
            Message message, Recognised seen, List<Node> nodes) {
        Map<IdentityKey, Long> owners = new LinkedHashMap<>();
        for (IdentityKey key : seen.unknown()) {
            Person owner = owner(nodes, key, message);
            if (owner.keys() + Collections.frequency(owners.values(), owner.id()) < MOST_KEYS) {
                owners.put(key, owner.id());
            }
        }
        return owners;
    }

    /**
     * What names somebody belongs to the person it makes, the rest to the strongest of its side.
     */
    private static Person owner(List<Node> nodes, IdentityKey key, Message message) {
        boolean browser = key.kind().ofBrowser();
        boolean names = key.kind().names();
        Stream<Person> persons = nodes.stream().map(Node::person);
        return persons.filter(
                        person ->
                                names
                                        ? person.id() == message.person(browser)
                                        : person.browser() == browser)
                .findFirst()
                .orElse(nodes.get(0).person());
    }

    private KnownKey known(Message message, IdentityKey key, long owner) {
        Instant expires = key.kind().expires(message.received(), settings.ttl());
        return new KnownKey(key, owner, message.number(), false, expires);
    }

    /** Keeps keys that are still used from expiring. */
    private void refresh(Message message, Recognised seen) {
        for (KnownKey known : seen.known()) {
            Instant expires = known.key().kind().expires(message.received(), settings.ttl());
            if (known.expires().isBefore(expires.minus(KEY_REFRESHED))) {
                records.update(known.until(expires));
            }
        }
    }

    /**
     * Takes a join back: who is held together by nothing else is two again. Keys known by then do
     * not join them again.
     *
     * @param since number of the record that says so
     * @return the join as it is then; empty when there is none of that id
     */
    Optional<Join> undo(long id, long since, Instant at, String by) {
        Optional<Join> join = records.join(id);
        if (join.isEmpty() || join.get().undone().isPresent()) {
            return join;
        }
        Join undone = join.get().undone(new Join.Undo(since, at, by));
        records.update(undone);
        records.person(undone.one()).ifPresent(person -> part(records.members(person.root())));
        return Optional.of(undone);
    }

    private void part(List<Person> members) {
        Set<Long> placed = new HashSet<>();
        for (Person member : members) {
            if (!placed.contains(member.id())) {
                Set<Long> together = connected(member.id());
                placed.addAll(together);
                members.stream()
                        .filter(one -> together.contains(one.id()) && one.root() != member.id())
                        .forEach(one -> records.update(one.below(member.id())));
            }
        }
    }

    private Set<Long> connected(long start) {
        Set<Long> reached = new HashSet<>(Set.of(start));
        List<Long> open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            long person = open.remove(open.size() - 1);
            for (Join join : records.joinsOf(person)) {
                if (join.undone().isEmpty() && reached.add(join.across(person))) {
                    open.add(join.across(person));
                }
            }
        }
        return reached;
    }
}
