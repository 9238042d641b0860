// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.rules.SetUp;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints what there is to say of an installation as JSON, without a node: {@code DoctorMain
 * --config FOLDER [--network]}. A process of its own, because it runs the plugins' constructors.
 */
public final class DoctorMain {
    private final Clock clock;
    private final Map<String, String> environment;

    DoctorMain(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** Exits with 0, whatever was found, or with 2 when called wrongly. */
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        boolean network = given.size() == 3 && given.get(2).equals("--network");
        if (given.size() < 2 || !given.get(0).equals("--config") || given.size() == 3 && !network) {
            System.err.println("usage: DoctorMain --config FOLDER [--network]");
            System.exit(2);
        }
        PrintStream out = System.out;
        // what a plugin or a library prints is no part of the answer
        System.setOut(System.err);
        DoctorMain doctor = new DoctorMain(Clock.systemUTC(), System.getenv());
        Map<String, Object> tree = doctor.examine(Path.of(given.get(1)), network);
        out.println(new String(StrictJson.write(tree), StandardCharsets.UTF_8));
        out.flush();
        // a plugin may have started threads that never end
        System.exit(0);
    }

    /** All checks, and where a node of this configuration would be. */
    Map<String, Object> examine(Path config, boolean network) {
        Instant began = clock.instant();
        long nanos = System.nanoTime();
        List<Check> checks = new ArrayList<>();
        Runtime java = Runtime.getRuntime();
        checks.addAll(
                MachineChecks.of(
                        Runtime.version().feature(),
                        java.maxMemory(),
                        System.getProperty("java.home")));
        Map<String, Object> tree = new LinkedHashMap<>();
        Plugins plugins = InstalledPlugins.load(config);
        checks.addAll(SetUpChecks.plugins(plugins));
        checks.addAll(FileChecks.secrets(config));
        Instant written = Instant.EPOCH;
        try {
            SetUp setUp = SetUp.read(config, plugins, environment);
            Configuration configuration = setUp.configuration();
            checks.addAll(
                    SetUpChecks.of(setUp, LocalDate.ofInstant(clock.instant(), clock.getZone())));
            checks.addAll(AccessChecks.of(config, configuration));
            checks.addAll(FileChecks.data(configuration));
            written = FileChecks.lastWritten(configuration.node().dataFolder());
            checks.addAll(new StoreChecks(configuration, clock).all());
            tree.put("management_port", configuration.node().managementPort());
            if (network) {
                checks.addAll(new NetworkChecks(clock).of(configuration));
            }
        } catch (InvalidConfigException invalid) {
            checks.addAll(SetUpChecks.problems(invalid));
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - nanos);
        checks.add(MachineChecks.clock(clock, began, passed, written));
        tree.put("checks", checks.stream().map(Check::tree).toList());
        return tree;
    }
}
