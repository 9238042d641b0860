// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
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

    /** A jar's file system is opened once and stays open for the life of the process. */
    private static void open(URI uri) throws IOException {
        try {
            FileSystems.getFileSystem(uri);
        } catch (FileSystemNotFoundException notYet) {
            FileSystems.newFileSystem(uri, Map.of());
        }
    }
}
