// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Persons as operators read them in JSON. */
public final class IdentityJson {
    private IdentityJson() {}

    /**
     * One person: keys masked, ids with where they were seen, joins with their reasons.
     *
     * @param now by which ids are still used or not
     */
    public static Map<String, Object> identity(
            Identity identity, IdentitySettings settings, Instant now) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", identity.id());
        tree.put("merchant", identity.merchant());
        tree.put(
                "persons",
                identity.persons().stream().map(person -> person(identity, person)).toList());
        tree.put("ids", ids(identity, settings, now));
        tree.put("joins", identity.joins().stream().map(IdentityJson::join).toList());
        return tree;
    }

    private static Map<String, Object> person(Identity identity, Person person) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("person", person.id());
        tree.put("kind", person.browser() ? "browser" : "customer");
        tree.put("last_seen", person.lastSeen().toString());
        tree.put("keys", identity.keys().get(person.id()).stream().map(IdentityJson::key).toList());
        return tree;
    }

    private static Map<String, Object> key(KnownKey known) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", known.key().kind().wire());
        tree.put("label", known.key().label());
        tree.put("shared", known.shared());
        return tree;
    }

    private static List<Map<String, Object>> ids(
            Identity identity, IdentitySettings settings, Instant now) {
        return identity.touches().entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getValue().all().stream()
                                        .map(touch -> id(entry.getKey(), touch, settings, now)))
                .toList();
    }

    private static Map<String, Object> id(
            long person, Touch touch, IdentitySettings settings, Instant now) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("field", touch.field().path());
        tree.put("value", touch.value());
        tree.put("seen", touch.seen().toString());
        tree.put("until", settings.end(touch).toString());
        tree.put("used", settings.end(touch).isAfter(now));
        tree.put("landing", touch.landing());
        tree.put("event_id", touch.eventId());
        tree.put("source", touch.source());
        tree.put("marketing", touch.marketing().wire());
        tree.put("person", person);
        return tree;
    }

    /** One join, undone or not. */
    public static Map<String, Object> join(Join join) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", join.id());
        tree.put("at", join.at().toString());
        tree.put("by", join.by().toString());
        tree.put("with", join.with().toString());
        tree.put("persons", List.of(join.one(), join.other()));
        tree.put("event_id", join.eventId());
        tree.put("source", join.source());
        join.undone()
                .ifPresent(
                        undo -> {
                            tree.put("undone_at", undo.at().toString());
                            tree.put("undone_by", undo.by());
                        });
        tree.put("sentence", join.sentence());
        return tree;
    }
}
