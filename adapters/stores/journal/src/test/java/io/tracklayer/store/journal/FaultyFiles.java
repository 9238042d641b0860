// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Real files whose calls can be failed, held or cut short, and are recorded. */
final class FaultyFiles implements JournalFiles {
    private final DiskFiles disk = new DiskFiles();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Fault fault = (call, count) -> {};
    private volatile Fault readFault = (call, count) -> {};
    private volatile int bytesPerWrite = Integer.MAX_VALUE;
    private volatile boolean tornWrites;
    private volatile boolean syncing = true;

    /** Looks at each changing call before it is made; an exception is the fault. */
    interface Fault {
        void before(String call, int count) throws IOException;
    }

    FaultyFiles with(Fault value) {
        fault = value;
        return this;
    }

    /** Looks at each reading of bytes; these are not recorded. */
    FaultyFiles withReads(Fault value) {
        readFault = value;
        return this;
    }

    FaultyFiles withBytesPerWrite(int value) {
        bytesPerWrite = value;
        return this;
    }

    /** A write that fails has written half of its bytes. */
    FaultyFiles withTornWrites() {
        tornWrites = true;
        return this;
    }

    /** For tests of many starts, in which nothing is killed and a sync decides nothing. */
    FaultyFiles withoutSyncing() {
        syncing = false;
        return this;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public JournalFile create(Path file) throws IOException {
        before("create");
        return new File(disk.create(file));
    }

    @Override
    public JournalFile openForAppend(Path file) throws IOException {
        return new File(disk.openForAppend(file));
    }

    @Override
    public JournalFile openForRead(Path file) throws IOException {
        return new File(disk.openForRead(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before("rename");
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        before("delete");
        disk.delete(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public long size(Path file) throws IOException {
        return disk.size(file);
    }

    @Override
    public Instant lastModified(Path file) throws IOException {
        return disk.lastModified(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        before("syncDirectory");
        if (syncing) {
            disk.syncDirectory(directory);
        }
    }

    private void before(String call) throws IOException {
        calls.add(call);
        fault.before(call, calls.size());
    }

    private final class File implements JournalFile {
        private final JournalFile file;
        private volatile boolean failed;

        File(JournalFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            readFault.before("read", 0);
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            refuseAfterFailure();
            try {
                before("write");
            } catch (IOException e) {
                failed = true;
                if (tornWrites) {
                    file.write(source.slice(source.position(), source.remaining() / 2), position);
                }
                throw e;
            }
            int bytes = Math.min(bytesPerWrite, source.remaining());
            ByteBuffer part = source.slice(source.position(), bytes);
            int written = file.write(part, position);
            source.position(source.position() + written);
            return written;
        }

        @Override
        public void force() throws IOException {
            refuseAfterFailure();
            try {
                before("force");
            } catch (IOException e) {
                failed = true;
                throw e;
            }
            if (syncing) {
                file.force();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            before("truncate");
            file.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        /** Not an IOException: this must never look like one of the faults. */
        private void refuseAfterFailure() {
            if (failed) {
                calls.add("USED AFTER FAILURE");
            }
        }
    }
}
