// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Runs the benchmarks, a program of its own whose libraries lie beside those of the node: the node
 * that is measured has the class path every node has.
 */
@Command(
        name = "bench",
        description = "Measure what a node costs on this machine; tl bench --help says how.")
final class BenchCommand implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        Path libraries = Libraries.beside("bench", "the benchmarks");
        List<String> command = new ArrayList<>();
        command.add(ChildProcess.java());
        command.add("-D" + Programs.BENCH_NODE_CLASS_PATH + "=" + ChildProcess.classPath());
        command.add("-cp");
        command.add(libraries.resolve("*") + File.pathSeparator + ChildProcess.classPath());
        command.add(Programs.BENCH);
        command.addAll(arguments);
        return ChildProcess.runInForeground("benchmark", command);
    }
}
