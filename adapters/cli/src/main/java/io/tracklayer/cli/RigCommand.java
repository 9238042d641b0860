// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the rig, which explains its options itself. */
@Command(
        name = "rig",
        description = {
            "Torture a node of its own and prove that nothing is lost or counted twice.",
            "Scenarios and options: tl rig --help"
        })
final class RigCommand implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        return ChildProcess.runInForeground("rig", Programs.RIG, arguments.toArray(new String[0]));
    }
}
