// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The members of an order about a destination; everything nobody reads is refused. */
record OrderBody(Tree tree) {
    private static final int LONGEST = 64 * 1024;

    /** The order cannot be meant; the message says why and shows no value. */
    static final class BadOrderException extends Exception {
        private static final long serialVersionUID = 1L;

        BadOrderException(String message) {
            super(message);
        }
    }

    static OrderBody read(byte[] body, String... known)
            throws BadOrderException, MalformedInputException {
        Object json = body.length == 0 ? Map.of() : StrictJson.read(body);
        if (!(json instanceof Map)) {
            throw new BadOrderException("send a JSON object");
        }
        Tree tree = Tree.root(json);
        Set<String> unknown = new TreeSet<>(tree.members().keySet());
        unknown.removeAll(List.of(known));
        if (!unknown.isEmpty()) {
            throw new BadOrderException(
                    "unknown member \""
                            + unknown.iterator().next()
                            + "\". Known: "
                            + String.join(", ", known));
        }
        return new OrderBody(tree);
    }

    /** A text without white space around it; empty when it is not given. */
    String text(String name, int longest) throws BadOrderException {
        Object given = tree.members().getOrDefault(name, "");
        if (given instanceof String text && text.strip().length() <= longest) {
            return text.strip();
        }
        throw new BadOrderException(name + " must be a text of at most " + longest + " characters");
    }

    /** A list of texts; empty when it is not given. */
    List<String> texts(String name) throws BadOrderException {
        return list(name, tree.members().getOrDefault(name, List.of()));
    }

    /** Texts by name: each a text, a number, a flag or a list of texts; empty ones are left out. */
    Map<String, List<String>> textsByName(String name) throws BadOrderException {
        if (!(tree.members().getOrDefault(name, Map.of()) instanceof Map<?, ?> given)) {
            throw new BadOrderException(name + " must be an object");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            String key = entry.getKey().toString();
            List<String> texts =
                    entry.getValue() instanceof List<?>
                            ? list(key, entry.getValue())
                            : List.of(one(key, entry.getValue()));
            if (texts.stream().anyMatch(text -> !text.isEmpty())) {
                values.put(key, texts.stream().filter(text -> !text.isEmpty()).toList());
            }
        }
        return values;
    }

    private static List<String> list(String name, Object given) throws BadOrderException {
        if (!(given instanceof List<?> members)) {
            throw new BadOrderException(name + " must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (Object member : members) {
            texts.add(one(name, member));
        }
        return texts;
    }

    private static String one(String name, Object given) throws BadOrderException {
        boolean plain =
                given instanceof String || given instanceof Number || given instanceof Boolean;
        if (!plain || given.toString().length() > LONGEST) {
            throw new BadOrderException(name + " must be a text");
        }
        return given.toString().strip();
    }
}
