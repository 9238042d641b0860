// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.core.connect.PrivateFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code keys.yaml}: the write keys by their hash. A key itself is nowhere kept. */
final class KeysFile {
    private static final String NAME = "keys.yaml";
    private static final String HEAD =
            "# Write keys by their SHA-256, written by \"tl keys\". The keys themselves are not kept.\n";

    private final ConfigFolder folder;

    KeysFile(ConfigFolder folder) {
        this.folder = folder;
    }

    /** All entries, as they stand in the file. */
    List<Map<String, Object>> read() {
        List<Map<String, Object>> keys = new ArrayList<>();
        folder.read(NAME)
                .ifPresent(
                        text -> {
                            Object list = Yaml.read(NAME, text).get("keys");
                            for (Map<?, ?> entry : ConfigFolder.mappings(list)) {
                                Map<String, Object> key = new LinkedHashMap<>();
                                entry.forEach((name, value) -> key.put(name.toString(), value));
                                keys.add(key);
                            }
                        });
        return keys;
    }

    void add(Map<String, Object> key) {
        List<Map<String, Object>> keys = read();
        if (keys.stream().anyMatch(known -> key.get("id").equals(known.get("id")))) {
            throw new CliFailure(
                    "key \""
                            + key.get("id")
                            + "\" exists already; choose another --id or revoke it first");
        }
        keys.add(key);
        write(keys);
    }

    void remove(String id) {
        List<Map<String, Object>> keys = read();
        if (!keys.removeIf(key -> id.equals(key.get("id")))) {
            throw new CliFailure(
                    "there is no key \""
                            + id
                            + "\" in "
                            + folder.resolve(NAME)
                            + "; see \"tl keys list\"");
        }
        write(keys);
    }

    private void write(List<Map<String, Object>> keys) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("keys", keys);
        PrivateFile.write(folder.resolve(NAME), HEAD + Yaml.write(tree));
    }
}
