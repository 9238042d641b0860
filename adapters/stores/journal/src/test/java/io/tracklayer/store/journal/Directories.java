// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of journal directories, so that one state can be tried in many ways. */
final class Directories {
    private Directories() {}

    static Path copy(Path directory) throws IOException {
        Path copy = Files.createTempDirectory(directory.getParent(), "copy");
        for (Path file : filesIn(directory)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    static void delete(Path directory) throws IOException {
        for (Path file : filesIn(directory)) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
