// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A route file as it was read.
 *
 * @param name file name within the folder, e.g. {@code offline-sales.camel.yaml}
 * @param text its content
 */
record FeedFile(String name, String text) {
    static final String ENDING = ".camel.yaml";

    /** All of a folder by name; none when there is no such folder. */
    static List<FeedFile> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<FeedFile> found = new ArrayList<>();
            for (Path file : files.filter(FeedFile::isOne).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                found.add(
                        new FeedFile(
                                file.getFileName().toString(),
                                new String(content, StandardCharsets.UTF_8)));
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "the folder " + folder + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static boolean isOne(Path file) {
        return file.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(file);
    }

    /** As problems name it, relative to the configuration folder. */
    String shownName() {
        return "routes/" + name;
    }
}
