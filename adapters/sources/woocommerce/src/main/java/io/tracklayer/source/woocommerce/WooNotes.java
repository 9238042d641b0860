// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.SourceMemory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is remembered of one order or subscription, because a webhook tells the whole of it and not
 * what changed: names with short values, one a line. Not thread-safe.
 */
final class WooNotes {
    private final Map<String, String> values = new TreeMap<>();
    private final String mark;

    private WooNotes(String mark) {
        this.mark = mark;
    }

    static WooNotes recall(WooMessage message, String key) {
        WooNotes notes = new WooNotes(message.mark());
        message.memory()
                .recall(key)
                .ifPresent(
                        text ->
                                text.lines()
                                        .map(line -> line.split("=", 2))
                                        .filter(pair -> pair.length == 2)
                                        .forEach(pair -> notes.values.put(pair[0], pair[1])));
        return notes;
    }

    void keep(SourceMemory memory, String key) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        memory.remember(key, text.toString());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Instant> time(String name) {
        return find(name).map(Instant::parse);
    }

    void note(String name, String value) {
        values.put(name, value);
    }

    void drop(String name) {
        values.remove(name);
    }

    /** Whether this request is the first to note the name, now or when it was read before. */
    boolean first(String name) {
        return values.computeIfAbsent(name, absent -> mark).equals(mark);
    }
}
