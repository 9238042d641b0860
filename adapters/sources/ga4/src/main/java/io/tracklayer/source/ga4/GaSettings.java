// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Setting.Type;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/** Settings of both sources, and their names. */
final class GaSettings {
    static final String MEASUREMENT_IDS = "measurement-ids";
    static final String STRICT = "strict";
    static final String AUTOMATIC_EVENTS = "automatic-events";
    static final String EVENT_ALIASES = "event-aliases";
    static final String INTERNAL_TRAFFIC = "internal-traffic";

    /** What says which events count. */
    static final List<Setting> EVENTS =
            List.of(
                    Setting.choice(
                            AUTOMATIC_EVENTS,
                            List.of("ignore", "custom"),
                            "ignore",
                            "What becomes of events that the tag sends by itself, such as scroll or"
                                    + " user_engagement."),
                    Setting.optional(
                            EVENT_ALIASES,
                            Type.LIST,
                            "",
                            "Further event names, e.g. quiz_finished=lead_submitted; they win over"
                                    + " the shipped table."),
                    Setting.choice(
                            INTERNAL_TRAFFIC,
                            List.of("ignore", "keep"),
                            "ignore",
                            "What becomes of events marked with traffic_type=internal."));

    private GaSettings() {}

    /** What is wrong with the aliases. */
    static List<SettingProblem> check(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        List<String> aliases = settings.list(EVENT_ALIASES);
        for (String alias : aliases) {
            String[] pair = alias.split("=", 2);
            if (pair.length < 2 || EventName.find(pair[1].strip()).isEmpty()) {
                problems.add(
                        new SettingProblem(
                                EVENT_ALIASES,
                                0,
                                "\""
                                        + alias
                                        + "\" must be a name, \"=\" and one of the canonical events"));
            }
        }
        return problems;
    }
}
