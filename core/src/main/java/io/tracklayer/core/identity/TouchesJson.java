// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Touches as they are stored. */
public final class TouchesJson {
    private TouchesJson() {}

    /** As a tree. */
    public static Map<String, Object> toTree(Touches touches) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (touches.refused().isAfter(Instant.EPOCH)) {
            tree.put("refused", touches.refused().toString());
        }
        tree.put("all", touches.all().stream().map(TouchesJson::toTree).toList());
        return tree;
    }

    /** From a tree; ids of kinds this version does not know are left out. */
    public static Touches fromTree(Tree tree) {
        List<Touch> all =
                tree.each("/all").stream()
                        .filter(touch -> EventField.find(text(touch, "/field")).isPresent())
                        .map(TouchesJson::touch)
                        .toList();
        return new Touches(all, tree.text("/refused").map(Instant::parse).orElse(Instant.EPOCH));
    }

    private static Map<String, Object> toTree(Touch touch) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("field", touch.field().path());
        tree.put("value", touch.value());
        tree.put("seen", touch.seen().toString());
        tree.put("landing", touch.landing());
        tree.put("event", touch.eventId());
        tree.put("source", touch.source());
        tree.put("marketing", touch.marketing().wire());
        return tree;
    }

    private static Touch touch(Tree tree) {
        return new Touch(
                EventField.find(text(tree, "/field")).orElseThrow(),
                text(tree, "/value"),
                Instant.parse(text(tree, "/seen")),
                text(tree, "/landing"),
                text(tree, "/event"),
                text(tree, "/source"),
                ConsentState.valueOf(text(tree, "/marketing").toUpperCase(Locale.ROOT)));
    }

    private static String text(Tree tree, String pointer) {
        return (String) tree.find(pointer).orElse("");
    }
}
