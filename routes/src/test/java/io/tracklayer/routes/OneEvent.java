// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.diagnose.Layer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The diagnoses of one event, asked over HTTP and shortened to what an operator reads first. */
final class OneEvent {
    /** States of what an operator need not look at. */
    private static final Set<String> QUIET = Set.of("ok", "unknown");

    private OneEvent() {}

    /**
     * For a course: layer, cause and plugin of each destination's first finding, {@code fine} when
     * no destination has one, or those of the nearest miss. For copies the verdict. For consent the
     * result and the number of each step that decided.
     *
     * @param event name of the event of the order that is meant, or empty
     */
    static String answer(Web node, Ask.About about, String of, String event) {
        String path = about.path() + "?of=";
        Map<?, ?> tree = node.json(path + encoded(of));
        if (!event.isEmpty()) {
            tree = node.json(path + number(tree, event));
        }
        return switch (about) {
            case COURSE -> course(tree);
            case DEDUP -> String.valueOf(tree.get("verdict"));
            case CONSENT -> consent(tree);
        };
    }

    private static String encoded(String of) {
        return URLEncoder.encode(of, StandardCharsets.UTF_8);
    }

    private static Object number(Map<?, ?> tree, String event) {
        return rows(tree, "events").stream()
                .filter(row -> row.get("event_name").equals(event))
                .findFirst()
                .orElseThrow()
                .get("seq");
    }

    private static String course(Map<?, ?> tree) {
        if (tree.get("result").equals("nothing")) {
            return head(rows(tree, "near_misses").get(0), "-");
        }
        String said =
                rows(tree, "destinations").stream()
                        .filter(one -> !QUIET.contains(first(one).get("state")))
                        .map(one -> head(first(one), one.get("id").toString()))
                        .collect(Collectors.joining(", "));
        return said.isEmpty() ? "fine" : said;
    }

    private static Map<?, ?> first(Map<?, ?> destination) {
        return (Map<?, ?>) destination.get("first");
    }

    private static String head(Map<?, ?> finding, String destination) {
        String layer = finding.get("layer").toString().toUpperCase(Locale.ROOT);
        return Layer.valueOf(layer).letter()
                + " "
                + finding.get("cause")
                + " "
                + destination.replaceAll("-m\\d+$", "");
    }

    private static String consent(Map<?, ?> tree) {
        String deciding =
                rows(tree, "steps").stream()
                        .filter(step -> Boolean.TRUE.equals(step.get("decided")))
                        .map(step -> step.get("number").toString())
                        .distinct()
                        .collect(Collectors.joining(" "));
        return tree.get("result") + " " + deciding;
    }

    private static List<Map<?, ?>> rows(Map<?, ?> tree, String member) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((Iterable<?>) tree.get(member)).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }
}
