// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The values at the ends of a JSON document, each with its place. */
final class Leaves {
    private static final int MOST = 2_000;

    private Leaves() {}

    /**
     * One value.
     *
     * @param path as a JSON pointer, e.g. {@code /context/consent/tcf}
     * @param name the last member of it that is no index
     */
    record Leaf(String path, String name, String value) {}

    /**
     * The values of a document; none when it is not JSON.
     *
     * @param wanted when elements of a list fulfil it, the others are passed over
     */
    static List<Leaf> of(byte[] document, Predicate<Object> wanted) {
        try {
            List<Leaf> found = new ArrayList<>();
            walk(StrictJson.read(document), "", "", wanted, found);
            return found;
        } catch (MalformedInputException notJson) {
            return List.of();
        }
    }

    /** The same of text. */
    static List<Leaf> of(String document, Predicate<Object> wanted) {
        return of(document.getBytes(StandardCharsets.UTF_8), wanted);
    }

    private static void walk(
            Object node, String path, String name, Predicate<Object> wanted, List<Leaf> found) {
        if (found.size() >= MOST) {
            return;
        }
        if (node instanceof Map<?, ?> members) {
            members.forEach(
                    (key, value) ->
                            walk(value, path + "/" + key, String.valueOf(key), wanted, found));
        } else if (node instanceof List<?> elements) {
            boolean choose = elements.stream().anyMatch(wanted);
            if (elements.isEmpty()) {
                found.add(new Leaf(path, name, "[]"));
            }
            for (int i = 0; i < elements.size(); i++) {
                if (!choose || wanted.test(elements.get(i))) {
                    walk(elements.get(i), path + "/" + i, name, wanted, found);
                }
            }
        } else {
            found.add(new Leaf(path, name, String.valueOf(node)));
        }
    }
}
