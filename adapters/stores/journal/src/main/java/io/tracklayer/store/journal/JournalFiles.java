// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The file calls the journal makes, all of them. A seam for tests, which fail, hold or shorten
 * single calls; {@link DiskFiles} is the only implementation in use.
 */
public interface JournalFiles {

    /** Creates a directory and its parents; does nothing when it exists. */
    void createDirectory(Path directory) throws IOException;

    /** Creates an empty file for reading and writing, emptying one of the same name. */
    JournalFile create(Path file) throws IOException;

    /** Opens an existing file for reading and writing. */
    JournalFile openForAppend(Path file) throws IOException;

    JournalFile openForRead(Path file) throws IOException;

    /** Gives a file another name in one atomic step, replacing a file that has it. */
    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    List<Path> list(Path directory) throws IOException;

    long size(Path file) throws IOException;

    Instant lastModified(Path file) throws IOException;

    /** Makes creations, renames and deletions in the directory survive a power cut. */
    void syncDirectory(Path directory) throws IOException;
}
