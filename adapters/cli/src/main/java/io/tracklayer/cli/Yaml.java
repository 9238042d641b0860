// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.core.connect.YamlText;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads and writes configuration files. */
final class Yaml {
    private Yaml() {}

    static String write(Map<String, Object> tree) {
        return YamlText.of(tree);
    }

    /**
     * Reads a file whose top level is a mapping.
     *
     * @param name of the file, for messages
     */
    static Map<?, ?> read(String name, String text) {
        try {
            Object tree =
                    new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
            if (tree instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException broken) {
            throw new CliFailure(
                    name + " is not YAML: " + broken.getMessage() + "; repair it first", broken);
        }
        throw new CliFailure(name + " is not a mapping; repair it first");
    }
}
