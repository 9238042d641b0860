// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** That an operator can know and use every setting. */
final class SettingsChecks {
    private final Trials trials;
    private final List<Setting> declared;

    SettingsChecks(Trials trials) {
        this.trials = trials;
        this.declared = trials.destination().descriptor().settings();
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>(new SettingsDeclarations(declared).checks());
        checks.addAll(
                List.of(
                        new Check(
                                "settings-endpoint",
                                "a setting says where the platform is, so that it can be the sandbox",
                                this::endpoint),
                        new Check(
                                "settings-accepted",
                                "the given settings are accepted",
                                this::accepted),
                        new Check(
                                "settings-used",
                                "every setting changes something",
                                () -> new SettingsUse(trials).unused())));
        return checks;
    }

    /** The name of the setting that holds the platform's address, null when there is none. */
    static String endpointOf(List<Setting> declared) {
        return declared.stream()
                .filter(setting -> setting.type() == Setting.Type.URL)
                .map(Setting::name)
                .filter(name -> name.equals("endpoint") || name.equals("url"))
                .findFirst()
                .orElse(null);
    }

    private List<Finding> endpoint() {
        return endpointOf(declared) != null
                ? List.of()
                : List.of(
                        Finding.of(
                                "endpoint",
                                "settings",
                                "there is no setting \"endpoint\" of type URL",
                                "Declare one with the platform's address as default and begin every request's address with it."));
    }

    private List<Finding> accepted() {
        return trials.check(Map.of()).problems().stream()
                .map(
                        problem ->
                                Finding.of(
                                        "settings",
                                        "given settings",
                                        problem,
                                        "Correct the settings of the test, or name samples in verify.json."))
                .toList();
    }
}
