// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.VerificationReport.Part;
import io.tracklayer.testkit.VerificationReport.Plugin;
import io.tracklayer.testkit.contract.Contract;
import io.tracklayer.testkit.contract.FoundPlugins;
import io.tracklayer.testkit.contract.Result;
import io.tracklayer.testkit.contract.Samples;
import io.tracklayer.testkit.contract.SourceContract;
import io.tracklayer.testkit.contract.Subject;
import io.tracklayer.testkit.contract.VerifyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * Looks at a plugin jar as a node would and runs the contract against every destination in it.
 * Settings are made from the declarations; {@link VerifyFile} says how a jar can give better ones.
 * Needs no test framework. The plugin's code runs in this process, in a class loader of its own.
 */
public final class PluginVerification {
    private static final String SPI =
            TrackLayerPlugin.class.getPackageName().replace('.', '/') + "/";

    private final Path jar;
    private final List<Plugin> plugins = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private PluginVerification(Path jar) {
        this.jar = jar;
    }

    /** Verifies a jar. What is wrong with it, even that it cannot be read, stands in the report. */
    public static VerificationReport verify(Path jar) {
        return new PluginVerification(jar).report();
    }

    private VerificationReport report() {
        String hash = "";
        try {
            hash = HexFormat.of().formatHex(Sha256.digest(Files.readAllBytes(jar)));
            contents();
            try (PluginLoader loader = new PluginLoader(jar.toUri().toURL())) {
                look(loader);
            }
        } catch (IOException unreadable) {
            problems.add(
                    jar
                            + ": it cannot be opened: "
                            + unreadable
                            + ". Give the path of a plugin's jar.");
        }
        String file = String.valueOf(jar.getFileName());
        parts.add(
                0,
                new Part(
                        "jar",
                        file,
                        List.of(
                                result(
                                        "jar",
                                        "the jar can be opened and holds a plugin and nothing of the host",
                                        problems))));
        return new VerificationReport(file, hash, plugins, parts);
    }

    private void contents() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.stream().anyMatch(entry -> entry.getName().startsWith(SPI))) {
                problems.add(
                        jar
                                + ": it holds classes of "
                                + SPI
                                + ". Give tracklayer-spi the scope provided.");
            }
            if (file.getEntry(FoundPlugins.SERVICE_FILE) == null) {
                problems.add(
                        jar
                                + ": it has no "
                                + FoundPlugins.SERVICE_FILE
                                + ". Name the plugin's class there.");
            }
        }
    }

    private void look(PluginLoader loader) {
        FoundPlugins found = FoundPlugins.in(loader);
        problems.addAll(found.problems());
        VerifyFile said = VerifyFile.in(loader);
        for (TrackLayerPlugin plugin : found.plugins()) {
            try {
                plugins.add(new Plugin(plugin.id(), plugin.version()));
                plugin.destinations().forEach(one -> parts.add(destination(one, loader, said)));
                plugin.sources().forEach(one -> parts.add(source(one)));
            } catch (RuntimeException | LinkageError | StackOverflowError failure) {
                problems.add(
                        plugin.getClass().getName()
                                + ": it fails: "
                                + failure
                                + ". It only returns what it declares.");
            }
        }
        if (parts.isEmpty() && problems.isEmpty()) {
            problems.add(
                    jar
                            + ": it provides no destination and no source. Return some from the plugin.");
        }
        problems.addAll(said.problems());
    }

    private static Part destination(Destination one, PluginLoader loader, VerifyFile said) {
        String id = one.descriptor().id();
        Map<String, String> settings =
                Samples.required(one.descriptor().settings(), said.settings(id));
        Subject subject = said.completed(Subject.of(loader, id, settings));
        return new Part("destination", id, Contract.of(subject).results());
    }

    private static Part source(Source one) {
        return new Part("source", one.descriptor().id(), SourceContract.results(one));
    }

    private static Result result(String check, String title, List<String> problems) {
        Result.Status status = problems.isEmpty() ? Result.Status.PASSED : Result.Status.FAILED;
        return new Result(check, title, status, problems);
    }
}
