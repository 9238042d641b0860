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
    private final List<Case> cases;
    private final Map<Sight, Map<Trial, List<String>>> observed =
            Map.of(Sight.REQUESTS, new HashMap<>(), Sight.WHOLE, new HashMap<>());

    SettingsUse(Trials trials) {
        this.trials = trials;
        this.cases = Corpus.cases(trials.subject());
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
        return varied.stream().anyMatch(trial -> differs(base, trial, Sight.WHOLE))
                || !exempt(setting)
                        && (usedBeside(setting, Sight.REQUESTS)
                                || usedBeside(setting, Sight.WHOLE));
    }

    /** Trying all pairs takes long, and the reason for the exemption is known. */
    private boolean exempt(Setting setting) {
        return trials.subject().exemptions().containsKey("settings-used:" + setting.name());
    }

    private boolean usedBeside(Setting setting, Sight sight) {
        for (Setting other : trials.destination().descriptor().settings()) {
            if (other == setting) {
                continue;
            }
            for (Trial beside : trials.varied(other.name())) {
                if (trials.varied(setting.name()).stream()
                        .flatMap(own -> together(beside, own).stream())
                        .anyMatch(both -> differs(beside, both, sight))) {
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

    private boolean differs(Trial one, Trial other, Sight sight) {
        List<String> before =
                observed.get(sight).computeIfAbsent(one, trial -> observe(trial, sight).toList());
        Iterator<String> after = observe(other, sight).iterator();
        for (String seen : before) {
            if (!after.hasNext() || !after.next().equals(seen)) {
                return true;
            }
        }
        return after.hasNext();
    }

    /** What can be seen of an instance, made as it is looked at. */
    private Stream<String> observe(Trial trial, Sight sight) {
        Stream<String> requests =
                Stream.concat(
                        Stream.of(
                                trial.purposes(),
                                trial.grant(),
                                Wire.text(trial.probe().orElse(null))),
                        cases.stream().map(given -> trial.run(given).outcome()));
        return sight == Sight.REQUESTS
                ? requests
                : Stream.concat(requests, new AnswerTrial(trials, trial).meanings());
    }

    /** How closely instances are looked at: what answers mean takes a hundred times as long. */
    private enum Sight {
        REQUESTS,
        WHOLE
    }

    private static Finding finding(Setting setting) {
        return Finding.of(
                setting.name(),
                "setting \"" + setting.name() + "\"",
                "no value of it changes a mapping, request, connection check, purpose, token grant or the meaning of an answer",
                "Use it or remove it; where only special values or answers show it, give samples or example answers, or an exemption with a reason.");
    }
}
