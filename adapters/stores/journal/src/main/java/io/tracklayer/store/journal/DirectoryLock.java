// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import io.tracklayer.core.journal.JournalUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second journal off the directory: another process by an OS lock, this one by a set. */
final class DirectoryLock implements Closeable {
    /**
     * Asked before the lock file is touched: POSIX drops a process's locks on a file as soon as the
     * process closes any descriptor of it, so a refused second opener would unlock the first.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock acquire(Path existingDirectory) throws IOException {
        Path directory = existingDirectory.toRealPath();
        if (!HELD_HERE.add(directory)) {
            throw inUse(directory, "this process");
        }
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            directory.resolve("journal.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, "another process");
            }
            return new DirectoryLock(directory, channel);
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(directory);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!channel.isOpen()) {
            // A second close may not free what somebody else has taken since.
            return;
        }
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(directory);
        }
    }

    private static JournalUnavailableException inUse(Path directory, String holder) {
        return new JournalUnavailableException(
                "journal "
                        + directory
                        + " is in use by "
                        + holder
                        + ". Stop the other node, or give this one a data directory of its own.");
    }
}
