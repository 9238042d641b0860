// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.YamlFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.util.SensitiveUtils;

/** What a route file may hold, as far as its text tells. Collects every problem. */
final class FeedGrammar {
    /** Ids of the node's own routes. */
    static final Set<String> OURS =
            Set.of(
                    "deliver",
                    "identity",
                    "intake",
                    "message",
                    "pause",
                    "pipeline",
                    "replay",
                    "settle");

    private static final Set<String> ENTRIES = Set.of("route", "beans");
    private static final Set<String> BEAN_MEMBERS = Set.of("name", "type", "properties");

    /** Below these stand an operator's own words, which may be any. */
    private static final Set<String> OWN_WORDS =
            Set.of("parameters", "properties", "constant", "description", "note");

    private static final Set<String> COMPUTED_ADDRESSES =
            Set.of(
                    "dynamicRouter",
                    "enrich",
                    "pollEnrich",
                    "recipientList",
                    "routingSlip",
                    "toD",
                    "wireTap");

    private static final Set<String> PROGRAMS =
            Set.of(
                    "bean",
                    "groovy",
                    "java",
                    "joor",
                    "js",
                    "kamelet",
                    "language",
                    "method",
                    "mvel",
                    "ognl",
                    "process",
                    "python",
                    "script",
                    "spel",
                    "wasm");

    /**
     * Steps that end an exchange with its messages in memory only: file and offset are gone by
     * then.
     */
    private static final Set<String> HOLDING = Set.of("aggregate", "resequence");

    private static final Pattern INTO_THE_PROCESS =
            Pattern.compile(
                    "\\$(simple)?\\{\\s*"
                            + "(bean|type|ref|camelContext|context|exchange|properties|sys|sysenv|env)\\b");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Pattern OPTION = Pattern.compile("[?&]([A-Za-z.]+)=([^&]*)");

    private final YamlFile file;
    private final Set<String> taken;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /**
     * @param taken ids of other files' routes
     */
    FeedGrammar(YamlFile file, Set<String> taken) {
        this.file = file;
        this.taken = new HashSet<>(taken);
    }

    List<ConfigProblem> check() {
        if (!(file.tree() instanceof List<?> entries) || entries.isEmpty()) {
            problem("", "is a list of entries \"- route:\", and \"- beans:\" for data sources");
            return problems;
        }
        for (int i = 0; i < entries.size(); i++) {
            entry("/" + i, entries.get(i));
        }
        walk("", entries);
        return problems;
    }

    private void entry(String at, Object entry) {
        Map<?, ?> members = entry instanceof Map<?, ?> map ? map : Map.of();
        if (members.size() != 1 || !ENTRIES.containsAll(members.keySet())) {
            problem(at, "an entry is either \"- route:\" or \"- beans:\", and one only");
        } else if (members.get("route") instanceof Map<?, ?> route) {
            id(at + "/route", route.get("id"));
        } else if (members.get("beans") instanceof List<?> beans) {
            for (int i = 0; i < beans.size(); i++) {
                bean(at + "/beans/" + i, beans.get(i));
            }
        } else {
            problem(at, "a route is an object, beans are a list");
        }
    }

    private void id(String at, Object id) {
        if (!(id instanceof String text) || !ID.matcher(text).matches()) {
            problem(at + "/id", "a route needs an id of lower-case letters, digits and dashes");
        } else if (text.startsWith("deliver-") || OURS.contains(text) || !taken.add(text)) {
            problem(at + "/id", "the id \"" + text + "\" is that of another route; choose one");
        }
    }

    private void bean(String at, Object bean) {
        Map<?, ?> members = bean instanceof Map<?, ?> map ? map : Map.of();
        if (!members.keySet().stream().allMatch(BEAN_MEMBERS::contains)
                || !isDataSource(String.valueOf(members.get("type")))) {
            problem(
                    at,
                    "a bean is a data source: name, type such as"
                            + " com.zaxxer.hikari.HikariDataSource, properties");
        }
    }

    private static boolean isDataSource(String type) {
        try {
            ClassLoader loader = FeedGrammar.class.getClassLoader();
            Class<?> known = Class.forName(type, false, loader);
            return Class.forName("javax.sql.DataSource").isAssignableFrom(known);
        } catch (ClassNotFoundException | LinkageError unknown) {
            return false;
        }
    }

    private void walk(String at, Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> member(at + "/" + key, String.valueOf(key), value));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(at + "/" + i, list.get(i));
            }
        } else if (node instanceof String text) {
            text(at, text);
        }
    }

    private void member(String at, String key, Object value) {
        if (COMPUTED_ADDRESSES.contains(key)) {
            problem(at, "\"" + key + "\" may compute an address from a message; use \"to\"");
        } else if (PROGRAMS.contains(key)) {
            problem(at, "\"" + key + "\" runs a program inside the node; that is not for routes");
        } else if (HOLDING.contains(key)) {
            problem(
                    at,
                    "\""
                            + key
                            + "\" holds messages in memory after what brought them is done, and a"
                            + " stop loses them; send each on by itself");
        } else if (key.equals("errorHandler")) {
            problem(
                    at,
                    "what fails goes back to where it came from; use doTry for what you expect");
        }
        if (OWN_WORDS.contains(key)) {
            own(at, value);
        } else {
            walk(at, value);
        }
    }

    private void own(String at, Object value) {
        if (value instanceof Map<?, ?> options) {
            options.forEach((name, option) -> option(at + "/" + name, name + "", option + ""));
        }
    }

    private void option(String at, String name, String value) {
        reach(at, value);
        secret(at, name, value);
    }

    private void reach(String at, String text) {
        if (INTO_THE_PROCESS.matcher(text).find()) {
            problem(at, "an expression may read the message only, not beans or the process");
        }
    }

    private void text(String at, String text) {
        reach(at, text);
        OPTION.matcher(text)
                .results()
                .forEach(option -> secret(at, option.group(1), option.group(2)));
    }

    private void secret(String at, String name, String value) {
        String plain = name.substring(name.lastIndexOf('.') + 1);
        boolean secret = SensitiveUtils.containsSensitive(plain) && !value.matches("true|false");
        if (secret && !isUserName(plain) && !value.contains("{{")) {
            problem(
                    at,
                    "\""
                            + name
                            + "\" is a secret and must be given by reference:"
                            + " \"RAW({{env:NAME}})\" or \"RAW({{file:PATH}})\"");
        }
    }

    private static boolean isUserName(String option) {
        return option.equalsIgnoreCase("username") || option.equalsIgnoreCase("user");
    }

    private void problem(String pointer, String message) {
        problems.add(file.problemAt(pointer, message));
    }
}
