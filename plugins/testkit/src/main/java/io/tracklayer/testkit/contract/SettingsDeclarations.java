// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingsCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** That the declarations of settings, of a destination or a source, can be understood and kept. */
final class SettingsDeclarations {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int SHORTEST_DOC = 20;
    private static final Set<String> WORDS_OF_SECRETS =
            Set.of(
                    "token",
                    "tokens",
                    "secret",
                    "secrets",
                    "password",
                    "key",
                    "keys",
                    "credential",
                    "credentials",
                    "authorization");

    private final List<Setting> declared;

    SettingsDeclarations(List<Setting> declared) {
        this.declared = declared;
    }

    List<Check> checks() {
        return List.of(
                new Check(
                        "settings-documented",
                        "every setting has a name in lower case with dashes and a sentence",
                        this::documented),
                new Check(
                        "settings-defaults",
                        "every default is what its declaration allows",
                        this::defaults),
                new Check(
                        "settings-secret",
                        "settings named like a secret are secret",
                        this::secret));
    }

    private List<Finding> documented() {
        List<Finding> findings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Setting setting : declared) {
            String name = setting.name();
            if (!NAME.matcher(name).matches() || !names.add(name)) {
                findings.add(
                        finding(
                                setting,
                                "the name is malformed or there twice",
                                "Use words in lower case joined by dashes."));
            }
            if (setting.doc() == null || setting.doc().strip().length() <= SHORTEST_DOC) {
                findings.add(
                        finding(
                                setting,
                                "it is not documented",
                                "Say in a sentence what it does, with unit and effect."));
            }
        }
        return findings;
    }

    private List<Finding> defaults() {
        List<Finding> findings = new ArrayList<>();
        for (Setting setting : declared) {
            SettingsCheck check = SettingsCheck.check(List.of(setting), Map.of());
            boolean missing = setting.required() && setting.defaultValue().isEmpty();
            if (check.settings() == null && !missing) {
                findings.add(
                        finding(
                                setting,
                                "its default is not accepted: " + check.problems(),
                                "Correct default or declaration."));
            }
            if (setting.secret() && !setting.defaultValue().isEmpty()) {
                findings.add(
                        finding(setting, "a secret has a default", "Leave the default empty."));
            }
            if (setting.type() == Setting.Type.FLAG
                    && setting.defaultValue().isEmpty()
                    && !setting.required()) {
                findings.add(finding(setting, "a flag has no default", "Say true or false."));
            }
        }
        return findings;
    }

    private List<Finding> secret() {
        return declared.stream()
                .filter(setting -> !setting.secret() && setting.type() != Setting.Type.URL)
                .filter(
                        setting ->
                                Arrays.stream(setting.name().split("-"))
                                        .anyMatch(WORDS_OF_SECRETS::contains))
                .map(
                        setting ->
                                finding(
                                        setting,
                                        "it is named like a secret and not marked as one",
                                        "Declare it with Setting.secret, or name it otherwise."))
                .toList();
    }

    private static Finding finding(Setting setting, String what, String advice) {
        return Finding.of(setting.name(), "setting \"" + setting.name() + "\"", what, advice);
    }
}
