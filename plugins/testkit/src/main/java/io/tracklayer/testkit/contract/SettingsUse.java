// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Setting;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds settings that change nothing: no mapping, request, purpose, connection check, token grant
 * or meaning of an answer. A setting counts as used, too, when it changes something beside another
 * changed one.
 */
final class SettingsUse {
    private final Trials trials;
    private final Map<Trial, List<String>> observed = new HashMap<>();

    SettingsUse(Trials trials) {
        this.trials = trials;
    }

    List<Finding> unused() {
        return trials.base().stream()
                .flatMap(
                        base ->
                                trials.destination().descriptor().settings().stream()
                                        .filter(setting -> !used(setting, base)))
                .map(SettingsUse::finding)
                .toList();
    }

    private boolean used(Setting setting, Trial base) {
        List<Trial> varied = trials.varied(setting.name());
        return varied.stream().anyMatch(trial -> differs(base, trial)) || usedBeside(setting);
    }

    private boolean usedBeside(Setting setting) {
        for (Setting other : trials.destination().descriptor().settings()) {
            if (other == setting) {
                continue;
            }
            for (Trial beside : trials.varied(other.name())) {
                if (trials.varied(setting.name()).stream()
                        .flatMap(own -> together(beside, own).stream())
                        .anyMatch(both -> differs(beside, both))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<Trial> together(Trial one, Trial other) {
        Map<String, String> changes = new HashMap<>(one.changes());
        changes.putAll(other.changes());
        return trials.trial(changes);
    }

    private boolean differs(Trial one, Trial other) {
        List<String> before = observed.computeIfAbsent(one, trial -> observe(trial).toList());
        Iterator<String> after = observe(other).iterator();
        for (String seen : before) {
            if (!after.hasNext() || !after.next().equals(seen)) {
                return true;
            }
        }
        return after.hasNext();
    }

    /** Everything that can be seen of an instance, made as it is looked at. */
    private Stream<String> observe(Trial trial) {
        AnswerTrial answers = new AnswerTrial(trials, trial);
        return Stream.of(
                        Stream.of(
                                trial.purposes(),
                                trial.grant(),
                                Wire.text(trial.probe().orElse(null))),
                        Corpus.cases(trials.subject()).stream()
                                .map(given -> trial.run(given).outcome()),
                        answers.meanings())
                .flatMap(part -> part);
    }

    private static Finding finding(Setting setting) {
        return Finding.of(
                setting.name(),
                "setting \"" + setting.name() + "\"",
                "no value of it changes a mapping, request, connection check, purpose, token grant or the meaning of an answer",
                "Use it or remove it; where only special values or answers show it, give samples or example answers, or an exemption with a reason.");
    }
}
