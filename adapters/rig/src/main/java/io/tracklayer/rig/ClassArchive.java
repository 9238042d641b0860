// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a node as one start of it has loaded them, in a file that all later starts map:
 * they take half as long. Made at the first use and removed at the end of this process.
 */
final class ClassArchive {
    private static final Duration END = Duration.ofSeconds(60);
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    private ClassArchive() {}

    /** What a node is started with; nothing where no archive can be made. */
    static List<String> options() {
        return Made.OPTIONS;
    }

    private static List<String> make() {
        try {
            Path folder = Files.createTempDirectory("rig-classes");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            Path archive = folder.resolve("node.jsa");
            write(folder, archive);
            return Files.exists(archive)
                    ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off")
                    : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path folder, Path archive) {
        Path config = folder.resolve("config");
        new WorldConfig(World.standard(), config).write(0, 0, folder.resolve("data"), NOBODY);
        try (NodeProcess node =
                NodeProcess.archiving(config, folder.resolve("node.log"), archive)) {
            if (node.awaitReady()) {
                node.terminate();
                node.exitCode(END);
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static final class Made {
        static final List<String> OPTIONS = make();
    }
}
