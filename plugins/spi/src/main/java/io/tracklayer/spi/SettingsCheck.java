// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result of reading settings: either settings or all problems at once.
 *
 * @param settings the settings, or null when there are problems
 * @param problems one sentence per problem, each naming the setting in quotes; empty when the
 *     settings are good
 */
public record SettingsCheck(Settings settings, List<String> problems) {

    /** Reads the values against the declarations. Values of secrets never appear in a problem. */
    public static SettingsCheck check(List<Setting> declarations, Map<String, List<String>> given) {
        List<String> problems = new ArrayList<>();
        Map<String, Setting> declared = new LinkedHashMap<>();
        declarations.forEach(setting -> declared.put(setting.name(), setting));
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(declared.keySet());
        for (String name : unknown) {
            problems.add(
                    "setting \""
                            + name
                            + "\" does not exist; known: "
                            + String.join(", ", declared.keySet()));
        }
        for (Setting setting : declarations) {
            List<String> texts = given.getOrDefault(setting.name(), List.of());
            if (texts.isEmpty() && !setting.defaultValue().isEmpty()) {
                texts =
                        setting.type() == Setting.Type.LIST
                                ? List.of(setting.defaultValue().split(","))
                                : List.of(setting.defaultValue());
            }
            if (texts.isEmpty() && setting.required()) {
                problems.add("setting \"" + setting.name() + "\" is required: " + setting.doc());
            }
            texts.stream()
                    .filter(text -> !wellFormed(setting, text))
                    .forEach(text -> problems.add(malformed(setting, text)));
            if (texts.size() > 1 && setting.type() != Setting.Type.LIST) {
                problems.add(
                        "setting \"" + setting.name() + "\" takes one value, not " + texts.size());
            }
            if (!texts.isEmpty()) {
                values.put(setting.name(), List.copyOf(texts));
            }
        }
        return problems.isEmpty()
                ? new SettingsCheck(Settings.checked(declared, values), List.of())
                : new SettingsCheck(null, List.copyOf(problems));
    }

    /** The settings, or one exception naming all problems. */
    public Settings orElseThrow() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return settings;
    }

    private static boolean wellFormed(Setting setting, String text) {
        if (text.isBlank()) {
            return false;
        }
        if (!setting.allowed().isEmpty() && !setting.allowed().contains(text)) {
            return false;
        }
        return switch (setting.type()) {
            case TEXT, LIST, FILE -> true;
            case FLAG -> text.equals("true") || text.equals("false");
            case NUMBER -> text.matches("-?\\d{1,18}");
            case DURATION -> Settings.parseDuration(text).isPresent();
            case URL -> isUrl(text);
        };
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    private static String malformed(Setting setting, String text) {
        String expected =
                setting.allowed().isEmpty()
                        ? switch (setting.type()) {
                            case TEXT, LIST -> "text that is not blank";
                            case FLAG -> "true or false";
                            case NUMBER -> "a whole number";
                            case DURATION -> "a length of time such as 30s, 5m, 2h or 7d";
                            case URL -> "an absolute http or https address";
                            case FILE -> "the path of a file";
                        }
                        : "one of " + String.join(", ", setting.allowed());
        String shown = setting.secret() ? "the given value" : "\"" + text + "\"";
        return "setting \"" + setting.name() + "\" takes " + expected + ", not " + shown;
    }
}
