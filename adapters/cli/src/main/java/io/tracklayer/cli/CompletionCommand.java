// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script that makes a shell complete commands and options of tl.",
            "Exit codes: 0 printed.",
            "Example: source <(tl completion bash)",
            "Example: tl completion zsh > ~/.tl-completion.zsh"
        })
final class CompletionCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name the shell: tl completion bash, or tl completion zsh");
    }

    @Command(
            name = "bash",
            description = {"Print the script for bash.", "Example: source <(tl completion bash)"})
    int bash() {
        return print(script());
    }

    @Command(
            name = "zsh",
            description = {
                "Print the script for zsh; source it after compinit.",
                "Example: tl completion zsh > ~/.tl-completion.zsh"
            })
    int zsh() {
        return print("autoload -U +X bashcompinit && bashcompinit\n" + script());
    }

    private String script() {
        // people run it as ./tl as well, from the folder it lies in
        return AutoComplete.bash("tl", spec.root().commandLine()).stripTrailing()
                + "\ncomplete -F _complete_tl -o default ./tl\n";
    }

    private int print(String script) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(script);
        out.flush();
        return ExitCode.DONE;
    }
}
