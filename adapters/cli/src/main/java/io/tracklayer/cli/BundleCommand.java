// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what is known of an event into one file to hand on. */
@Command(
        name = "bundle",
        description = {
            "Write everything known of one event or order into a zip to hand to support, without"
                    + " personal data and secrets. REDACTED.txt in it says what was taken out.",
            "Exit codes: 0 written, 1 no such event or the file cannot be written, 3 no node answers.",
            "Example: tl bundle 548291 --out order.zip"
        })
final class BundleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "EVENT", description = "Number, event id or order id.")
    private String event;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write it; must not be there yet. Default: bundle-EVENT.zip")
    private Path out;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions node;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<byte[]> zip =
                node.connect().file("/api/v1/bundle" + new Query().with("of", event));
        if (zip.isEmpty()) {
            new Listing(spec)
                    .remark(
                            "tl: no event has the number, event id or order id \""
                                    + Printable.of(event)
                                    + "\"; tl requests lists what came and could not become one");
            return ExitCode.FAILED;
        }
        Path file =
                out == null
                        ? Path.of("bundle-" + event.replaceAll("[^A-Za-z0-9_-]", "_") + ".zip")
                        : out;
        write(file, zip.get());
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("file", file.toAbsolutePath().normalize().toString());
        written.put("bytes", zip.get().length);
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Json.writePretty(written)
                                : "Wrote "
                                        + written.get("file")
                                        + " ("
                                        + zip.get().length
                                        + " bytes). Read REDACTED.txt in it before you hand it on.");
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException unwritable) {
            throw new CliFailure(
                    "cannot write "
                            + file
                            + " ("
                            + unwritable.getClass().getSimpleName()
                            + "); name a file that is not there yet with --out",
                    unwritable);
        }
    }
}
