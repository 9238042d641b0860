// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders of libraries beside those of the node, for programs whose class path is not the node's.
 */
final class Libraries {
    private Libraries() {}

    /**
     * The folder of that name beside the one this jar lies in.
     *
     * @param what is in it, for the failure that it is not there
     */
    static Path beside(String folder, String what) {
        Path libraries = own().resolveSibling(folder);
        if (!Files.isDirectory(libraries)) {
            throw new CliFailure(
                    what
                            + " are not in "
                            + libraries
                            + "; they come with a build of the sources, start tl from there");
        }
        return libraries;
    }

    private static Path own() {
        try {
            return Path.of(
                            Libraries.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .getParent();
        } catch (URISyntaxException odd) {
            throw new CliFailure("cannot tell where the program lies: " + odd.getMessage(), odd);
        }
    }
}
