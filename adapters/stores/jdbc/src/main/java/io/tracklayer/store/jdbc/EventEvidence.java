// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.Aside;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Provenance and notes of an event and what it keeps aside, as one JSON column. */
record EventEvidence(Map<String, Provenance> provenance, List<String> notes, List<Aside> aside) {

    static EventEvidence of(StoredEvent event) {
        return new EventEvidence(event.provenance(), event.notes(), event.aside());
    }

    static EventEvidence read(String json) {
        Tree tree = Tree.root(StrictJson.readTrusted(json));
        Map<String, Provenance> provenance = new LinkedHashMap<>();
        tree.at("/provenance")
                .members()
                .forEach((path, from) -> provenance.put(path, provenance(Tree.root(from))));
        return new EventEvidence(
                provenance,
                Json.list(tree.find("/notes").orElse(List.of())),
                tree.each("/aside").stream().map(EventEvidence::aside).toList());
    }

    String write() {
        Map<String, Object> origins = new LinkedHashMap<>();
        new TreeMap<>(provenance).forEach((path, from) -> origins.put(path, tree(from)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("provenance", origins);
        tree.put("notes", notes);
        if (!aside.isEmpty()) {
            tree.put("aside", aside.stream().map(EventEvidence::tree).toList());
        }
        return StrictJson.writeText(tree);
    }

    private static Map<String, Object> tree(Provenance from) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("observation", from.observation());
        tree.put("source", from.source());
        tree.put("authority", from.authority().name());
        tree.put("origin", from.origin());
        tree.put("rule", from.rule());
        if (from.at() != null) {
            tree.put("at", from.at().toString());
        }
        return tree;
    }

    private static Map<String, Object> tree(Aside aside) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("field", aside.field().path());
        tree.put("currency", aside.currency());
        tree.put("value", EventJson.toJson(aside.value()));
        tree.put("from", tree(aside.from()));
        return tree;
    }

    private static Aside aside(Tree tree) {
        EventField field = EventField.find(text(tree, "/field")).orElseThrow();
        return new Aside(
                field,
                text(tree, "/currency"),
                EventJson.fromJson(field, tree.find("/value").orElseThrow()),
                provenance(tree.at("/from")));
    }

    private static Provenance provenance(Tree tree) {
        return new Provenance(
                text(tree, "/observation"),
                text(tree, "/source"),
                Authority.valueOf(text(tree, "/authority")),
                text(tree, "/origin"),
                text(tree, "/rule"),
                tree.text("/at").map(Instant::parse).orElse(null));
    }

    private static String text(Tree tree, String pointer) {
        return (String) tree.find(pointer).orElse("");
    }
}
