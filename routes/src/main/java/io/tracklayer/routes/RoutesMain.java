// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.ConfigurationReader;
import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.intake.LocalIntake;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.routes.feeds.Feeds;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Prints what is wrong with the route files of a configuration folder as the API gives it, without
 * a node: {@code RoutesMain --config FOLDER}. Nothing runs and nothing is connected to.
 */
public final class RoutesMain {
    private RoutesMain() {}

    /** Exits with 0, whatever was found, or with 2 when called wrongly. */
    public static void main(String[] arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            System.err.println("usage: RoutesMain --config FOLDER");
            System.exit(2);
        }
        PrintStream out = System.out;
        // what a library prints is no part of the answer
        System.setOut(System.err);
        Map<String, Object> checked = check(Path.of(arguments[1]));
        out.println(new String(StrictJson.write(checked), StandardCharsets.UTF_8));
        out.flush();
        System.exit(0);
    }

    private static Map<String, Object> check(Path folder) {
        Clock clock = Clock.systemUTC();
        try {
            Configuration configuration =
                    ConfigurationReader.read(
                            folder, InstalledPlugins.load(folder), System.getenv());
            LocalIntake intake = LocalIntake.closed(configuration, clock);
            try (Feeds feeds = new Feeds(folder, intake, new SimpleMeterRegistry(), clock)) {
                return feeds.checked();
            }
        } catch (InvalidConfigException invalid) {
            return Map.of(
                    "folder",
                    folder.resolve("routes").toString(),
                    "files",
                    List.of(),
                    "problems",
                    invalid.problems().stream().map(ConfigProblem::toString).toList());
        }
    }
}
