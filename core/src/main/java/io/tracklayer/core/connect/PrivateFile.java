// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Writes files whole: a reader sees the old text or the new one, never half of it. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /** Writes a file nobody but its owner may read. */
    public static void writeSecret(Path file, String text) {
        write(file, text, true);
    }

    /** Writes a file with the usual permissions. */
    public static void write(Path file, String text) {
        write(file, text, false);
    }

    private static void write(Path file, String text, boolean secret) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling("." + file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft);
            if (secret && Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, OWNER_ONLY);
            }
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new NotWrittenException(
                    "cannot write "
                            + file
                            + " ("
                            + failed.getMessage()
                            + "); check the folder's permissions",
                    failed);
        }
    }
}
