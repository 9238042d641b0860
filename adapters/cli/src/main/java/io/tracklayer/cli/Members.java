// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** Filters over rows. */
final class Members {
    private Members() {}

    /** Rows with that value; all when none is wanted. */
    static Predicate<JsonNode> equal(String member, Object wanted) {
        return row -> wanted == null || row.path(member).asText().equals(wanted.toString());
    }
}
