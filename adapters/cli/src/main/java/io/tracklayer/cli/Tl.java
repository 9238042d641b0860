// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.core.build.BuildCommit;
import io.tracklayer.core.connect.NotWrittenException;
import io.tracklayer.rules.RulesDeskException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tl}. Exit codes: {@link ExitCode}. */
@Command(
        name = "tl",
        mixinStandardHelpOptions = true,
        versionProvider = Tl.Version.class,
        description = {
            "Server-side conversion tracking: run a node, connect platforms, look inside.",
            "tl COMMAND --help says more of each.",
            "Exit codes: 0 done; 1 it failed, something is wrong, or nothing was found; 2 wrong usage;"
                    + " 3 no node answers; 4 nobody said yes."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SandboxCommand.class,
            ConnectCommand.class,
            DestinationsCommand.class,
            KeysCommand.class,
            OperatorsCommand.class,
            SendCommand.class,
            StatusCommand.class,
            StreamCommand.class,
            EventsCommand.class,
            RequestsCommand.class,
            DeliveriesCommand.class,
            ApiLogsCommand.class,
            BundleCommand.class,
            DoctorCommand.class,
            ReplayCommand.class,
            DiagnoseCommand.class,
            IdentityCommand.class,
            EraseCommand.class,
            ReprocessCommand.class,
            RulesCommand.class,
            RoutesCommand.class,
            ImportCommand.class,
            WebhooksCommand.class,
            PluginsCommand.class,
            RigCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Tl implements Runnable {
    @Spec private CommandSpec spec;

    /** The version of the jar, and the commit it was made of. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String ofJar = Tl.class.getPackage().getImplementationVersion();
            return new String[] {"tl " + BuildCommit.with(ofJar == null ? "unpackaged" : ofJar)};
        }
    }

    public static void main(String[] args) {
        CommandLine line = commandLine();
        line.setOut(InertWriter.over(line.getOut()));
        line.setErr(InertWriter.over(line.getErr()));
        System.exit(line.execute(args));
    }

    /** The command line with its error texts and exit codes. */
    static CommandLine commandLine() {
        return Examples.addTo(new CommandLine(new Tl()))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            report(failure, command.getErr());
                            return failure instanceof NodeSilentFailure
                                    ? ExitCode.NODE_SILENT
                                    : ExitCode.FAILED;
                        });
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name a command; \"tl demo\" is a good first one");
    }

    /** Foreseen failures explain themselves; anything else is a defect and shows where. */
    private static void report(Exception failure, PrintWriter err) {
        if (failure instanceof CliFailure
                || failure instanceof RulesDeskException
                || failure instanceof NotWrittenException) {
            err.println("tl: " + failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
    }
}
