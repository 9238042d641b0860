// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.identity.Recognised.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is joined with whom while an event is looked at; nothing is written. */
final class Clusters {
    private final IdentityRecords records;
    private final IdentitySettings settings;
    private final Map<Long, List<Person>> ofPerson = new HashMap<>();

    /** What speaks against joining two. */
    enum Verdict {
        /** Nothing. */
        JOIN,
        /** They are one already. */
        ONE,
        /** They are different customers, or an operator parted them. */
        APART,
        /** Too many would be one. */
        TOO_MANY
    }

    Clusters(IdentityRecords records, IdentitySettings settings) {
        this.records = records;
        this.settings = settings;
    }

    /** Everybody joined with a person; of one that is new, itself. */
    List<Person> of(Person person, boolean fresh) {
        List<Person> known = ofPerson.get(person.id());
        if (known == null) {
            known = fresh ? List.of(person) : records.members(person.root());
            for (Person member : known) {
                ofPerson.put(member.id(), known);
            }
        }
        return known;
    }

    /** Takes as known that these are one already: then nobody else has to be read. */
    void areOne(List<Person> shown) {
        shown.forEach(person -> ofPerson.put(person.id(), shown));
    }

    /** Makes one of the clusters of two persons that were asked for before. */
    void join(Person one, Person other) {
        List<Person> both = new ArrayList<>(ofPerson.get(one.id()));
        both.addAll(ofPerson.get(other.id()));
        both.forEach(member -> ofPerson.put(member.id(), both));
    }

    Verdict verdict(Node one, Node other) {
        List<Person> ours = ofPerson.get(one.person().id());
        List<Person> theirs = ofPerson.get(other.person().id());
        if (ours == theirs) {
            return Verdict.ONE;
        }
        boolean throughBrowser = one.person().browser() || other.person().browser();
        if (throughBrowser && named(ours).stream().anyMatch(named(theirs)::contains)
                || parted(one, other, ours, theirs)) {
            return Verdict.APART;
        }
        long browsers = browsers(ours) + browsers(theirs);
        long customers = ours.size() + theirs.size() - browsers;
        return browsers > settings.mostBrowsers() || customers > settings.mostCustomers()
                ? Verdict.TOO_MANY
                : Verdict.JOIN;
    }

    private static Set<KeyKind> named(List<Person> members) {
        Set<KeyKind> named = EnumSet.noneOf(KeyKind.class);
        members.forEach(member -> named.addAll(member.named()));
        return named;
    }

    private static long browsers(List<Person> members) {
        return members.stream().filter(Person::browser).count();
    }

    /** Whether an operator parted the two, and neither key is younger than that. */
    private boolean parted(Node one, Node other, List<Person> ours, List<Person> theirs) {
        List<Person> fewer = ours.size() < theirs.size() ? ours : theirs;
        Set<Long> across =
                (fewer == ours ? theirs : ours)
                        .stream().map(Person::id).collect(Collectors.toSet());
        long youngest = Math.max(one.since(), other.since());
        return fewer.stream()
                .anyMatch(
                        member ->
                                records.joinsOf(member.id()).stream()
                                        .filter(join -> across.contains(join.across(member.id())))
                                        .flatMap(join -> join.undone().stream())
                                        .anyMatch(undo -> undo.since() >= youngest));
    }
}
