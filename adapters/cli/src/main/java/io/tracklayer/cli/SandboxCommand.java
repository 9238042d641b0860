// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the platforms' stand-in. */
@Command(
        name = "sandbox",
        description = "Run the stand-in of the ad platforms in the foreground until Ctrl-C.")
final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9900",
            description = "Port on the loopback address. Default: ${DEFAULT-VALUE}")
    private int port;

    @Override
    public Integer call() {
        return ChildProcess.runInForeground(
                "sandbox", Programs.SANDBOX, "--port", Integer.toString(port));
    }
}
