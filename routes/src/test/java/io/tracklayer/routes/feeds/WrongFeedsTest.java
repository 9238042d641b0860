// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.LocalIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file nobody can make routes of is refused by itself, whatever is wrong with it. */
class WrongFeedsTest {
    private static final Configuration NO_STORES =
            new Configuration(null, null, null, null, Map.of(), List.of(), Map.of());

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "- ",
                "- 5",
                "- route: {id: x}",
                "- route: {id: x, from: null}",
                "- route: {id: x, from: 'timer:x'}",
                "- route: {id: x, from: {steps: []}}",
                "- route: {id: x, from: {uri: '', steps: []}}",
                "- route: {id: x, from: {uri: 5, steps: 7}}",
                "- route: {id: x, from: {uri: 'timer:x', steps: [5]}}",
                "- route: {id: x, from: {uri: 'timer:x', steps: [null]}}",
                "- route: {id: x, from: {uri: 'timer:x', steps: [{to: {}}]}}",
                "- route: {id: x, from: {uri: 'timer:x', steps: [{to: ''}]}}",
                "- route: {id: x, from: {uri: 'timer:x', steps: [{to: null}]}}",
                "- route: {id: x, from: {uri: 'timer:x', steps: [{to: 'tracklayer:'}]}}",
                "- route: {id: x, from: {uri: 'timer:x', steps: [{to: 'tracklayer:a/b/c'}]}}",
                "- route: {id: x, from: {uri: 'tracklayer:a/b', steps: [{log: x}]}}",
                "- route: {id: x, from: {uri: 'timer:{{env:NOSUCH}}', steps: [{log: x}]}}",
                "- beans: [5]",
                "- beans: [{name: x, type: com.zaxxer.hikari.HikariDataSource, properties: 5}]",
                "- beans: [{name: x, type: com.zaxxer.hikari.HikariDataSource, properties: {nosuch: 5}}]",
                "- beans: [{type: com.zaxxer.hikari.HikariDataSource}]",
            })
    void isSaidAndRefused(String text) throws IOException {
        Files.createDirectory(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/x.camel.yaml"), text);
        Clock clock = Clock.systemUTC();
        LocalIntake intake = LocalIntake.closed(NO_STORES, clock);
        try (Feeds feeds = new Feeds(folder, intake, new SimpleMeterRegistry(), clock)) {
            assertTrue(feeds.checked().get("problems").toString().contains("x.camel.yaml"), text);
            assertEquals(Set.of("x.camel.yaml"), feeds.reload().refused());
        }
    }
}
