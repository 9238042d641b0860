// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.Optional;

/** Identifiers in trees. */
final class Scalars {
    private Scalars() {}

    /**
     * The text or whole number at a pointer. A fraction is no identifier, and writing out one like
     * 1e9999999 would cost its whole length.
     */
    static Optional<String> text(Tree tree, String pointer) {
        return tree.find(pointer)
                .filter(value -> !(value instanceof BigDecimal))
                .flatMap(value -> tree.text(pointer));
    }
}
