// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder of rule files as an operator would write them, and events to decide. */
final class RuleFolder {
    static final Map<String, Set<Purpose>> PURPOSES =
            Map.of(
                    "meta", Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                    "ga4", Set.of(Purpose.ANALYTICS),
                    "webhook", Set.of());
    static final Set<String> NAMES = Set.of("meta", "meta-eu", "ga4", "webhook");

    private static final String EXAMPLES =
            """
                examples: [{ given: { event: page_viewed }, expect: { webhook: pending } }]
            """;

    private final Path folder;

    RuleFolder(Path folder) {
        this.folder = folder;
    }

    RuleFolder file(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return this;
    }

    /** A file of rules given as {@code when} and {@code then}, named r1, r2 and so on. */
    RuleFolder rules(String... whenAndThen) {
        StringBuilder text = new StringBuilder("version: 1\ndescription: d\nrules:\n");
        for (int i = 0; i < whenAndThen.length; i += 2) {
            text.append("  - id: r").append(i / 2 + 1).append('\n');
            text.append("    when: ").append(whenAndThen[i]).append('\n');
            text.append("    then: ").append(whenAndThen[i + 1]).append('\n');
            text.append(EXAMPLES);
        }
        return file("10.rules.yaml", text.toString());
    }

    RuleSet read() {
        try {
            return RuleReader.read(folder, NAMES);
        } catch (InvalidConfigException invalid) {
            throw new AssertionError(invalid.getMessage(), invalid);
        }
    }

    List<String> problems() {
        try {
            RuleReader.read(folder, NAMES);
            return List.of();
        } catch (InvalidConfigException invalid) {
            return invalid.problems().stream().map(ConfigProblem::toString).toList();
        }
    }

    static DestinationConfig destination(String id, String plugin, boolean enabled) {
        return new DestinationConfig(
                id,
                plugin,
                "m",
                Set.of(),
                enabled,
                null,
                null,
                null,
                "destinations/" + id + ".yaml");
    }

    static DestinationConfig destination(String id) {
        return destination(id, id, true);
    }

    static Event.Builder event(EventName name) {
        return Event.named(name)
                .eventId("e")
                .eventTime(Instant.EPOCH)
                .receivedAt(Instant.EPOCH)
                .of("shoes", "shoes-de");
    }

    static Event.Builder consenting(EventName name, Map<Purpose, ConsentState> states) {
        return event(name).consent(new Consent(states, "api", "", Instant.EPOCH));
    }
}
