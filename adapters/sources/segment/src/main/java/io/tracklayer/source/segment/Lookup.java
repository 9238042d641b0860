// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;

/**
 * Where a field may stand.
 *
 * @param pointers the first that exists counts; an array, because the builder takes a tree with a
 *     single pointer for a value with its origin
 */
record Lookup(EventField field, String... pointers) {
    static Lookup of(EventField field, String... pointers) {
        return new Lookup(field, pointers);
    }

    void read(Tree tree, Observation.Builder into) {
        if (field.type() != FieldType.MONEY) {
            into.readFrom(field, tree, pointers);
            return;
        }
        for (String pointer : pointers) {
            tree.find(pointer)
                    .ifPresent(
                            raw ->
                                    into.read(
                                            field,
                                            SegmentNumbers.plain(raw),
                                            tree.origin() + pointer));
        }
    }
}
