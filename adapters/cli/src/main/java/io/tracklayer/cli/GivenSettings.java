// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code --name value}, {@code --name=value} and, for switches, {@code --name}. */
final class GivenSettings {
    private GivenSettings() {}

    static Map<String, List<String>> parse(List<String> words, List<Setting> declared) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--") || word.length() == 2) {
                throw new CliFailure(
                        "\""
                                + word
                                + "\" is no setting; write settings as --name VALUE, after the plugin's name");
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            boolean last = i + 1 == words.size() || words.get(i + 1).startsWith("--");
            String value;
            if (equals >= 0) {
                value = word.substring(equals + 1);
            } else if (last) {
                value = switchedOn(name, declared);
            } else {
                value = words.get(++i);
            }
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return values;
    }

    /** A switch needs no value. A setting nobody knows is left to the check, which names it. */
    private static String switchedOn(String name, List<Setting> declared) {
        Optional<Setting> setting =
                declared.stream().filter(known -> known.name().equals(name)).findFirst();
        if (setting.isPresent() && setting.get().type() != Setting.Type.FLAG) {
            throw new CliFailure("--" + name + " needs a value: " + setting.get().doc());
        }
        return "true";
    }
}
