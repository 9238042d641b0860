// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small documents inside columns. */
final class Json {
    private Json() {}

    static Map<String, String> texts(String json) {
        return texts(Tree.root(StrictJson.readTrusted(json)));
    }

    static Map<String, String> texts(Tree object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.members().forEach((name, value) -> texts.put(name, (String) value));
        return texts;
    }

    static List<String> list(String json) {
        return list(StrictJson.readTrusted(json));
    }

    static List<String> list(Object array) {
        return ((List<?>) array).stream().map(String.class::cast).toList();
    }
}
