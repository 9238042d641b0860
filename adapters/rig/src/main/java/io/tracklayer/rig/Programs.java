// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Other programs of this machine, and Java with our class path. */
final class Programs {
    private Programs() {}

    /** The beginning of a command that runs a main class of our class path. */
    static List<String> java(String... options) {
        return java(classPath().toList(), options);
    }

    /** The same on these entries of it. */
    static List<String> java(List<String> classPath, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        return command;
    }

    /** Our class path without folders, which no class archive may refer to. */
    static List<String> jars() {
        return classPath().filter(Programs::isJar).toList();
    }

    // Jars first: a class archive is of use to a class path that begins with its own.
    private static Stream<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .sorted(Comparator.comparing(entry -> !isJar(entry)));
    }

    private static boolean isJar(String entry) {
        return new File(entry).isFile();
    }

    /** Whether a program of this name is on the path. */
    static boolean installed(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /**
     * Runs a program to its end and gives what it printed.
     *
     * @throws RigException if it fails
     */
    static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new RigException(String.join(" ", command) + ": " + said.strip());
            }
            return said.strip();
        } catch (IOException failed) {
            throw new RigException(command[0] + ": " + failed.getMessage(), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RigException("interrupted", stopping);
        }
    }

    /** Takes a shutdown hook back that has nothing left to do. */
    static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // it runs now and finds nothing to do
            return;
        }
    }
}
