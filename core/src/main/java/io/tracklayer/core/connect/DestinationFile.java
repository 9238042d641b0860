// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.connect;

import io.tracklayer.core.config.SecretReferences;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingsCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file of one destination. Secrets go into files of their own that only their owner may read.
 */
public final class DestinationFile {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Path folder;
    private final String id;
    private final String plugin;
    private final List<Setting> declared;

    /**
     * A file that may not exist yet.
     *
     * @param folder the configuration folder
     * @param id the operator's name for the destination
     * @param plugin what the file names as its plugin
     * @param declared what that can be told
     * @throws NotWrittenException if the id cannot be the name of a file
     */
    public DestinationFile(Path folder, String id, String plugin, List<Setting> declared) {
        if (!ID.matcher(id).matches()) {
            throw new NotWrittenException(
                    "\"" + id + "\" cannot be an id; use lower-case letters, digits and dashes");
        }
        this.folder = folder;
        this.id = id;
        this.plugin = plugin;
        this.declared = List.copyOf(declared);
    }

    /**
     * Checks the settings and writes the file, secrets first.
     *
     * @param stores which stores' events it gets; empty for all of the merchant
     * @param values texts by name of setting
     * @param replace whether a destination of the same id is overwritten
     * @return the file
     * @throws NotWrittenException naming every problem
     */
    public Path write(
            String merchant,
            List<String> stores,
            Map<String, List<String>> values,
            boolean replace) {
        SettingsCheck check = SettingsCheck.check(declared, values);
        if (!check.problems().isEmpty()) {
            throw new NotWrittenException(
                    "nothing was written:\n  - " + String.join("\n  - ", check.problems()));
        }
        declared.stream()
                .filter(Setting::secret)
                .map(Setting::name)
                .forEach(
                        name ->
                                values.getOrDefault(name, List.of())
                                        .forEach(text -> SecretText.requireWhole(name, text)));
        Path file = folder.resolve("destinations/" + id + ".yaml");
        if (Files.exists(file) && !replace) {
            throw new NotWrittenException(
                    file + " exists already; choose another --id, or overwrite it with --replace");
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("plugin", plugin);
        tree.put("merchant", merchant);
        if (!stores.isEmpty()) {
            tree.put("stores", stores);
        }
        tree.put("settings", settings(values));
        PrivateFile.write(file, YamlText.of(tree));
        return file;
    }

    private Map<String, Object> settings(Map<String, List<String>> values) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Setting setting : declared) {
            List<String> texts = values.getOrDefault(setting.name(), List.of());
            if (!texts.isEmpty()) {
                List<String> kept = setting.secret() ? hidden(setting.name(), texts) : texts;
                settings.put(setting.name(), value(setting.type(), kept));
            }
        }
        return settings;
    }

    private static Object value(Setting.Type type, List<String> texts) {
        return type == Setting.Type.LIST
                ? texts
                : type == Setting.Type.FLAG ? Boolean.valueOf(texts.get(0)) : texts.get(0);
    }

    /** References stay what they are. */
    private List<String> hidden(String setting, List<String> secrets) {
        List<String> references = new ArrayList<>();
        for (String secret : secrets) {
            if (SecretReferences.isReference(secret)) {
                references.add(secret);
                continue;
            }
            String number = references.isEmpty() ? "" : "." + (references.size() + 1);
            String name = "secrets/" + id + "." + setting + number;
            PrivateFile.writeSecret(folder.resolve(name), secret + "\n");
            references.add("${file:" + name + "}");
        }
        return references;
    }
}
