// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder with journal and evidence, which hold personal data: only its owner may enter. */
final class DataFolder {
    private DataFolder() {}

    /** Makes the folder unless it is there; the permissions of one that is are left alone. */
    static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (posix) {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }
}
