// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands in this process and keeps what they print. */
final class CommandRig {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    int run(String... arguments) {
        CommandLine command = Tl.commandLine();
        command.setOut(InertWriter.over(out));
        command.setErr(InertWriter.over(err));
        return command.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
