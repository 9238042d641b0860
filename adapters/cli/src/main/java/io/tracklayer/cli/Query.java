// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The query of an address, of the values that are there. */
final class Query {
    private final List<String> pairs = new ArrayList<>();

    Query with(String name, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            pairs.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    Query copy() {
        Query copy = new Query();
        copy.pairs.addAll(pairs);
        return copy;
    }

    @Override
    public String toString() {
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }
}
