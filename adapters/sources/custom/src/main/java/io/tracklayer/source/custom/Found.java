// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.Optional;

/**
 * A value found.
 *
 * @param raw never null
 * @param origin where it stood
 * @param shape how its text is to be read
 * @param own whether it stands in the message itself, and not in what several messages share
 */
record Found(Object raw, String origin, Shape shape, boolean own) {
    Optional<String> text() {
        return Scalars.text(raw).map(String::strip).filter(text -> !text.isEmpty());
    }

    Found as(Object other) {
        return new Found(other, origin, shape, own);
    }
}
