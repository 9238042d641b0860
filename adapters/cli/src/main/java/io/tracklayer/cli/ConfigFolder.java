// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configuration folder as the commands need it: which merchants and stores there are. */
final class ConfigFolder {
    private final Path folder;

    ConfigFolder(Path folder) {
        this.folder = folder;
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The text of a file, empty when there is none. */
    Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new CliFailure("cannot read " + file + "; check its permissions", unreadable);
        }
    }

    /** The node's data folder; nothing else of the configuration needs to be right for it. */
    Path dataFolder() {
        Object given = node().get("node") instanceof Map<?, ?> node ? node.get("data-dir") : null;
        return folder.resolve(given == null ? "../data" : given.toString()).normalize();
    }

    private Map<?, ?> node() {
        String name = "tracklayer.yaml";
        String text =
                read(name)
                        .orElseThrow(
                                () ->
                                        new CliFailure(
                                                "there is no "
                                                        + folder.resolve(name).toAbsolutePath()
                                                        + "; name the configuration folder with --config"));
        return Yaml.read(name, text);
    }

    /** The store ids of each merchant. */
    Map<String, List<String>> merchants() {
        Map<String, List<String>> merchants = new TreeMap<>();
        Object list = node().get("merchants");
        for (Map<?, ?> merchant : mappings(list)) {
            merchants.put(
                    String.valueOf(merchant.get("id")),
                    mappings(merchant.get("stores")).stream()
                            .map(store -> String.valueOf(store.get("id")))
                            .toList());
        }
        return merchants;
    }

    /** The mappings of a list; anything else in it is left to the node to complain about. */
    static List<Map<?, ?>> mappings(Object list) {
        List<Map<?, ?>> mappings = new ArrayList<>();
        if (list instanceof List<?> members) {
            for (Object member : members) {
                if (member instanceof Map<?, ?> mapping) {
                    mappings.add(mapping);
                }
            }
        }
        return mappings;
    }
}
