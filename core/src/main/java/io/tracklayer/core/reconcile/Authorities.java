// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who is believed for a field when copies disagree. A field that is not listed, and sources its
 * list does not name, follow {@link EventField#authority()}; time and place of the action follow
 * the order system.
 *
 * @param believed by field path, or by the group before the dot: ids of sources and {@link #wire}
 *     classes, most believed first
 */
public record Authorities(Map<String, List<String>> believed) {
    public Authorities {
        believed = Map.copyOf(believed);
    }

    /** What holds when nothing is set. */
    public static Authorities standard() {
        return new Authorities(Map.of());
    }

    /** What can be listed: fields, groups of fields, and time and place of the action. */
    public static List<String> paths() {
        Stream<String> fields =
                Arrays.stream(EventField.values())
                        .map(EventField::path)
                        .filter(path -> !followsValue(path));
        Stream<String> groups =
                Arrays.stream(EventField.values())
                        .map(EventField::path)
                        .filter(path -> path.contains("."))
                        .map(path -> path.substring(0, path.indexOf('.')))
                        .distinct();
        return Stream.of(Stream.of(Merger.EVENT_TIME, Merger.ACTION_SOURCE), groups, fields)
                .flatMap(paths -> paths)
                .toList();
    }

    /** Whether the field cannot be listed, because it comes from the copy the value comes from. */
    public static boolean followsValue(String path) {
        return EventField.find(path)
                .filter(MoneyMerge.TOTALS::contains)
                .filter(field -> field != EventField.VALUE)
                .isPresent();
    }

    /** The spelling of a class of sources: {@code order-system} or {@code browser}. */
    public static String wire(Authority authority) {
        return authority.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The place of a value's source among those believed for the field; 0 is believed most. */
    int rank(String path, Provenance from) {
        List<String> order = order(path);
        for (int place = 0; place < order.size(); place++) {
            String name = order.get(place);
            if (name.equals(from.source()) || name.equals(wire(from.authority()))) {
                return place;
            }
        }
        Authority standard =
                EventField.find(path).map(EventField::authority).orElse(Authority.ORDER_SYSTEM);
        return order.size() + (from.authority() == standard ? 0 : 1);
    }

    private List<String> order(String path) {
        int dot = path.indexOf('.');
        List<String> ofGroup =
                dot < 0 ? List.of() : believed.getOrDefault(path.substring(0, dot), List.of());
        return believed.getOrDefault(path, ofGroup);
    }
}
