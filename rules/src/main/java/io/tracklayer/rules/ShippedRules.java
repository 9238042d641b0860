// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the rule files that come with the product lie: in force until the operator has a rules
 * folder of their own.
 */
final class ShippedRules {
    private ShippedRules() {}

    /** The folder, also when it lies inside a jar. */
    static Path folder() {
        URL found = RuleReader.class.getResource("yaml/");
        if (found == null) {
            throw new IllegalStateException("the shipped rules are missing from the rules jar");
        }
        try {
            URI uri = found.toURI();
            if (uri.getScheme().equals("jar")) {
                open(uri);
            }
            return Path.of(uri);
        } catch (URISyntaxException | IOException unreadable) {
            throw new IllegalStateException("the shipped rules cannot be read", unreadable);
        }
    }

    /**
     * A jar's file system is opened once for the life of the process. It has one channel, and a
     * thread that is interrupted in a read, as the watch of a node that stops, closes it for all:
     * then it is opened anew.
     */
    private static synchronized void open(URI uri) throws IOException {
        try {
            FileSystem opened = FileSystems.getFileSystem(uri);
            if (isReadable(Path.of(uri))) {
                return;
            }
            opened.close();
        } catch (FileSystemNotFoundException notYet) {
            // opened below
        }
        FileSystems.newFileSystem(uri, Map.of());
    }

    private static boolean isReadable(Path folder) {
        try {
            return Files.readAllBytes(folder.resolve("README.md")).length > 0;
        } catch (IOException closed) {
            return false;
        }
    }
}
