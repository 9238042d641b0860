// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.SettingsCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instance as given, and instances that differ in one setting. Thread-safe. */
final class Trials {
    private final Destination destination;
    private final Subject subject;
    private final Trial base;
    private final Map<String, List<Trial>> varied = new LinkedHashMap<>();

    /** Creates them; settings that cannot be read leave no trial. */
    Trials(Destination destination, Subject subject) {
        this.destination = destination;
        this.subject = subject;
        this.base = trial(Map.of()).orElse(null);
        for (Setting setting : destination.descriptor().settings()) {
            List<Trial> trials = new ArrayList<>();
            for (String text : texts(setting)) {
                trial(Map.of(setting.name(), text)).ifPresent(trials::add);
            }
            varied.put(setting.name(), trials);
        }
    }

    Destination destination() {
        return destination;
    }

    Subject subject() {
        return subject;
    }

    /** The instance with the settings given; empty when they cannot be read. */
    Optional<Trial> base() {
        return Optional.ofNullable(base);
    }

    /** Instances that differ in that setting. */
    List<Trial> varied(String setting) {
        return varied.getOrDefault(setting, List.of());
    }

    /** The instance as given and all others. */
    List<Trial> all() {
        List<Trial> all = new ArrayList<>();
        base().ifPresent(all::add);
        varied.values().forEach(all::addAll);
        return all;
    }

    /** An instance with these texts in place of those given; one that is empty takes it away. */
    Optional<Trial> trial(Map<String, String> changes) {
        SettingsCheck check = check(changes);
        return Optional.ofNullable(check.settings())
                .map(
                        settings ->
                                new Trial(destination, subject, changes, shown(changes), settings));
    }

    /** What the declarations say about the settings given, so changed. */
    SettingsCheck check(Map<String, String> changes) {
        Map<String, String> texts = new HashMap<>(subject.settings());
        texts.putAll(changes);
        texts.values().removeIf(String::isEmpty);
        Map<String, List<String>> values = new HashMap<>();
        texts.forEach((name, text) -> values.put(name, values(name, text)));
        return SettingsCheck.check(destination.descriptor().settings(), values);
    }

    private List<String> values(String name, String text) {
        return setting(name).filter(s -> s.type() == Setting.Type.LIST).isPresent()
                ? List.of(text.split(","))
                : List.of(text);
    }

    Optional<Setting> setting(String name) {
        return destination.descriptor().settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    private List<String> texts(Setting setting) {
        String given = subject.settings().getOrDefault(setting.name(), "");
        String current = given.isEmpty() ? setting.defaultValue() : given;
        List<String> texts =
                new ArrayList<>(
                        subject.samples()
                                .getOrDefault(
                                        setting.name(), Samples.alternatives(setting, current)));
        if (!setting.required() && !given.isEmpty()) {
            texts.add("");
        }
        return texts;
    }

    private String shown(Map<String, String> changes) {
        StringBuilder shown = new StringBuilder();
        changes.forEach(
                (name, text) ->
                        shown.append(shown.isEmpty() ? "" : ", ").append(shown(name, text)));
        return shown.toString();
    }

    private String shown(String name, String text) {
        boolean secret = setting(name).filter(Setting::secret).isPresent();
        return text.isEmpty() ? "no " + name : name + " \"" + (secret ? "***" : text) + "\"";
    }

    /** All secrets of an instance that are long enough to be recognised. */
    static List<String> secrets(Settings settings) {
        return settings.secrets().stream().filter(secret -> secret.length() >= 4).toList();
    }
}
