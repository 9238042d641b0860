// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.RulesInForce;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.connect.DestinationFile;
import io.tracklayer.core.connect.NotWrittenException;
import io.tracklayer.core.connect.SecretFile;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Writes what sets a destination up, waits until it is in force and checks the connection. One at a
 * time, so that nobody writes over what another is about to read.
 */
final class DestinationSetUp {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_LOOKS_NANOS = 50_000_000;

    /** Its settings name what runs on the machine: for those who have the machine. */
    private static final String NOT_OFFERED = "camel";

    private final Path folder;
    private final Plugins plugins;
    private final ConfigurationWatch watch;
    private final Function<DestinationConfig, ProbeResult> check;

    DestinationSetUp(
            Path folder,
            Plugins plugins,
            ConfigurationWatch watch,
            Function<DestinationConfig, ProbeResult> check) {
        this.folder = folder;
        this.plugins = plugins;
        this.watch = watch;
        this.check = check;
    }

    /** What a new destination is to be. */
    record Wanted(
            String id,
            String plugin,
            String merchant,
            List<String> stores,
            Map<String, List<String>> settings) {}

    /**
     * What came of it.
     *
     * @param verdict {@code not_loaded}, {@code unchanged}, or the verdict of the check
     */
    record Result(String file, String verdict, String sentence) {}

    /** Whether a destination of the plugin can be set up over HTTP. */
    static boolean isOffered(String plugin) {
        return !plugin.equals(NOT_OFFERED);
    }

    /**
     * Writes the file of a new destination, its secrets apart.
     *
     * @throws NotWrittenException if nothing was written, or it could not come into force and was
     *     taken back
     */
    synchronized Result connect(Wanted wanted) {
        Destination plugin =
                plugins.destination(wanted.plugin)
                        .filter(found -> isOffered(wanted.plugin))
                        .orElseThrow(() -> refused("no plugin to be set up here is called so"));
        checkPlace(wanted);
        Path file =
                new DestinationFile(
                                folder, wanted.id, wanted.plugin, plugin.descriptor().settings())
                        .write(wanted.merchant, wanted.stores, wanted.settings, false);
        String name = "destinations/" + file.getFileName();
        if (await(() -> configured(wanted.id).isPresent())) {
            return checked(name, configured(wanted.id).orElseThrow());
        }
        Optional<RulesInForce.Refused> why = watch.shown().refusal();
        if (why.isPresent()) {
            remove(file);
            throw refused(
                    "it could not come into force and was taken back: "
                            + problems(why.get(), file.getFileName().toString()));
        }
        return new Result(name, "not_loaded", "the node did not take the file; see its log");
    }

    /** Those of the file that was written; others' files are not everybody's to know. */
    private static String problems(RulesInForce.Refused why, String file) {
        List<String> own = why.problems().stream().filter(one -> one.contains(file)).toList();
        return own.isEmpty()
                ? "other files of the configuration have problems; tl doctor tells which"
                : String.join("; ", own);
    }

    private void checkPlace(Wanted wanted) {
        Configuration configuration = watch.configuration();
        if (!configuration.merchants().contains(wanted.merchant)) {
            throw refused(
                    "merchant must be one of "
                            + String.join(
                                    ", ", configuration.merchants().stream().sorted().toList()));
        }
        List<String> unknown =
                wanted.stores.stream()
                        .filter(
                                id ->
                                        configuration
                                                .store(id)
                                                .map(StoreConfig::merchant)
                                                .filter(wanted.merchant::equals)
                                                .isEmpty())
                        .toList();
        if (!unknown.isEmpty()) {
            throw refused(wanted.merchant + " has no store \"" + unknown.get(0) + "\"");
        }
        if (configured(wanted.id).isPresent()) {
            throw refused("a destination \"" + wanted.id + "\" exists already; choose another id");
        }
    }

    /**
     * Puts a new value in the place of a secret and waits until it is in force; a hold ends then.
     *
     * @throws NotWrittenException if nothing was written
     */
    synchronized Result rotate(DestinationConfig config, String setting, String value) {
        String before = config.fingerprint();
        String name = new SecretFile(folder, config).replace(setting, value);
        boolean same = config.settings().list(name).equals(List.of(value.strip()));
        if (same) {
            return new Result(name, "unchanged", "that is the value it had; nothing changed");
        }
        boolean taken =
                await(
                        () ->
                                configured(config.id())
                                        .filter(now -> !now.fingerprint().equals(before))
                                        .isPresent());
        return taken
                ? checked(name, configured(config.id()).orElseThrow())
                : new Result(name, "not_loaded", "the node did not take the value; see its log");
    }

    private Result checked(String file, DestinationConfig config) {
        ProbeResult probe = check.apply(config);
        return new Result(file, probe.verdict().name().toLowerCase(Locale.ROOT), probe.sentence());
    }

    private Optional<DestinationConfig> configured(String id) {
        return watch.configuration().destination(id);
    }

    private static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return condition.getAsBoolean();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static NotWrittenException refused(String why) {
        return new NotWrittenException(why);
    }
}
