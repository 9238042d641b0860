// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.core.decide.Treatment.Cause;
import io.tracklayer.core.decide.Treatment.Delay;
import io.tracklayer.core.decide.Treatment.Rename;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The JSON form of a treatment, as it is kept with a delivery and shown. */
public final class TreatmentJson {
    private TreatmentJson() {}

    /** The treatment as a tree with what is asked for only; empty for {@link Treatment#NONE}. */
    public static Map<String, Object> toTree(Treatment treatment) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (treatment.limitedUse()) {
            tree.put("limited_use", true);
        }
        if (treatment.actionSource() != null) {
            tree.put("action_source", treatment.actionSource().wire());
        }
        list(
                tree,
                "renames",
                treatment.renames().stream()
                        .map(r -> Map.of("from", r.from(), "to", r.to()))
                        .toList());
        list(tree, "drops", List.copyOf(treatment.drops()));
        list(tree, "tags", List.copyOf(treatment.tags()));
        if (!treatment.hold().isZero()) {
            tree.put("hold_seconds", treatment.hold().toSeconds());
        }
        treatment.waits().ifPresent(delay -> tree.put("delay", delay(delay)));
        list(
                tree,
                "causes",
                treatment.causes().stream()
                        .map(
                                c ->
                                        Map.of(
                                                "effect",
                                                c.effect(),
                                                "rule",
                                                c.rule(),
                                                "location",
                                                c.location()))
                        .toList());
        return tree;
    }

    /** The treatment of a tree that {@link #toTree} made. */
    public static Treatment fromTree(Object json) {
        Tree tree = Tree.root(json);
        if (tree.members().isEmpty()) {
            return Treatment.NONE;
        }
        return new Treatment(
                tree.find("/limited_use").isPresent(),
                tree.text("/action_source")
                        .map(wire -> ActionSource.valueOf(wire.toUpperCase(Locale.ROOT)))
                        .orElse(null),
                tree.each("/renames").stream()
                        .map(r -> new Rename(text(r, "/from"), text(r, "/to")))
                        .toList(),
                new TreeSet<>(texts(tree, "/drops")),
                new TreeSet<>(texts(tree, "/tags")),
                seconds(tree, "/hold_seconds"),
                tree.find("/delay").map(found -> delay(tree.at("/delay"))).orElse(null),
                tree.each("/causes").stream()
                        .map(
                                c ->
                                        new Cause(
                                                text(c, "/effect"),
                                                text(c, "/rule"),
                                                text(c, "/location")))
                        .toList());
    }

    private static Map<String, Object> delay(Delay delay) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("longest_seconds", delay.longest().toSeconds());
        if (delay.endsSkipped()) {
            tree.put("reason", delay.reason());
            tree.put("sentence", delay.sentence());
        }
        list(tree, "stripped", delay.stripped().stream().sorted().map(EventField::path).toList());
        return tree;
    }

    private static Delay delay(Tree tree) {
        return new Delay(
                seconds(tree, "/longest_seconds"),
                text(tree, "/reason"),
                text(tree, "/sentence"),
                texts(tree, "/stripped").stream()
                        .flatMap(path -> EventField.find(path).stream())
                        .collect(Collectors.toSet()));
    }

    private static void list(Map<String, Object> tree, String key, Collection<?> values) {
        if (!values.isEmpty()) {
            tree.put(key, values);
        }
    }

    private static String text(Tree tree, String pointer) {
        return tree.text(pointer).orElse("");
    }

    private static List<String> texts(Tree tree, String pointer) {
        return tree.each(pointer).stream().map(each -> String.valueOf(each.node())).toList();
    }

    private static Duration seconds(Tree tree, String pointer) {
        return Duration.ofSeconds(tree.text(pointer).map(Long::parseLong).orElse(0L));
    }
}
