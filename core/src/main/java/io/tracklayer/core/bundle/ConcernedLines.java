// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.bundle.Bundler.Case;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.spi.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which lines of the log belong into a bundle: those that name the event, its merchant, store or
 * destinations, and those about the node itself, which name nothing of anybody's. What is about
 * others stays out.
 */
final class ConcernedLines {
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final Pattern own;
    private final Pattern foreign;
    private final boolean some;

    /**
     * @param some whether who asked sees some merchants only: then lines about the node stay out,
     *     since they may be about anybody
     */
    ConcernedLines(Configuration configuration, List<Case> cases, boolean some) {
        Set<String> theirs = new LinkedHashSet<>();
        cases.forEach(one -> name(one, theirs));
        String merchant = cases.get(0).stored().event().merchant();
        Set<String> others = new LinkedHashSet<>();
        ids(configuration).forEach((id, of) -> (of.equals(merchant) ? theirs : others).add(id));
        others.removeAll(theirs);
        this.own = any(theirs);
        this.foreign = any(others);
        this.some = some;
    }

    /** As JSON trees, oldest first. */
    List<Map<String, Object>> of(List<LogLine> lines) {
        List<Map<String, Object>> trees = new ArrayList<>();
        lines.stream().filter(this::concerned).forEach(line -> trees.add(tree(line)));
        return trees;
    }

    private boolean concerned(LogLine line) {
        boolean ofOthers = foreign.matcher(line.message()).find();
        boolean ofEvent = own.matcher(line.message()).find();
        return some ? ofEvent && !ofOthers : ofEvent || !ofOthers;
    }

    private static void name(Case one, Set<String> names) {
        Event event = one.stored().event();
        names.add(event.eventId());
        event.orderId().ifPresent(names::add);
        names.add(event.merchant());
        names.add(event.store());
        one.deliveries().stream().map(Delivery::destination).forEach(names::add);
    }

    /** Everything that is set up, with the merchant it is of. */
    private static Map<String, String> ids(Configuration configuration) {
        Map<String, String> ids = new LinkedHashMap<>();
        configuration
                .stores()
                .forEach(
                        (id, store) -> {
                            ids.put(id, store.merchant());
                            ids.put(store.merchant(), store.merchant());
                        });
        for (DestinationConfig one : configuration.destinations()) {
            ids.put(one.id(), one.merchant());
        }
        return ids;
    }

    private static Pattern any(Collection<String> words) {
        return words.isEmpty()
                ? NOTHING
                : Pattern.compile(
                        words.stream()
                                .map(Pattern::quote)
                                .collect(
                                        Collectors.joining(
                                                "|",
                                                "(?<![\\p{L}\\p{N}_-])(?:",
                                                ")(?![\\p{L}\\p{N}_-])")));
    }

    private static Map<String, Object> tree(LogLine line) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("at", line.at().toString());
        tree.put("level", line.level());
        tree.put("class", line.origin());
        tree.put("message", line.message());
        if (!line.causes().isEmpty()) {
            tree.put("exceptions", line.causes());
        }
        return tree;
    }
}
